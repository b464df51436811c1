import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../api/database/embedded.ts';
import { createClient, signIn } from '../api/client.ts';
import { type ServerProcess, startServer } from '../api/server-process.ts';
import { CONNECTIONS } from './contest.ts';
import { SENDER } from './message.ts';

/** A database that processes of the API share, of which any number may send its mail. */
export interface MailCloud {
  databaseUrl: string;
  encryptionKey: Buffer;
  /** Mail leaves by this sink from now on. */
  select(port: number, authority: string | null): Promise<void>;
  /** Runs with so many processes, which may get further variables. */
  withWorkers<Answer>(count: number, run: () => Promise<Answer>, env?: Record<string, string>): Promise<Answer>;
}

/** Starts it, runs, and takes everything away. */
export async function withMailCloud(run: (cloud: MailCloud, directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-bench-mail-'));
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  const leave = () => process.exit(130);
  process.once('SIGINT', leave).once('SIGTERM', leave).once('exit', remove);
  // PostgreSQL's own user has to pass through it.
  await chmod(directory, 0o755);
  const database = await startEmbedded({ dataDir: join(directory, 'data'), durable: false, log: console.error });
  try {
    await run(createCloud(database.url, directory), directory);
  } finally {
    await database.stop();
    process.off('SIGINT', leave).off('SIGTERM', leave).off('exit', remove);
    remove();
  }
}

function createCloud(databaseUrl: string, directory: string): MailCloud {
  const encryptionKey = randomBytes(32);
  const password = randomBytes(18).toString('base64url');
  const env = {
    GATEPOST_PORT: '0',
    GATEPOST_DATABASE_URL: databaseUrl,
    GATEPOST_ENCRYPTION_KEY: encryptionKey.toString('base64'),
    GATEPOST_ADMIN_PASSWORD: password,
    GATEPOST_MAIL_CONCURRENCY: String(CONNECTIONS),
    GATEPOST_LOG_LEVEL: 'warn',
  };
  const start = (own: Record<string, string> = {}) =>
    startServer({ script: 'cli/main.ts', env: { ...env, ...own }, logFile: join(directory, 'api.log') });

  async function withWorkers<Answer>(
    count: number,
    run: () => Promise<Answer>,
    own: Record<string, string> = {},
  ): Promise<Answer> {
    const processes: ServerProcess[] = [];
    try {
      // One after the other: the first one makes the tables.
      for (let each = 0; each < count; each += 1) processes.push(await start(own));
      return await run();
    } finally {
      await Promise.all(processes.map((each) => each.stop()));
    }
  }

  async function select(port: number, authority: string | null): Promise<void> {
    const api = await start();
    try {
      const client = createClient(api.url, await signIn(api.url, 'admin', password));
      const secure = authority === null ? {} : await trust(client, authority);
      const body = { title: `Sink at ${port}`, host: 'localhost', port, max_connections: 100, ...secure };
      const server = await client.post<{ url: string }>('/api/orgs/admin/mail-servers', body);
      const settings = { mail_server_url: server.url, email_sender: SENDER };
      await client.put('/api/cloud/settings', settings);
    } finally {
      await api.stop();
    }
  }

  return { databaseUrl, encryptionKey, select, withWorkers };
}

async function trust(client: ReturnType<typeof createClient>, authority: string): Promise<object> {
  const store = await client.post<{ url: string }>('/api/orgs/admin/truststores', {
    title: 'Bench',
    truststore: authority,
  });
  const profile = { title: 'Bench', truststore_url: store.url };
  const { url } = await client.post<{ url: string }>('/api/orgs/admin/tls-client-profiles', profile);
  return { secure: true, tls_client_profile_url: url };
}
