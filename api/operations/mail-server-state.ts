import type { DataSource } from 'typeorm';
import type { BreakerCount } from '../context.ts';
import { soon } from './readiness.ts';

const MEASURE = `
  SELECT mail_server_id, state FROM mail_server_breaker
   WHERE EXISTS (SELECT FROM cloud_setting WHERE mail_server_breaker.mail_server_id = ANY (mail_server_id || fallback_mail_server_ids))`;

/** The state of each server that mail may leave by and that was ever sick; null when the database does not answer. */
export function measureBreakers(database: DataSource): Promise<BreakerCount[] | null> {
  return soon(database.query(MEASURE));
}
