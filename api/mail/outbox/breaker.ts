import type { EntityManager } from 'typeorm';
import { ask, run } from '../../database/statement.ts';

/** How often a sick server is tried. */
export interface ProbePlan {
  /** From the first failure to the first probe; each further wait is twice as long. */
  firstMs: number;
  longestMs: number;
}

export const DEFAULT_PROBES: ProbePlan = { firstMs: 5_000, longestMs: 300_000 };

/** A probe that nobody has heard of for so long is made by another worker. */
const PROBING_MS = 60_000;

/** A server that was well for less than some probes has not recovered: its waits grow on. */
const GROWN_MS = `(CASE WHEN now() - b.since < 10 * b.probe_ms * interval '1 ms'
                        THEN least(2 * b.probe_ms, $4::int) ELSE $3::int END)`;

const OPEN = `
  INSERT INTO mail_server_breaker AS b (mail_server_id, state, since, reason, probe_ms, next_probe_at)
  VALUES ($1, 'open', now(), $2, $3::int, now() + $3::int * interval '1 ms')
  ON CONFLICT (mail_server_id) DO UPDATE SET state = 'open', since = now(), reason = excluded.reason,
         probe_ms = ${GROWN_MS}, next_probe_at = now() + ${GROWN_MS} * interval '1 ms',
         probing_by = NULL, probing_until = NULL
   WHERE b.state = 'closed'
  RETURNING mail_server_id`;

const TAKE_PROBE = `
  UPDATE mail_server_breaker SET state = 'half-open', probing_by = $2, probing_until = now() + $3 * interval '1 ms'
   WHERE mail_server_id = (
     SELECT mail_server_id FROM mail_server_breaker
      WHERE mail_server_id = ANY ($1::uuid[]) AND next_probe_at <= now()
        AND (state = 'open' OR state = 'half-open' AND probing_until < now())
      ORDER BY next_probe_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING mail_server_id`;

const STILL_SICK = `
  UPDATE mail_server_breaker SET state = 'open', reason = $3, probe_ms = least(2 * probe_ms, $4::int),
         next_probe_at = now() + least(2 * probe_ms, $4::int) * interval '1 ms', probing_by = NULL, probing_until = NULL
   WHERE mail_server_id = $1 AND probing_by = $2`;

const CLOSE = `
  UPDATE mail_server_breaker SET state = 'closed', since = now(), probing_by = NULL, probing_until = NULL
   WHERE mail_server_id = $1 AND state <> 'closed' RETURNING mail_server_id`;

/** Mail goes past the server from now on. Whether it did not before. */
export async function openBreaker(
  manager: EntityManager,
  serverId: string,
  reason: string,
  { firstMs, longestMs }: ProbePlan,
): Promise<boolean> {
  return (await ask(manager, OPEN, [serverId, reason, firstMs, longestMs])).length > 0;
}

/** Whether it was open. */
export async function closeBreaker(manager: EntityManager, serverId: string): Promise<boolean> {
  return (await ask(manager, CLOSE, [serverId])).length > 0;
}

/** A server of these whose time to be tried has come; it is this worker's to try. */
export async function takeProbe(
  manager: EntityManager,
  ids: readonly string[],
  workerId: string,
): Promise<string | null> {
  const [row] = await ask<{ mail_server_id: string }>(manager, TAKE_PROBE, [ids, workerId, PROBING_MS]);
  return row?.mail_server_id ?? null;
}

/** The probe failed: the next one comes after twice the time. */
export async function keepOpen(
  manager: EntityManager,
  serverId: string,
  workerId: string,
  reason: string,
  { longestMs }: ProbePlan,
): Promise<void> {
  await run(manager, STILL_SICK, [serverId, workerId, reason, longestMs]);
}

/** What is known of servers that have changed holds no longer. */
export async function forgetBreakers(manager: EntityManager): Promise<void> {
  await manager.query(`UPDATE mail_server_breaker SET state = 'closed', since = now() - interval '1 day',
                              probing_by = NULL, probing_until = NULL WHERE state <> 'closed'`);
}
