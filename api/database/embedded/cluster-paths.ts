import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './command.ts';

export interface ClusterPaths {
  /** Private (0700) to the account PostgreSQL runs as. */
  home: string;
  data: string;
  password: string;
  log: string;
}

export function clusterPaths(dataDir: string): ClusterPaths {
  const home = join(dataDir, 'postgres');
  const cluster = join(home, 'cluster');
  return { home, data: join(cluster, 'data'), password: join(cluster, 'password'), log: join(home, 'postgres.log') };
}

/** Makes a directory that only the account may enter. */
export async function makePrivate(directory: string, account: Account | undefined): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  if (account !== undefined) await chown(directory, account.uid, account.gid);
}
