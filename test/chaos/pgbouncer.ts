import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '../../toolbox/command.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { ownerOf } from '../../toolbox/system-postgres.ts';

export interface PgBouncer {
  /** The URL of the same database through the pooler. */
  through(databaseUrl: string): string;
  stop(): Promise<void>;
}

/** So few that clients have to share them. */
const SERVER_CONNECTIONS = 4;

/** PgBouncer in transaction mode, as Debian packs it, before the server of a URL: its settings are the ones it ships with. */
export async function startPgBouncer(program: string, serverUrl: string): Promise<PgBouncer> {
  const server = new URL(serverUrl);
  const host = server.searchParams.get('host') ?? server.hostname;
  const owner = await ownerOf(host);
  const directory = await mkdtemp(join(tmpdir(), 'pgbouncer-'));
  await chmod(directory, 0o755);
  const port = await findFreePort();
  const settings = join(directory, 'pgbouncer.ini');
  await writeFile(
    settings,
    `[databases]
* = host=${host} port=${server.port} user=${server.username} password=${decodeURIComponent(server.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
default_pool_size = ${SERVER_CONNECTIONS}
`,
  );
  const { child, printed, result } = startCommand(program, [settings], { ...owner, cwd: '/' });
  await Promise.race([
    waitUntil(() => answers(port), Boolean),
    result.then(() => Promise.reject(new Error(`PgBouncer ended: ${printed.output}`))),
  ]);
  return {
    through: (databaseUrl) => `postgresql://gatepost@127.0.0.1:${port}${new URL(databaseUrl).pathname}`,
    async stop() {
      child.kill('SIGTERM');
      await result;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Whether something listens. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
