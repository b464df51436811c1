import type { EntityManager } from 'typeorm';
import { runUnprepared } from '../../database/statement.ts';
import { Clause, type Where } from '../../database/where.ts';
import { notify } from './outbox.ts';

/** What people do with mails that are in the outbox already: send them again, or take them back. */
export type DeliveryAction = 'retry' | 'cancel';

/** To which mails it can be done, and what it writes. What was erased cannot be sent again. */
const ACTIONS: Readonly<Record<DeliveryAction, { of: string; set: string }>> = {
  retry: {
    of: `t.state IN ('failed', 'ambiguous') AND t.variables IS NOT NULL`,
    set: `state = 'queued', next_attempt_at = now(), tried_since = NULL, lost_attempts = 0`,
  },
  cancel: { of: `t.state = 'queued'`, set: `state = 'cancelled', variables = NULL` },
};

/** Sends a failed or ambiguous mail again. False: this is neither, or what it said was erased. */
export const retry = (manager: EntityManager, id: string, updatedBy: string | null): Promise<boolean> =>
  actOnOne(manager, 'retry', id, updatedBy);

/** Takes a mail back that waits. False: it does not, or not any more. */
export const cancel = (manager: EntityManager, id: string, updatedBy: string | null): Promise<boolean> =>
  actOnOne(manager, 'cancel', id, updatedBy);

async function actOnOne(
  manager: EntityManager,
  action: DeliveryAction,
  id: string,
  updatedBy: string | null,
): Promise<boolean> {
  const { of, set } = ACTIONS[action];
  const count = await runUnprepared(
    manager,
    `UPDATE delivery t SET ${set}, version = version + 1, updated_by = $2, updated_at = now() WHERE t.id = $1 AND ${of}`,
    [id, updatedBy],
  );
  if (count > 0 && action === 'retry') await notify(manager);
  return count > 0;
}

/** So many are written by one statement, which stays far from the time a statement may take. */
const BATCH = 10_000;

/** Something that is done to many mails at once. */
export interface BulkAction {
  action: DeliveryAction;
  /** Of which mails, as conditions on the columns of the outbox. */
  where: Where;
  /** To so many at the most. */
  limit: number;
  /** The user or registration that wants it. */
  updatedBy: string | null;
}

/**
 * Does it to whatever fits, in the caller's transaction. A mail that somebody else has in hand just now is left alone, so
 * that nobody waits for anybody.
 * @returns to how many
 */
export async function actOnAll(manager: EntityManager, bulk: BulkAction): Promise<number> {
  let done = 0;
  for (;;) {
    const wanted = Math.min(BATCH, bulk.limit - done);
    const count = await actOnBatch(manager, bulk, wanted);
    done += count;
    if (count < wanted || done >= bulk.limit) break;
  }
  if (done > 0 && bulk.action === 'retry') await notify(manager);
  return done;
}

async function actOnBatch(
  manager: EntityManager,
  { action, where, updatedBy }: BulkAction,
  limit: number,
): Promise<number> {
  const { of, set } = ACTIONS[action];
  const clause = new Clause();
  const chosen = `SELECT t.id FROM delivery t WHERE ${clause.write('t', where)} AND ${of}
    LIMIT ${clause.place(limit)} FOR UPDATE SKIP LOCKED`;
  return runUnprepared(
    manager,
    `UPDATE delivery SET ${set}, version = version + 1, updated_by = ${clause.place(updatedBy)}, updated_at = now()
      WHERE id = ANY (ARRAY(${chosen}))`,
    clause.values,
  );
}

/** Whose mail it is: an organization's, or what is about these objects. */
type Owner = { org_id: string } | { cause_id: readonly string[] };

const GONE = 'What it was about was deleted while this mail was being sent; it may have arrived.';

/**
 * No mail leaves for what is deleted, and nothing of what its mails say is kept. The worker that is sending one of them
 * loses it: how that ends is written by nobody.
 */
export async function cancelMailOf(manager: EntityManager, owner: Owner, updatedBy: string | null): Promise<void> {
  const clause = new Clause();
  const chosen = `SELECT d.id FROM delivery d WHERE ${clause.write('d', owner)} AND d.variables IS NOT NULL`;
  await manager.query(
    `UPDATE delivery SET variables = NULL, lease_until = NULL, leased_by = NULL,
            last_response = CASE WHEN state = 'sending' THEN ${clause.place(GONE)} ELSE last_response END,
            state = CASE WHEN state IN ('queued', 'sending') THEN 'cancelled' ELSE state END,
            version = version + 1, updated_by = ${clause.place(updatedBy)}, updated_at = now()
      WHERE id = ANY (ARRAY(${chosen} ORDER BY d.id FOR UPDATE))`,
    clause.values,
  );
}
