import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SUPERUSER } from './cluster.ts';
import { clusterPaths } from './cluster-paths.ts';
import { isLocked } from './directory-lock.ts';
import type { Connection } from './readiness.ts';

const STARTING_MS = 20_000;

/**
 * How to reach the server that another process runs on the data directory; null while nobody holds it. Whoever may read
 * the directory may connect: its password lies there.
 * @throws when the holder's server does not come up.
 */
export async function findRunningServer(dataDir: string): Promise<Connection | null> {
  const deadline = Date.now() + STARTING_MS;
  while (await isLocked(dataDir)) {
    const connection = await readConnection(dataDir);
    if (connection) return connection;
    if (Date.now() > deadline) throw new Error(`The process that holds ${dataDir} does not run its PostgreSQL.`);
    await wait(100);
  }
  return null;
}

/** postmaster.pid: the fourth line is the port, the fifth the socket directory, the eighth the state (PostgreSQL). */
async function readConnection(dataDir: string): Promise<Connection | null> {
  const paths = clusterPaths(dataDir);
  const lines = await read(join(paths.data, 'postmaster.pid'));
  const password = await read(paths.password);
  const [, , , port, socketDirectory, , , state] = lines?.split('\n').map((line) => line.trim()) ?? [];
  if (password === null || !port || state !== 'ready') return null;
  return { host: socketDirectory || '127.0.0.1', port: Number(port), user: SUPERUSER, password, database: 'gatepost' };
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
