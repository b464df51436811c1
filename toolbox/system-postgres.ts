import { appendFile, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type Command, runCommand, startCommand } from './command.ts';
import { findFreePort } from './free-port.ts';
import { waitUntil } from './poll.ts';

/** A server of the PostgreSQL that the system has, such as Debian's; everybody on the machine is trusted. */
export interface SystemPostgres {
  port: number;
  /** Ends it without a word to anybody, as `kill -9` does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export const urlOn = (port: number, database = 'postgres') => `postgresql://gatepost@127.0.0.1:${port}/${database}`;

/** The directories of Debian's PostgreSQL servers, newest first. */
export async function postgresDirectories(): Promise<string[]> {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
}

/** Whoever owns a file, to run a program as; ourselves unless we are root, as which such programs refuse to run. */
export async function ownerOf(path: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = await stat(path);
  return { uid, gid };
}

/** The programs of one version, and a directory that whoever they run as passes through. */
export interface Place {
  programs: string;
  directory: string;
}

/** An empty cluster, served. */
export async function startPrimary({ programs, directory }: Place): Promise<SystemPostgres> {
  const data = await makeDataDirectory(directory, 'primary');
  await runProgram(programs, 'initdb', '-D', data, '-U', 'gatepost', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  await appendFile(join(data, 'postgresql.conf'), SETTINGS);
  return serve(programs, data);
}

/** A copy of the primary, served, that follows it. */
export async function startStandby({ programs, directory }: Place, primaryPort: number): Promise<SystemPostgres> {
  const data = await makeDataDirectory(directory, 'standby');
  const source = `host=127.0.0.1 port=${primaryPort} user=gatepost application_name=standby`;
  const how = ['-R', '-X', 'stream', '--checkpoint=fast', '--no-sync'];
  await runProgram(programs, 'pg_basebackup', '-d', source, '-D', data, ...how);
  return serve(programs, data);
}

/** What one statement answers on the server behind a port. */
export async function askServer(port: number, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: urlOn(port) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '32MB'
`;

const owner = () => ownerOf('/var/lib/postgresql');

async function makeDataDirectory(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  const { uid, gid } = await owner();
  await mkdir(path, { mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  return path;
}

const options = async () => ({ ...(await owner()), cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } });

async function runProgram(programs: string, program: string, ...args: string[]): Promise<void> {
  const { code, output } = await runCommand(join(programs, program), args, await options());
  if (code !== 0) throw new Error(`${program} failed: ${output}`);
}

async function serve(programs: string, data: string): Promise<SystemPostgres> {
  const port = await findFreePort();
  const command = startCommand(join(programs, 'postgres'), ['-D', data, '-p', String(port)], await options());
  await answering(command, port);
  const end = (signal: NodeJS.Signals) => async () => {
    command.child.kill(signal);
    await command.result;
  };
  return { port, kill: end('SIGKILL'), stop: end('SIGQUIT') };
}

async function answering({ result, printed }: Command, port: number): Promise<void> {
  const ended = result.then(() => Promise.reject(new Error(`PostgreSQL ended: ${printed.output}`)));
  // Once it answers, its end is nobody's concern here.
  ended.catch(() => undefined);
  const isUp = () => askServer(port, 'SELECT 1').catch(() => null);
  await Promise.race([waitUntil(isUp, (rows) => rows !== null), ended]);
}
