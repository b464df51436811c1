import { type EntityManager, EntitySchema } from 'typeorm';
import { integer, moment, text, uuid } from '../database/columns.ts';

/** `open`: mail goes past the server. `half-open`: one worker tries whether it is well again. */
export type BreakerState = 'open' | 'half-open' | 'closed';

/** What is known of an email server's health, by every process. A server that was never sick has no row. */
export interface MailServerBreakerRow {
  mail_server_id: string;
  state: BreakerState;
  since: Date;
  /** Why it opened last: the server's words, or ours, cleaned. */
  reason: string;
  /** The time from the last probe to the next one. */
  probe_ms: number;
  next_probe_at: Date;
  /** The worker that probes, and for how long it may take. */
  probing_by: string | null;
  probing_until: Date | null;
}

export const mailServerBreakerTable = new EntitySchema<MailServerBreakerRow>({
  name: 'mail_server_breaker',
  columns: {
    mail_server_id: uuid({ primary: true }),
    state: text(),
    since: moment(),
    reason: text(),
    probe_ms: integer(),
    next_probe_at: moment(),
    probing_by: text({ nullable: true }),
    probing_until: moment({ nullable: true }),
  },
  checks: [{ name: 'mail_server_breaker_state', expression: `state IN ('open', 'half-open', 'closed')` }],
});

/** The breakers of these servers. */
export function findBreakers(manager: EntityManager, ids: readonly string[]): Promise<MailServerBreakerRow[]> {
  return manager.query('SELECT * FROM mail_server_breaker WHERE mail_server_id = ANY ($1::uuid[])', [ids]);
}
