import type { DataSource, EntityManager } from 'typeorm';
import { ask, run } from '../../database/statement.ts';
import type { Delivery } from '../../tables/delivery.ts';
import type { AttemptResult } from './attempt.ts';
import { type Backoff, waitMs } from './backoff.ts';
import { giveBack } from './lease.ts';

/**
 * What else happens, in the same transaction, when a mail was sent: at the first attempt after which it may have arrived,
 * and at each one until a server has taken it for certain.
 */
export type OnFirstSent = (manager: EntityManager, delivery: Delivery) => Promise<void>;

/** What became of a mail that was taken. Without results it was not begun. */
export interface Ending {
  delivery: Delivery;
  results: readonly AttemptResult[];
}

/** Others may have a place for it at once; whoever has none would take it again and again. */
const GIVEN_BACK_MS = 250;

/** What a sick server did not take is due soon, and is taken as soon as any server is well: probes look after that. */
const SICK_MS = 5_000;

/**
 * Writes how attempts ended, in one transaction. Answers the ids of those whose word counts: the lease of others had gone
 * to another worker meanwhile. What they did is recorded all the same.
 */
export async function saveAttemptResults(
  database: DataSource,
  endings: readonly Ending[],
  backoff: Backoff,
  onFirstSent?: OnFirstSent,
): Promise<Set<string>> {
  return database.transaction(async (manager) => {
    const begun = endings.filter(({ results }) => results.length > 0);
    const settled = begun.length === 0 ? [] : await settle(manager, begun, backoff);
    if (begun.length > 0) await record(manager, begun);
    const unbegun = endings.filter(({ results }) => results.length === 0).map(({ delivery }) => delivery);
    if (unbegun.length > 0) await giveBack(manager, unbegun, GIVEN_BACK_MS);
    for (const { may_have_arrived, ...delivery } of settled)
      if (may_have_arrived) await onFirstSent?.(manager, delivery);
    return new Set(settled.map(({ id }) => id));
  });
}

/**
 * The number of the attempt fences: a late worker's number is no longer the row's. Time is the database's, whose clock
 * wrote when the trying began; that of this process may be hours away from it.
 */
const SETTLE = `
  WITH ended AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, attempts int, outcome text, response text,
                                                      mail_server_id uuid, wait_ms float8)
  ), mine AS (
    SELECT e.*, d.first_sent_at, now() - d.tried_since >= $3 * interval '1 ms' AS exhausted,
           CASE WHEN e.outcome = 'ambiguous' THEN (
             SELECT count(*) FROM delivery_attempt a
              WHERE a.delivery_id = d.id AND a.outcome = 'ambiguous' AND a.created_at >= d.tried_since) END AS ambiguous
      FROM ended e JOIN delivery d ON d.id = e.id
     WHERE d.id = ANY ($2::uuid[]) AND d.attempts = e.attempts AND d.state = 'sending'
     ORDER BY d.id FOR UPDATE OF d
  ), judged AS (
    SELECT *, CASE
        WHEN outcome = 'sent' THEN 'sent'
        WHEN outcome = 'permanent' THEN 'failed'
        WHEN outcome = 'temporary' AND exhausted THEN 'failed'
        WHEN outcome = 'ambiguous' AND (exhausted OR 1 + ambiguous >= $4) THEN 'ambiguous'
        ELSE 'queued' END AS next
      FROM mine
  )
  UPDATE delivery d SET state = j.next, last_response = j.response, mail_server_id = j.mail_server_id,
         next_attempt_at = CASE WHEN j.next = 'queued' THEN now() + j.wait_ms * interval '1 ms' ELSE d.next_attempt_at END,
         sent_at = CASE WHEN j.next = 'sent' THEN now() ELSE d.sent_at END,
         first_sent_at = CASE WHEN j.next = 'sent' THEN coalesce(d.first_sent_at, now()) ELSE d.first_sent_at END,
         variables = CASE WHEN j.next = 'sent' THEN NULL ELSE d.variables END,
         lost_attempts = 0, lease_until = NULL, leased_by = NULL, version = d.version + 1, updated_at = now()
    FROM judged j WHERE d.id = j.id AND d.id = ANY ($2::uuid[])
  RETURNING d.*, j.outcome IN ('sent', 'ambiguous') AND j.first_sent_at IS NULL AS may_have_arrived`;

/** It was not known before to have been sent. */
type Settled = Delivery & { may_have_arrived: boolean };

function settle(manager: EntityManager, endings: readonly Ending[], backoff: Backoff): Promise<Settled[]> {
  const ended = endings.map(({ delivery: { id, attempts }, results }) => {
    const last = results.at(-1);
    const said = { outcome: last?.outcome, response: last?.response, mail_server_id: last?.mail_server_id };
    const wait_ms = Math.min(waitMs(backoff, attempts), last?.isSick ? SICK_MS : Number.POSITIVE_INFINITY);
    return { id, attempts, ...said, wait_ms };
  });
  const ids = ended.map(({ id }) => id);
  return ask(manager, SETTLE, [JSON.stringify(ended), ids, backoff.giveUpMs, backoff.ambiguousAtMost]);
}

const RECORD = `
  INSERT INTO delivery_attempt (id, org_id, delivery_id, created_at, updated_at, mail_server_id, started_at,
         finished_at, outcome, stage, response, tls)
  SELECT gen_random_uuid(), d.org_id, d.id, now(), now(), e.mail_server_id, now() - started_ago_ms * interval '1 ms',
         now() - finished_ago_ms * interval '1 ms', outcome, stage, response, tls
    FROM jsonb_to_recordset($1::jsonb) AS e (delivery_id uuid, mail_server_id uuid, started_ago_ms float8,
         finished_ago_ms float8, outcome text, stage text, response text, tls text)
    JOIN delivery d ON d.id = e.delivery_id
   WHERE d.id = ANY ($2::uuid[])`;

async function record(manager: EntityManager, endings: readonly Ending[]): Promise<void> {
  const now = performance.now();
  const ended = endings.flatMap(({ delivery, results }) =>
    results.map(({ started, finished, raw: _, ...result }) => ({
      ...result,
      delivery_id: delivery.id,
      started_ago_ms: now - started,
      finished_ago_ms: now - finished,
    })),
  );
  await run(manager, RECORD, [JSON.stringify(ended), endings.map(({ delivery }) => delivery.id)]);
}
