import type { DataSource } from 'typeorm';
import type { DueMail } from '../context.ts';
import { PRIORITY_NAMES } from '../mail/outbox/priority.ts';
import { soon } from './readiness.ts';

/** A row for each number, with its name. */
const KINDS = Object.entries(PRIORITY_NAMES).map(([priority, name]) => `(${priority}, '${name}')`);

/** So many organizations are looked at, of each priority. */
const ORGANIZATIONS = 1_000;

/**
 * From one organization with mail to the next, whose first mail an index has at hand, however many wait. Nothing is due
 * while mail is held.
 */
const MEASURE = `
  WITH RECURSIVE kind (priority, name) AS (VALUES ${KINDS.join(', ')}), walk AS (
    SELECT kind.priority, first.org_id, first.due_at, 1 AS steps FROM kind, LATERAL (
      SELECT org_id, next_attempt_at AS due_at FROM delivery WHERE state = 'queued' AND priority = kind.priority
       ORDER BY org_id, next_attempt_at LIMIT 1) first
    UNION ALL
    SELECT walk.priority, following.org_id, following.due_at, walk.steps + 1 FROM walk, LATERAL (
      SELECT org_id, next_attempt_at AS due_at FROM delivery
       WHERE state = 'queued' AND priority = walk.priority AND org_id > walk.org_id
       ORDER BY org_id, next_attempt_at LIMIT 1) following
     WHERE walk.steps < ${ORGANIZATIONS}
  )
  SELECT kind.name AS priority,
         coalesce(extract(epoch FROM greatest(now() - min(walk.due_at), interval '0')), 0)::float8 AS due_for_s
    FROM cloud_setting s CROSS JOIN kind
    LEFT JOIN walk ON walk.priority = kind.priority AND s.mail_server_id IS NOT NULL AND s.mail_held_since IS NULL
   GROUP BY kind.name`;

/** Every priority, those too of which nothing is due; null when the database does not answer in time. */
export function measureDueMail(database: DataSource): Promise<DueMail[] | null> {
  return soon(database.query(MEASURE));
}
