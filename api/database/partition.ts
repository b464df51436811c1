import type { EntityManager } from 'typeorm';

/** The tables that only grow, each with a partition a month (of UTC) and one for whatever has no month yet. */
export const PARTITIONED = ['audit_event', 'delivery_attempt'] as const;
export type PartitionedTable = (typeof PARTITIONED)[number];

/** So many months are made ahead of the present one. */
const MONTHS_AHEAD = 3;

/** A partition that holds whole months. */
export interface Partition {
  name: string;
  /** The first month after those it holds, such as `2026-12`. */
  until: string;
}

/** Makes what is missing of this month and those to come, and sorts in what came without a month. May be repeated. */
export async function createPartitionsAhead(manager: EntityManager): Promise<void> {
  for (const table of PARTITIONED) {
    await inHaste(manager, (inner) => inner.query('SELECT make_month_partitions($1, $2)', [table, MONTHS_AHEAD]));
  }
}

/** The partitions of a table that hold whole months, oldest first. */
export async function findPartitions(manager: EntityManager, table: PartitionedTable): Promise<Partition[]> {
  const rows: { name: string }[] = await manager.query(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass`,
    [table],
  );
  const found = rows.flatMap(({ name }) => {
    const until = untilOf(table, name);
    return until === null ? [] : [{ name, until }];
  });
  return found.sort((a, b) => (a.until < b.until ? -1 : 1));
}

/** `audit_event_2026_11` holds a month, `audit_event_until_2026_12` all that was before one. */
function untilOf(table: PartitionedTable, name: string): string | null {
  const [, isAllBefore, year, month] = /^_(until_)?(\d{4,})_(\d\d)$/.exec(name.slice(table.length)) ?? [];
  if (year === undefined || month === undefined) return null;
  return isAllBefore || month !== '12'
    ? `${year}-${isAllBefore ? month : String(Number(month) + 1).padStart(2, '0')}`
    : `${Number(year) + 1}-01`;
}

/** Takes whole months away, with everything in them, that lie more than so many days ago. */
export async function dropPartitionsBefore(
  manager: EntityManager,
  table: PartitionedTable,
  days: number,
): Promise<void> {
  const [{ month } = { month: '' }]: { month: string }[] = await manager.query(
    `SELECT to_char((now() - make_interval(days => $1)) AT TIME ZONE 'UTC', 'YYYY-MM') AS month`,
    [days],
  );
  for (const partition of await findPartitions(manager, table)) {
    if (partition.until <= month) await inHaste(manager, (inner) => inner.query(`DROP TABLE "${partition.name}"`));
  }
}

/** Who waits for the lock of a whole table keeps everybody after them waiting, so that it is given up soon. */
export function inHaste<Result>(
  manager: EntityManager,
  work: (inner: EntityManager) => Promise<Result>,
): Promise<Result> {
  return manager.transaction(async (inner) => {
    await inner.query(`SET LOCAL lock_timeout = '3s'`);
    return work(inner);
  });
}
