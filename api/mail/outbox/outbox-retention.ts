import { BATCH, daysAgo, inBatches, type Sweep } from '../../database/purge.ts';
import { runUnprepared } from '../../database/statement.ts';

/** Mail that waits or is under way is never over, however old it is. */
const SETTLED = `state NOT IN ('queued', 'sending')`;

/**
 * Deletes mails that were sent or given up, with their attempts, so many days after they last changed. It goes along the
 * index of the list, from where the last batch ended: old mail that still waits is looked at once. Rows are compared
 * rather than columns, so that no other index is taken for it.
 */
export async function purgeDeliveries(sweep: Sweep, days: number): Promise<number> {
  let from = new Date(0);
  return inBatches(sweep, async () => {
    const [rows]: [{ created_at: Date }[]] = await sweep.manager.query(
      `DELETE FROM delivery WHERE id = ANY (ARRAY(
         SELECT id FROM delivery
          WHERE (created_at, id) >= ($1, '00000000-0000-0000-0000-000000000000')
            AND created_at < ${daysAgo('$2')} AND updated_at < ${daysAgo('$2')} AND ${SETTLED}
          ORDER BY created_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
       RETURNING created_at`,
      [from, days],
    );
    from = rows.reduce((last, { created_at: at }) => (at > last ? at : last), from);
    return rows.length;
  });
}

/**
 * Erases what a mail said that failed or is ambiguous; who it was for and how it ended stays. Nobody sees that, so that
 * the row counts as unchanged, and is deleted in its time.
 */
export function blankPayloads(sweep: Sweep, days: number): Promise<number> {
  const statement = `
    UPDATE delivery SET variables = NULL WHERE id = ANY (ARRAY(
      SELECT id FROM delivery
       WHERE state IN ('failed', 'ambiguous') AND variables IS NOT NULL AND updated_at < ${daysAgo('$1')}
       ORDER BY updated_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  return inBatches(sweep, () => runUnprepared(sweep.manager, statement, [days]));
}
