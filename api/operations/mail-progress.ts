import type { DataSource } from 'typeorm';

/** Nothing is due while no email server is selected, or mail is held back on purpose. */
const DUE_FOR = `
  SELECT coalesce(extract(epoch FROM now() - least(
           (SELECT min(next_attempt_at) FROM delivery WHERE state = 'queued' AND next_attempt_at <= now()),
           (SELECT min(lease_until) FROM delivery WHERE state = 'sending' AND lease_until < now()))), 0)::float8 AS due_for_s
   WHERE EXISTS (SELECT FROM cloud_setting WHERE mail_server_id IS NOT NULL AND mail_held_since IS NULL)`;

/** For how many seconds the mail that is due longest has waited for a worker; 0: none is due. */
export async function measureDue(database: DataSource): Promise<number> {
  const [row]: { due_for_s: number }[] = await database.query(DUE_FOR);
  return row?.due_for_s ?? 0;
}
