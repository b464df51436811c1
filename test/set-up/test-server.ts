import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from '../../api/database/embedded.ts';
import { migrate } from '../../api/database/migrate.ts';
import { execute, onDatabase, TEMPLATE } from './test-database.ts';

/** A PostgreSQL server for one run of tests, with a migrated template database. */
export interface TestServer {
  url: string;
  /** For everything temporary of the run; removed at its end, interrupted or not. */
  directory: string;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-test-'));
  // PostgreSQL's own user has to pass through it.
  await chmod(directory, 0o755);
  const server = await givenOrEmbedded(join(directory, 'database'));
  const forget = removeAtExit(server.pid, directory);
  await makeTemplate(server.url);
  const stop = async () => {
    forget();
    await server.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url: server.url, directory, stop };
}

/** Where a server of another version is, for the matrix of versions; whoever gives it ends it. */
const GIVEN_SERVER = 'GATEPOST_TEST_SERVER_URL';

async function givenOrEmbedded(dataDir: string): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'> & { pid?: number }> {
  const url = process.env[GIVEN_SERVER];
  if (url !== undefined) return { url, stop: async () => undefined };
  return startEmbedded({ dataDir, durable: false, log: (line) => console.error(line) });
}

/** An interrupted run has no tear-down. Returns how to call it off. */
function removeAtExit(pid: number | undefined, directory: string): () => void {
  const leave = () => process.exit(130);
  const remove = () => {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('SIGINT', leave).once('SIGTERM', leave).once('exit', remove);
  return () => process.off('SIGINT', leave).off('SIGTERM', leave).off('exit', remove);
}

/** Nobody can connect to a template once it is made: a session on it would bar copies. */
async function makeTemplate(url: string): Promise<void> {
  await execute(url, `CREATE DATABASE ${TEMPLATE}`);
  await migrate(onDatabase(url, TEMPLATE));
  await execute(url, `ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
}
