import type { DataSource } from 'typeorm';

/** A mail, as the outbox and the server that took it tell. */
export interface Account {
  id: string;
  state: string;
  /** How often a worker took it. */
  attempts: number;
  /** Attempts that said how they ended. */
  told: number;
  /** Attempts that said that the server took it; all but one came after the lease had gone to another worker. */
  sent: number;
  ambiguous: number;
  /** How often the server took it. */
  taken: number;
}

/** Every mail of the outbox, with how often it arrived. */
export async function account(database: DataSource, taken: ReadonlyMap<string, number>): Promise<Account[]> {
  const rows: Omit<Account, 'taken'>[] = await database.query(
    `SELECT d.id, d.state, d.attempts, count(a.id)::int AS told,
            (count(*) FILTER (WHERE a.outcome = 'sent'))::int AS sent,
            (count(*) FILTER (WHERE a.outcome = 'ambiguous'))::int AS ambiguous
       FROM delivery d LEFT JOIN delivery_attempt a ON a.delivery_id = d.id GROUP BY d.id`,
  );
  const byId = new Map([...taken].map(([messageId, times]) => [messageId.slice(1).split('@')[0], times]));
  return rows.map((row) => ({ ...row, taken: byId.get(row.id) ?? 0 }));
}

/** A second copy has a reason: an attempt that may have arrived, one whose worker said nothing any more, or a lost lease. */
export function unexplained(accounts: readonly Account[]): Account[] {
  return accounts.filter(
    ({ taken, ambiguous, attempts, told, sent }) => taken - 1 > ambiguous + (attempts - told) + Math.max(0, sent - 1),
  );
}

export const copiesOf = (accounts: readonly Account[]) =>
  accounts.reduce((copies, { taken }) => copies + Math.max(0, taken - 1), 0);
