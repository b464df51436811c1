import type { EntityManager } from 'typeorm';
import { ask } from './statement.ts';

/**
 * What time it is for everybody: processes share the clock of their database, and their own ones may be hours apart.
 * Whatever decides about a row (when mail is due, when a token ends) reads this one, or says now() in SQL. Within a
 * transaction it stands still.
 */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await ask<{ now: Date }>(manager, 'SELECT now() AS now');
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}

export const secondsAfter = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1000);
