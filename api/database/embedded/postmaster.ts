import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeSocketDirectory } from './cluster.ts';
import { type Account, cleanEnvironment, run } from './command.ts';
import { isRunning } from './process-status.ts';
import type { ServerSetup } from './server-setup.ts';

const STOP_SECONDS = 30;
const LOG_BYTES = 5_000_000;

export interface ServerSettings {
  socketDirectory: string;
  port: number;
  /** Whether 127.0.0.1 is listened on beside the socket. */
  tcp: boolean;
  durable: boolean;
}

/** Starts the server in its own session, so that the terminal's Ctrl-C does not reach it. */
export async function spawnPostmaster(setup: ServerSetup, settings: ServerSettings): Promise<ChildProcess> {
  const { paths, binaries, account } = setup;
  const log = await openLog(paths.log, account);
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const child = spawn(binaries.postgres, serverArguments(paths.data, settings), {
    cwd: paths.data,
    env: cleanEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    ...identity,
  });
  try {
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  return child;
}

function serverArguments(data: string, settings: ServerSettings): string[] {
  const values: Record<string, string> = {
    listen_addresses: settings.tcp ? '127.0.0.1' : '',
    port: String(settings.port),
    unix_socket_directories: process.platform === 'win32' ? '' : settings.socketDirectory,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(settings.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return ['-D', data, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function openLog(path: string, account: Account | undefined): Promise<FileHandle> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LOG_BYTES) await rename(path, `${path}.1`);
  const log = await open(path, 'a', 0o600);
  if (account !== undefined) await log.chown(account.uid, account.gid);
  return log;
}

/**
 * Puts right what a killed owner left: its server, still running, is stopped; a pid file that names a process of
 * someone else, which PostgreSQL would take for a running server, is removed; so is the socket's temporary directory.
 */
export async function clearOrphan(setup: ServerSetup): Promise<boolean> {
  const { paths } = setup;
  const pidFile = join(paths.data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const running = (await isRunning(pid)) && (await isServerOf(pid, paths.data));
  if (running) await stopServer(pid, setup);
  else await rm(pidFile, { force: true });
  // Fifth line of postmaster.pid: the socket directory (PostgreSQL, storage-file-layout).
  await removeSocketDirectory(lines[4] ?? '');
  return running;
}

/** A server's working directory is its cluster; without /proc its command line tells. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (directory !== undefined) return directory === (await realpath(data));
  if (process.platform === 'linux') return false;
  if (process.platform === 'win32') return true;
  const { output } = await run('ps', ['-o', 'command=', '-p', String(pid)], '/');
  return output.includes(data);
}

/** Fast shutdown (SIGINT), then immediate (SIGQUIT; the next start recovers), then SIGKILL. Bounded. */
export async function stopServer(pid: number, setup: ServerSetup): Promise<void> {
  const { paths, binaries, account } = setup;
  for (const mode of ['fast', 'immediate']) {
    if (!(await isRunning(pid))) return;
    const args = ['stop', `--pgdata=${paths.data}`, `--mode=${mode}`, '--wait', `--timeout=${STOP_SECONDS}`];
    const { code } = await run(binaries.pgCtl, args, paths.home, account);
    if (code === 0) return;
  }
  process.kill(pid, 'SIGKILL');
}
