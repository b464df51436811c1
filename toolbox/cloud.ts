import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { CodeWriter } from '../api/as-code.ts';
import { readConfig } from '../api/config.ts';
import { startEmbedded } from '../api/database/embedded.ts';
import { type Gatepost, start } from '../api/start.ts';
import type { Announcer } from './announcer.ts';
import type { Closing } from './closing.ts';

/** The API on a PostgreSQL of its own: real, and gone when everything is closed. */
export interface Cloud {
  /** For files of the run. */
  directory: string;
  gatepost: Gatepost;
  adminPassword: string;
}

/** @param codeWriter what its pages show of objects as code; without it they show calls of curl alone */
export async function startCloud(
  announcer: Announcer,
  closing: Closing,
  codeWriter: CodeWriter | null = null,
): Promise<Cloud> {
  const directory = await makeDirectory(closing);
  const dataDir = await makeDirectory(closing);
  const database = await announcer.step('Starting a PostgreSQL of our own', async () =>
    closing.add(await startEmbedded({ dataDir, durable: false, log: () => undefined }), (it) => it.stop()),
  );
  const adminPassword = randomBytes(18).toString('base64url');
  const gatepost = await announcer.step('Migrating the schema and starting the API on a free port', async () =>
    closing.add(await startApi(database.url, adminPassword, codeWriter), (it) => it.stop()),
  );
  return { directory, gatepost, adminPassword };
}

/** The variables with which the provider signs in as the first administrator. */
export function providerEnvironment({ gatepost, adminPassword }: Cloud): Record<string, string> {
  return { GATEPOST_ENDPOINT: gatepost.url, GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: adminPassword };
}

async function makeDirectory(closing: Closing): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'gatepost-cloud-'));
  return closing.add(made, (path) => rm(path, { recursive: true, force: true, maxRetries: 5 }));
}

function startApi(databaseUrl: string, adminPassword: string, codeWriter: CodeWriter | null): Promise<Gatepost> {
  const config = readConfig({ GATEPOST_PORT: '0' }, () => '');
  return start({
    config,
    databaseUrl,
    encryptionKey: randomBytes(32),
    log: pino({ level: 'silent' }),
    adminPassword: async () => adminPassword,
    codeWriter,
  });
}
