import type { DataSource, EntityManager } from 'typeorm';
import type { Delivery, DeliveryState } from '../tables/delivery.ts';
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
  const { exhausted, ambiguous } = await patienceOf(manager, delivery, backoff);
  if (outcome === 'temporary') return exhausted ? 'failed' : 'queued';
  return exhausted || 1 + ambiguous >= backoff.ambiguousAtMost ? 'ambiguous' : 'queued';
}

interface Patience {
  /** It was tried for as long as a mail is tried. */
  exhausted: boolean;
  /** How often it may have arrived since the trying began. */
  ambiguous: number;
}

/** The database tells, whose clock wrote when the trying began; that of this process may be hours away from it. */
async function patienceOf(manager: EntityManager, { id }: Delivery, { giveUpMs }: Backoff): Promise<Patience> {
  const [row]: Patience[] = await manager.query(
    `SELECT now() - d.tried_since >= $2 * interval '1 ms' AS exhausted,
            (SELECT count(*)::int FROM delivery_attempt a
              WHERE a.delivery_id = d.id AND a.outcome = 'ambiguous' AND a.created_at >= d.tried_since) AS ambiguous
       FROM delivery d WHERE d.id = $1`,
    [id, giveUpMs],
  );
  return row ?? { exhausted: false, ambiguous: 0 };
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
       lost_attempts = 0, lease_until = NULL, leased_by = NULL, version = version + 1, updated_at = now()
     WHERE id = $1 AND attempts = $2 AND state = 'sending' RETURNING *`,
    [delivery.id, delivery.attempts, state, last.response, last.mail_server_id, wait],
  );
  return rows[0];
}

async function record(manager: EntityManager, delivery: Delivery, results: readonly AttemptResult[]): Promise<void> {
  const now = performance.now();
  const ended = results.map(({ started, finished, raw: _, ...result }) => ({
    ...result,
    started_ago_ms: now - started,
    finished_ago_ms: now - finished,
  }));
  await manager.query(
    `INSERT INTO delivery_attempt (id, org_id, delivery_id, created_at, updated_at, mail_server_id, started_at,
       finished_at, outcome, stage, response)
     SELECT gen_random_uuid(), $1, $2, now(), now(), mail_server_id, now() - started_ago_ms * interval '1 ms',
            now() - finished_ago_ms * interval '1 ms', outcome, stage, response
       FROM jsonb_to_recordset($3::jsonb) AS ended (mail_server_id uuid, started_ago_ms float8,
            finished_ago_ms float8, outcome text, stage text, response text)`,
    [delivery.org_id, delivery.id, JSON.stringify(ended)],
  );
}
