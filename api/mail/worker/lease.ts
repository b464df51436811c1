import type { EntityManager } from 'typeorm';
import { ask, run } from '../../database/statement.ts';
import type { Delivery } from '../../tables/delivery.ts';

/** For how long, and by whom, mail is taken. */
export interface Lease {
  workerId: string;
  leaseMs: number;
}

type Taken = Pick<Delivery, 'id' | 'attempts'>;

/** In the order of their ids, as whoever locks several does, so that nobody waits in a circle. */
const RENEW = `
  UPDATE delivery SET lease_until = now() + $3 * interval '1 ms'
   WHERE id = ANY (ARRAY(
     SELECT d.id FROM unnest($1::uuid[], $2::int[]) AS mine (id, attempts)
       JOIN delivery d ON d.id = mine.id AND d.attempts = mine.attempts AND d.state = 'sending'
      WHERE d.id = ANY ($1) ORDER BY d.id FOR UPDATE OF d))
  RETURNING id`;

/** Prolongs the lease of all of these at once; answers the ids of those that are still the worker's. */
export async function renew(manager: EntityManager, taken: readonly Taken[], leaseMs: number): Promise<Set<string>> {
  const values = [taken.map(({ id }) => id), taken.map(({ attempts }) => attempts), leaseMs];
  return new Set((await ask<{ id: string }>(manager, RENEW, values)).map(({ id }) => id));
}

/** Beside the number of the attempt, which will be that of the next one, the worker is asked for. */
const GIVE_BACK = `
  UPDATE delivery d SET state = 'queued', attempts = d.attempts - 1, lease_until = NULL, leased_by = NULL,
         next_attempt_at = least(d.next_attempt_at, now()) + $4 * interval '1 ms',
         tried_since = CASE WHEN d.attempts > 1 THEN d.tried_since END,
         version = d.version + 1, updated_at = now()
    FROM unnest($1::uuid[], $2::int[], $3::text[]) AS mine (id, attempts, worker)
   WHERE d.id = mine.id AND d.id = ANY ($1) AND d.attempts = mine.attempts AND d.leased_by = mine.worker
     AND d.state = 'sending'`;

/** What was taken and not begun waits again, as if it had not been taken. */
export async function giveBack(
  manager: EntityManager,
  taken: readonly Pick<Delivery, 'id' | 'attempts' | 'leased_by'>[],
  waitMs: number,
): Promise<void> {
  const values = [
    taken.map(({ id }) => id),
    taken.map(({ attempts }) => attempts),
    taken.map(({ leased_by }) => leased_by),
    waitMs,
  ];
  await run(manager, GIVE_BACK, values);
}
