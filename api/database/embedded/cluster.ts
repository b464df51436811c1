import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makePrivate } from './cluster-paths.ts';
import { type Account, run } from './command.ts';
import type { ServerSetup } from './server-setup.ts';

export const SUPERUSER = 'gatepost';

/** A unix socket address holds 104 bytes on macOS and the BSDs, 108 on Linux (unix(7)). */
const SOCKET_PATH_BYTES = 100;

/**
 * The cluster's password, after making the cluster on first use. It is made beside its place and renamed, password
 * included, so that one whose making was interrupted is swept away by the next start.
 */
export async function ensureCluster(setup: ServerSetup, durable: boolean): Promise<string> {
  const { paths, account } = setup;
  const cluster = join(paths.home, 'cluster');
  const existing = await readFile(paths.password, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (existing !== undefined) return existing;
  await refuseHalf(cluster);
  await removeUnfinished(paths.home);
  const unfinished = await mkdtemp(join(paths.home, 'cluster.new-'));
  await makePrivate(unfinished, account);
  const password = randomBytes(24).toString('base64url');
  await writePassword(join(unfinished, 'password'), password, account);
  await initialize(unfinished, setup, durable);
  await rename(unfinished, cluster);
  return password;
}

async function refuseHalf(cluster: string): Promise<void> {
  const entries = await readdir(cluster).catch(() => []);
  if (entries.length === 0) return;
  throw new Error(`${cluster} holds data but no file "password", so nobody can sign in. Restore it from a backup.`);
}

async function removeUnfinished(home: string): Promise<void> {
  const entries = await readdir(home);
  const unfinished = entries.filter((entry) => entry.startsWith('cluster.new-'));
  await Promise.all(unfinished.map((entry) => rm(join(home, entry), { recursive: true, force: true })));
}

async function writePassword(path: string, password: string, account: Account | undefined): Promise<void> {
  await writeFile(path, password, { mode: 0o600, flag: 'wx', flush: true });
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

async function initialize(cluster: string, setup: ServerSetup, durable: boolean): Promise<void> {
  const choices = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-instructions'];
  const where = [
    `--pgdata=${join(cluster, 'data')}`,
    `--pwfile=${join(cluster, 'password')}`,
    `--username=${SUPERUSER}`,
  ];
  const args = [...where, ...choices, ...(durable ? [] : ['--no-sync'])];
  const { code, output } = await run(setup.binaries.initdb, args, cluster, setup.account);
  if (code === 0) return;
  throw new Error(
    `PostgreSQL could not make its cluster in ${cluster}:\n${output}\n` +
      'Mend that, or set GATEPOST_DATABASE_URL to a PostgreSQL server of yours.',
  );
}

/** A private directory for the socket: inside the home, or a temporary one where that path is too long. */
export async function makeSocketDirectory(home: string, account: Account | undefined): Promise<string> {
  const near = join(home, 'socket');
  const fits = (directory: string) => Buffer.byteLength(`${directory}/.s.PGSQL.65535.lock`) <= SOCKET_PATH_BYTES;
  const root = fits(`${tmpdir()}/gatepost-XXXXXX`) ? tmpdir() : '/tmp';
  // A killed server leaves a lock file that would bar the next one once its pid is someone else's.
  await rm(near, { recursive: true, force: true });
  const directory = fits(near) ? near : await mkdtemp(join(root, 'gatepost-'));
  await makePrivate(directory, account);
  return directory;
}

/** Removes a temporary socket directory and nothing else; the one in the home stays. */
export async function removeSocketDirectory(directory: string): Promise<void> {
  if (basename(directory).startsWith('gatepost-')) await rm(directory, { recursive: true, force: true });
}
