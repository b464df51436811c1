import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../api/config.ts';
import { startEmbedded } from '../api/database/embedded.ts';
import { type Gatepost, start } from '../api/start.ts';
import { type Sink, startSink } from '../lab/sink.ts';
import type { Announcer } from '../toolbox/announcer.ts';
import { type Authority, createAuthority, type Issued } from '../toolbox/certificate-authority.ts';
import type { Closing } from '../toolbox/closing.ts';

/** Everything Terraform is going to talk to, all of it real and all of it temporary. */
export interface Cloud {
  directory: string;
  gatepost: Gatepost;
  adminPassword: string;
  authority: Authority;
  mailLogin: { username: string; password: string };
  sink: Sink;
  /** A second relay on another port, to move to. */
  otherSink: Sink;
}

const randomPassword = () => randomBytes(18).toString('base64url');

export async function startCloud(announcer: Announcer, closing: Closing): Promise<Cloud> {
  const directory = await makeDirectory(closing);
  const dataDir = await makeDirectory(closing);
  const database = await announcer.step('Starting a PostgreSQL of our own', async () =>
    closing.add(await startEmbedded({ dataDir, durable: false, log: () => undefined }), (it) => it.stop()),
  );
  const adminPassword = randomPassword();
  const gatepost = await announcer.step('Migrating the schema and starting the API on a free port', async () =>
    closing.add(await startApi(database.url, adminPassword), (it) => it.stop()),
  );
  const mailLogin = { username: 'gatepost', password: randomPassword() };
  const relays = await announcer.step('Starting SMTP servers that demand STARTTLS, a user and a password', async () => {
    const authority = await createAuthority('Demo mail CA');
    const certificate = await authority.issueServer(['localhost', '127.0.0.1']);
    const startRelay = async () => closing.add(await startMailSink(certificate, mailLogin), (it) => it.stop());
    return { authority, sink: await startRelay(), otherSink: await startRelay() };
  });
  return { directory, gatepost, adminPassword, mailLogin, ...relays };
}

async function makeDirectory(closing: Closing): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'gatepost-demo-'));
  return closing.add(made, (path) => rm(path, { recursive: true, force: true, maxRetries: 5 }));
}

function startApi(databaseUrl: string, adminPassword: string): Promise<Gatepost> {
  const config = readConfig({ GATEPOST_PORT: '0' }, () => '');
  return start({
    config,
    databaseUrl,
    encryptionKey: randomBytes(32),
    log: pino({ level: 'silent' }),
    adminPassword: async () => adminPassword,
  });
}

function startMailSink(certificate: Issued, login: Cloud['mailLogin']): Promise<Sink> {
  return startSink({ security: 'starttls', certificate, login });
}
