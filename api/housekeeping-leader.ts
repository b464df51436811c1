import type { EntityManager } from 'typeorm';

/** Renewed once a minute; it outlives two looks that failed. */
const LEASE_S = 180;
const SWEEP_EVERY_S = 3_600;

/** Whether this process keeps house, and whether that is due. */
export type Turn = 'not mine' | 'nothing due' | 'due';

/**
 * Takes the lease where it is free, and renews it where it is ours. A lock of a session would tell the same, but behind a
 * pooler there is none, and a process that was cut off would hold it until TCP gave up. What is done under the lease may
 * be done twice, so that it need not be a fence.
 */
export async function takeTurn(manager: EntityManager, processId: string): Promise<Turn> {
  const rows: { due: boolean }[] = await manager.query(
    `INSERT INTO housekeeping AS h (id, leader, lease_until) VALUES (1, $1, now() + make_interval(secs => $2))
     ON CONFLICT (id) DO UPDATE SET leader = $1, lease_until = now() + make_interval(secs => $2)
       WHERE h.leader = $1 OR h.lease_until < now()
     RETURNING swept_at IS NULL OR swept_at < now() - make_interval(secs => $3) AS due`,
    [processId, LEASE_S, SWEEP_EVERY_S],
  );
  const [row] = rows;
  if (!row) return 'not mine';
  return row.due ? 'due' : 'nothing due';
}

/** Everything that was over is gone. */
export async function noteSweep(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE housekeeping SET swept_at = now()');
}

/** Leaves the lease to whoever looks next. */
export async function leaveTurn(manager: EntityManager, processId: string): Promise<void> {
  await manager.query('UPDATE housekeeping SET lease_until = now() WHERE leader = $1', [processId]);
}
