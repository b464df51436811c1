import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from '../toolbox/certificate-authority.ts';
import { findFreePort } from '../toolbox/free-port.ts';
import { waitUntil } from '../toolbox/poll.ts';
import { type Mail, parseMail } from './mail.ts';

/** A mail server of other people's making, which runs on ports of 127.0.0.1 from a folder of its own. */
export interface Peer {
  ports: PeerPorts;
  /** The mails that it delivered, once there are so many. */
  delivered(count: number): Promise<Mail[]>;
  stop(): Promise<void>;
}

export interface PeerPorts {
  /** Login over TLS only, which begins with STARTTLS. */
  starttls: number;
  implicit: number;
  /** STARTTLS that demands a client certificate of the authority. */
  client: number;
}

export interface PeerOptions {
  certificate: Issued;
  /** Who signs the certificates of clients. */
  clientAuthorityPem: string;
  login: { username: string; password: string };
}

/** What a peer is set up from: where its files are, and the user it runs as. */
export interface Ground {
  folder: string;
  ports: PeerPorts;
  uid: number;
  gid: number;
  options: PeerOptions;
}

/** Mail for this domain is delivered, for any other it takes a login. */
export const PEER_DOMAIN = 'example.org';

/** A folder that the peer's user can read, with its certificate and keys. */
export async function prepareGround(user: string, options: PeerOptions): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-peer-'));
  await chmod(folder, 0o755);
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user])));
  const ports = { starttls: await findFreePort(), implicit: await findFreePort(), client: await findFreePort() };
  const ground = { folder, ports, uid, gid, options };
  await writeFile(join(folder, 'cert.pem'), options.certificate.certificatePem);
  await writeFile(join(folder, 'key.pem'), options.certificate.privateKeyPem, { mode: 0o640 });
  await chown(join(folder, 'key.pem'), 0, gid);
  await writeFile(join(folder, 'clients.pem'), options.clientAuthorityPem);
  await makeFolder(ground, 'mail');
  return ground;
}

/** A folder that belongs to the peer's user. */
export async function makeFolder({ folder, uid, gid }: Ground, name: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true, mode: 0o755 });
  await chown(join(folder, name), uid, gid);
}

/** The peer once it listens. @param child is its first process, and ends the others when it is ended */
export async function peerOf({ folder, ports }: Ground, child: ChildProcess, log: string): Promise<Peer> {
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const words = async () => `${log}: ${await readFile(join(folder, log), 'utf8').catch(() => 'there is none')}`;
  try {
    for (const port of Object.values(ports)) await waitUntil(() => listens(port), Boolean);
  } catch (error) {
    const said = await words();
    await stop();
    throw new Error(`The peer does not listen. ${said}`, { cause: error });
  }
  const inbox = join(folder, 'mail', 'new');
  const find = async () => (await readdir(inbox).catch(() => [])).sort();
  const delivered = async (count: number) => {
    const names = await waitUntil(find, (found) => found.length >= count);
    return Promise.all(names.map(async (name) => readMail(await readFile(join(inbox, name)))));
  };
  return { ports, delivered, stop };
}

const readMail = (raw: Buffer) => parseMail(raw, { envelope: { from: '', to: [] }, user: undefined, tls: undefined });

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
