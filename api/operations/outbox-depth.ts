import type { DataSource } from 'typeorm';
import type { OutboxDepth } from '../context.ts';
import { soon } from './readiness.ts';

/** Queued mail is held while no email server is selected, and while it is held back on purpose. */
const MEASURE = `
  WITH waiting AS (
    SELECT CASE WHEN d.state = 'queued' AND (s.mail_server_id IS NULL OR s.mail_held_since IS NOT NULL) THEN 'held' ELSE d.state END AS state, d.created_at
      FROM delivery d CROSS JOIN (SELECT mail_server_id, mail_held_since FROM cloud_setting LIMIT 1) s
     WHERE d.state = ANY (ARRAY['queued', 'sending', 'failed', 'ambiguous'])
  )
  SELECT known.state, count(w.state)::int AS count,
         coalesce(extract(epoch FROM now() - min(w.created_at)), 0)::float8 AS age_s
    FROM unnest(ARRAY['held', 'queued', 'sending', 'failed', 'ambiguous']) AS known (state)
    LEFT JOIN waiting w ON w.state = known.state
   GROUP BY known.state`;

/** Every state, the empty ones too; null when the database does not answer in time. */
export function measureOutbox(database: DataSource): Promise<OutboxDepth[] | null> {
  return soon(database.query(MEASURE));
}
