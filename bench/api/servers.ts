import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from '../../api/database/embedded.ts';
import { type Client, createClient, signIn } from './client.ts';
import { startServer } from './server-process.ts';

/** What is compared: the API and a bare server, each in a process of its own, on one PostgreSQL. */
export interface Servers {
  gatepost: Client;
  bare: Client;
  /** For rows that nobody wants to wait for over HTTP. */
  databaseUrl: string;
}

type Run = (servers: Servers) => Promise<void>;

/**
 * Starts everything, runs, and takes everything away, interrupted or not.
 * @param env further variables of the API
 */
export async function withServers(run: Run, env: Record<string, string> = {}): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  const leave = () => process.exit(130);
  process.once('SIGINT', leave).once('SIGTERM', leave).once('exit', remove);
  try {
    // PostgreSQL's own user has to pass through it.
    await chmod(directory, 0o755);
    await onDatabase(directory, (database) =>
      onServers(directory, { ...env, GATEPOST_DATABASE_URL: database.url }, run),
    );
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave).off('exit', remove);
    remove();
  }
}

/** Without waiting for the disk: that wait is the same for everybody, and would hide what differs. */
async function onDatabase(directory: string, run: (database: EmbeddedPostgres) => Promise<void>): Promise<void> {
  const database = await startEmbedded({ dataDir: join(directory, 'data'), durable: false, log: console.error });
  try {
    await run(database);
  } finally {
    await database.stop();
  }
}

type OnDatabase = Readonly<Record<string, string> & { GATEPOST_DATABASE_URL: string }>;

async function onServers(directory: string, env: OnDatabase, run: Run): Promise<void> {
  const { GATEPOST_DATABASE_URL: databaseUrl } = env;
  const password = randomBytes(18).toString('base64url');
  const api = await startServer({
    script: 'cli/main.ts',
    env: {
      GATEPOST_PORT: '0',
      GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      GATEPOST_ADMIN_PASSWORD: password,
      ...env,
    },
    logFile: join(directory, 'api.log'),
  });
  const bare = await startServer({
    script: 'bench/api/bare/main.ts',
    env: { BARE_DATABASE_URL: databaseUrl },
    logFile: join(directory, 'bare.log'),
  });
  try {
    const token = await signIn(api.url, 'admin', password);
    const clients = { gatepost: createClient(api.url, token), bare: createClient(bare.url, token) };
    await run({ ...clients, databaseUrl });
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}
