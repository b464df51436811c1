import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type Delivery, type DeliveryState, deliveryAttemptTable } from '../tables/delivery.ts';
import type { AttemptResult } from './attempt.ts';
import { type Backoff, waitMs } from './backoff.ts';

/** What else happens, in the same transaction, when a mail leaves for the first time. */
export type OnFirstSent = (manager: EntityManager, delivery: Delivery) => Promise<void>;

/**
 * Writes how an attempt ended. False: the lease had gone to another worker meanwhile, whose word counts.
 */
export async function saveAttemptResults(
  database: DataSource,
  delivery: Delivery,
  results: readonly AttemptResult[],
  backoff: Backoff,
  onFirstSent?: OnFirstSent,
): Promise<boolean> {
  return database.transaction(async (manager) => {
    const last = results.at(-1);
    if (!last) return false;
    const state = await nextState(manager, delivery, last, backoff);
    const settled = await write(manager, delivery, last, state, waitMs(backoff, delivery.attempts));
    if (!settled) return false;
    await record(manager, delivery, results);
    if (state === 'sent' && delivery.first_sent_at === null) await onFirstSent?.(manager, settled);
    return true;
  });
}

async function nextState(
  manager: EntityManager,
  delivery: Delivery,
  { outcome }: AttemptResult,
  backoff: Backoff,
): Promise<DeliveryState> {
  if (outcome === 'sent') return 'sent';
  if (outcome === 'permanent') return 'failed';
  const triedSince = delivery.tried_since ?? new Date();
  const exhausted = Date.now() - triedSince.getTime() >= backoff.giveUpMs;
  if (outcome === 'temporary') return exhausted ? 'failed' : 'queued';
  const unanswered = 1 + (await countUnanswered(manager, delivery, triedSince));
  return exhausted || unanswered >= backoff.ambiguousAtMost ? 'ambiguous' : 'queued';
}

async function countUnanswered(manager: EntityManager, delivery: Delivery, since: Date): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM delivery_attempt
     WHERE delivery_id = $1 AND outcome = 'ambiguous' AND started_at >= $2`,
    [delivery.id, since],
  );
  return row?.count ?? 0;
}

/** The number of the attempt fences: a late worker's number is no longer the row's. */
async function write(
  manager: EntityManager,
  delivery: Delivery,
  last: AttemptResult,
  state: DeliveryState,
  wait: number,
): Promise<Delivery | undefined> {
  const [rows]: [Delivery[]] = await manager.query(
    `UPDATE delivery SET state = $3, last_response = $4, mail_server_id = $5,
       next_attempt_at = CASE WHEN $3 = 'queued' THEN now() + $6 * interval '1 ms' ELSE next_attempt_at END,
       sent_at = CASE WHEN $3 = 'sent' THEN now() ELSE sent_at END,
       first_sent_at = CASE WHEN $3 = 'sent' THEN coalesce(first_sent_at, now()) ELSE first_sent_at END,
       variables = CASE WHEN $3 = 'sent' THEN NULL ELSE variables END,
       lease_until = NULL, leased_by = NULL, version = version + 1, updated_at = now()
     WHERE id = $1 AND attempts = $2 AND state = 'sending' RETURNING *`,
    [delivery.id, delivery.attempts, state, last.response, last.mail_server_id, wait],
  );
  return rows[0];
}

async function record(manager: EntityManager, delivery: Delivery, results: readonly AttemptResult[]): Promise<void> {
  const now = new Date();
  const common = { org_id: delivery.org_id, delivery_id: delivery.id, version: 1, updated_by: null };
  const rows = results.map((result) => ({ id: randomUUID(), ...common, ...result, created_at: now, updated_at: now }));
  await manager.getRepository(deliveryAttemptTable).insert(rows);
}
