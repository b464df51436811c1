import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../toolbox/poll.ts';
import { askServer, startPrimary, startStandby } from '../../toolbox/system-postgres.ts';

/** A primary and a standby that follows it: what the primary says is committed, the standby has on its disk. */
export interface PostgresPair {
  primaryPort: number;
  standbyPort: number;
  /** `kill -9` of the primary. */
  killPrimary(): Promise<void>;
  /** Makes the standby the primary; resolves once it takes writes. */
  promoteStandby(): Promise<void>;
  stop(): Promise<void>;
}

/** Two servers of Debian's PostgreSQL, by its programs in a directory. */
export async function startPair(programs: string): Promise<PostgresPair> {
  const directory = await mkdtemp(join(tmpdir(), 'pair-'));
  await chmod(directory, 0o755);
  const primary = await startPrimary({ programs, directory });
  const standby = await startStandby({ programs, directory }, primary.port);
  await followClosely(primary.port);
  return {
    primaryPort: primary.port,
    standbyPort: standby.port,
    killPrimary: primary.kill,
    async promoteStandby() {
      await askServer(standby.port, 'SELECT pg_promote(true, 60)');
      await waitUntil(
        () => askServer(standby.port, 'SELECT pg_is_in_recovery() AS follows'),
        ([row]) => row?.follows === false,
      );
    },
    async stop() {
      await primary.stop();
      await standby.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** From here on a commit waits for the standby to have it on its disk. */
async function followClosely(port: number): Promise<void> {
  await askServer(port, `ALTER SYSTEM SET synchronous_standby_names = 'standby'`);
  await askServer(port, 'SELECT pg_reload_conf()');
  await waitUntil(
    () => askServer(port, 'SELECT sync_state FROM pg_stat_replication'),
    ([row]) => row?.sync_state === 'sync',
  );
}
