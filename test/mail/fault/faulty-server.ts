import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { SmtpServer } from '../../../api/mail/server/smtp-server-settings.ts';
import { type Authority, createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import { findFreePort, listenOnFreePort } from '../../../toolbox/free-port.ts';
import { smtpServer, tlsSettings } from '../builder.ts';
import { type Replies, startScriptedServer } from '../scripted-server.ts';

export const login = { username: 'gatepost', password: 'sesame' };
/** What is no reply, and may end a program that takes it for text. */
export const NUL = 'ok \0 \x01';

interface Ground {
  authority: Authority;
  other: Authority;
  /** Of localhost, by the authority. */
  certificate: Issued;
  folder: string;
}

/** What the faults are made with, once it is laid. */
export let ground: Ground;
let servers: Server[] = [];
let children: ChildProcess[] = [];

export async function layGround(): Promise<void> {
  const authority = await createAuthority();
  const [other, certificate, folder] = await Promise.all([
    createAuthority('Another CA'),
    authority.issueServer(['localhost']),
    mkdtemp(join(tmpdir(), 'probe-faults-')),
  ]);
  ground = { authority, other, certificate, folder };
}

export const clearGround = () => rm(ground.folder, { recursive: true });

export function stopServers(): void {
  for (const server of servers) server.close();
  for (const child of children) child.kill();
  servers = [];
  children = [];
}

type Given = Partial<SmtpServer>;

/** Enough for a busy machine; only where silence is the point it is waited out. */
const SHORT_MS = 2_500;
const patienceFor = (replies: Replies) => (Object.values(replies).includes(undefined) ? SHORT_MS : 10_000);

export async function plain(replies: Replies, given: Given = {}): Promise<SmtpServer> {
  const { server, port } = await startScriptedServer(replies);
  servers.push(server);
  return smtpServer({ port, secure: false, timeout_ms: patienceFor(replies), ...given });
}

export const trusting = (given: object = {}) =>
  tlsSettings({ truststore_pem: ground.authority.certificatePem, ...given });
export const keyAnd = ({ privateKeyPem: key }: Issued, ...chain: Issued[]) => ({
  key,
  cert: chain.map(({ certificatePem }) => certificatePem).join(''),
});

/** A server with STARTTLS; its own certificate is right unless another is given. */
export async function secured(replies: Replies, given: Given = {}, tls?: TlsOptions): Promise<SmtpServer> {
  const { server, port } = await startScriptedServer(replies, tls ?? keyAnd(ground.certificate, ground.certificate));
  servers.push(server);
  return smtpServer({ port, tls: trusting(), timeout_ms: patienceFor(replies), ...given });
}

export async function implicit(options: TlsOptions, given: Given = {}, greets = true): Promise<SmtpServer> {
  const tls = { ...keyAnd(ground.certificate, ground.certificate), ...options };
  const server = createTlsServer(tls, (socket) => {
    socket.on('error', () => undefined);
    if (greets) socket.write('220 smtps\r\n');
  });
  server.on('tlsClientError', () => undefined);
  servers.push(server);
  const port = await listenOnFreePort(server);
  const timeout_ms = greets && given.tls_mode === undefined ? 10_000 : SHORT_MS;
  return smtpServer({ port, tls: trusting(), tls_mode: 'implicit', timeout_ms, ...given });
}

/** Node's own server hangs up on a client certificate that it does not trust; most others say so, as OpenSSL's does. */
export async function judgingClients(client: Issued): Promise<SmtpServer> {
  const files = {
    key: ground.certificate.privateKeyPem,
    cert: ground.certificate.certificatePem,
    CAfile: ground.authority.certificatePem,
  };
  const options = await Promise.all(
    Object.entries(files).map(async ([option, pem]) => {
      const path = join(ground.folder, option);
      await writeFile(path, pem);
      return [`-${option}`, path];
    }),
  );
  const port = await findFreePort();
  const demands = ['-accept', `127.0.0.1:${port}`, '-Verify', '1', '-verify_return_error'];
  const child = spawn('openssl', ['s_server', ...demands, ...options.flat()], { stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  for await (const line of createInterface(child.stdout)) if (line.startsWith('ACCEPT')) break;
  return smtpServer({ port, tls: trusting(keysOf(client)), tls_mode: 'implicit' });
}

export async function refusing(): Promise<SmtpServer> {
  return smtpServer({ port: await findFreePort(), secure: false });
}

export const wantsClient = (version: 'TLSv1.2' | 'TLSv1.3', given: object = {}) =>
  implicit(
    {
      requestCert: true,
      rejectUnauthorized: true,
      ca: ground.authority.certificatePem,
      minVersion: version,
      maxVersion: version,
    },
    { tls: trusting(given) },
  );
export const keysOf = ({ certificatePem, privateKeyPem }: Issued) => ({
  certificate_pem: certificatePem,
  private_key_pem: privateKeyPem,
});
export const AUTH = '250-scripted\r\n250 AUTH PLAIN LOGIN';
