import type { ChildProcess } from 'node:child_process';
import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { ensureCluster, makeSocketDirectory, removeSocketDirectory, SUPERUSER } from './embedded/cluster.ts';
import { lockDirectory } from './embedded/directory-lock.ts';
import { launch } from './embedded/launch.ts';
import { clearOrphan, type ServerSettings, stopServer } from './embedded/postmaster.ts';
import type { Connection } from './embedded/readiness.ts';
import { prepareSetup, type ServerSetup } from './embedded/server-setup.ts';

export interface EmbeddedOptions {
  /** Made when missing. PostgreSQL's files go to `postgres/` in it, the mark of its holder to `owner.json`. */
  dataDir: string;
  /** Listens on 127.0.0.1 too; without it (but for Windows) only on a unix socket in a private directory. */
  tcpPort?: number;
  /** False for data that may be lost with the machine (tests, the demo): faster. Default true. */
  durable?: boolean;
  /** Takes one line at a time. */
  log: (line: string) => void;
}

/** A running server of our own. */
export interface EmbeddedPostgres {
  /** `postgresql://…`, password included: for a driver, never for a log. */
  url: string;
  connection: Connection;
  /** Process id of the server. */
  pid: number;
  /** Ends every session, stops the server and gives the data directory back. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the package on a data directory of its own, making the cluster at first.
 * Fails when another living process holds the directory (naming it), when the platform has no such package, and when,
 * as root, the system user that PostgreSQL runs as cannot reach the directory.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = await makeDataDirectory(options.dataDir);
  const release = await lockDirectory(dataDir);
  try {
    const setup = await prepareSetup(dataDir);
    const orphan = await clearOrphan(setup);
    if (orphan) options.log('Stopped a PostgreSQL server that an earlier run had left behind.');
    return await startServer(setup, options, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function makeDataDirectory(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The data directory ${path} cannot be used (${reason}). Set GATEPOST_DATA_DIR to one that can.`);
  }
}

async function startServer(setup: ServerSetup, options: EmbeddedOptions, release: () => Promise<void>) {
  const password = await ensureCluster(setup, options.durable ?? true);
  const settings = await chooseSettings(setup, options);
  const host = process.platform === 'win32' ? '127.0.0.1' : settings.socketDirectory;
  const connection = { host, port: settings.port, user: SUPERUSER, password, database: 'gatepost' };
  const discard = () => removeSocketDirectory(settings.socketDirectory);
  try {
    const child = await launch(setup, settings, connection);
    return present(child, connection, options.log, async (pid) => {
      await stopServer(pid, setup);
      await discard();
      await release();
    });
  } catch (error) {
    await discard();
    throw error;
  }
}

async function chooseSettings(setup: ServerSetup, options: EmbeddedOptions): Promise<ServerSettings> {
  const tcpPort = options.tcpPort ?? (process.platform === 'win32' ? await findFreePort() : undefined);
  return {
    socketDirectory: await makeSocketDirectory(setup.paths.home, setup.account),
    port: tcpPort ?? 5432,
    tcp: tcpPort !== undefined,
    durable: options.durable ?? true,
  };
}

function present(
  child: ChildProcess,
  connection: Connection,
  log: (line: string) => void,
  end: (pid: number) => Promise<void>,
): EmbeddedPostgres {
  const pid = child.pid ?? 0;
  const interrupt = () => child.kill('SIGINT');
  let stopped: Promise<void> | undefined;
  process.once('exit', interrupt);
  child.once('exit', (code, signal) => {
    process.off('exit', interrupt);
    if (stopped === undefined) log(`The embedded PostgreSQL ended by itself (${signal ?? `exit code ${code}`}).`);
  });
  const stop = () => {
    stopped ??= end(pid);
    return stopped;
  };
  return { url: formatUrl(connection), connection, pid, stop };
}

/** The host goes into a parameter, as libpq and node-postgres both understand it: it may be a directory. */
export function formatUrl({ host, port, user, password, database }: Connection): string {
  return `postgresql://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
