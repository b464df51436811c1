import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Account, run } from './command.ts';

const CANDIDATES = ['gatepost', 'postgres', '_postgres'];
const CREATORS: [string, string[]][] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'gatepost']],
  ['adduser', ['-S', '-D', '-H', 'gatepost']],
];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for a cluster: as an ordinary user our own (undefined); as root whoever owns the cluster already,
 * else an existing system user, else a new one.
 */
export async function chooseAccount(clusterDirectory: string): Promise<Account | undefined> {
  const owner = await stat(clusterDirectory).catch(() => undefined);
  if (!isRoot()) {
    const foreign = owner !== undefined && process.getuid !== undefined && owner.uid !== process.getuid();
    if (foreign) throw new Error(`${clusterDirectory} belongs to user id ${owner.uid}. Start as that user.`);
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { name: `user id ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  return (await findAccount()) ?? (await createAccount());
}

async function findAccount(): Promise<Account | undefined> {
  for (const name of CANDIDATES) {
    const account = await lookUp(name);
    if (account !== undefined) return account;
  }
  return undefined;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name], '/'), run('id', ['-g', name], '/')]);
  if (uid.code !== 0 || gid.code !== 0 || uid.output === '0') return undefined;
  return { name, uid: Number(uid.output), gid: Number(gid.output) };
}

async function createAccount(): Promise<Account> {
  const failures: string[] = [];
  for (const [file, args] of CREATORS) {
    const { code, output } = await run(file, args, '/');
    const account = code === 0 ? await lookUp('gatepost') : undefined;
    if (account !== undefined) return account;
    failures.push(output);
  }
  throw new Error(
    `PostgreSQL does not run as root, and no system user "gatepost" could be made (${failures.join('; ')}). ` +
      'Create one, start as an ordinary user, or set GATEPOST_DATABASE_URL to a PostgreSQL server of yours.',
  );
}

/** The first of the paths, or of the directories above them, that the account cannot enter or run. */
export async function findUnreachable(account: Account, paths: string[]): Promise<string | undefined> {
  const script = 'for each in "$@"; do [ -x "$each" ] || { printf %s "$each"; exit 1; }; done';
  const { output } = await run('/bin/sh', ['-c', script, 'sh', ...paths.flatMap(ancestry)], '/', account);
  return output === '' ? undefined : output;
}

function ancestry(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestry(parent), path];
}

/** Makes the data directory itself searchable, and says which directory above it is not. */
export async function requireReachable(account: Account, dataDir: string): Promise<void> {
  const unreachable = await findUnreachable(account, [dataDir]);
  if (unreachable === undefined) return;
  if (unreachable === dataDir) return chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  throw new Error(
    `Started as root, PostgreSQL runs as ${account.name}, who cannot enter ${unreachable}, and so not the data ` +
      `directory ${dataDir}. Set GATEPOST_DATA_DIR to a directory elsewhere (such as /var/lib/gatepost), start as ` +
      `an ordinary user, or allow it: chmod o+x ${unreachable}`,
  );
}
