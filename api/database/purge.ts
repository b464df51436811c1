import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { runUnprepared } from './statement.ts';

/** What takes away what is over, a little at a time. */
export interface Sweep {
  manager: EntityManager;
  /** Ends it between two batches. */
  signal: AbortSignal;
}

/** So many rows are taken at once: few enough that nobody waits for their locks, nor a standby for them. */
export const BATCH = 1_000;
const PAUSE_MS = 20;

/** Repeats what takes away up to a batch of rows, until it finds fewer. Answers how many that were. */
export async function inBatches({ signal }: Sweep, take: () => Promise<number>): Promise<number> {
  for (let taken = 0; ; ) {
    const found = await take();
    taken += found;
    if (found < BATCH || signal.aborted) return taken;
    await pause(PAUSE_MS);
  }
}

/**
 * Deletes the rows whose column is before a moment, given in SQL; an index on that column leads to them. Rows that
 * somebody else holds are left for the next time.
 */
export function purge(sweep: Sweep, table: string, column: string, before: string, values: unknown[]): Promise<number> {
  const statement = `
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table} WHERE ${column} < ${before} ORDER BY ${column} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  return inBatches(sweep, () => runUnprepared(sweep.manager, statement, values));
}

/** So many days ago, by a parameter of the statement. */
export const daysAgo = (parameter: string): string => `now() - make_interval(days => ${parameter})`;
