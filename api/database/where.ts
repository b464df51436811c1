import type { EntityManager, EntitySchema } from 'typeorm';
import { ask } from './statement.ts';
import { columnsOf, quoted } from './write.ts';

/** A condition that is more than equality. `place` adds a value and answers its placeholder. */
export interface Condition {
  sql(column: string, place: (value: unknown) => string): string;
}

/** Conditions by column: a value it equals, a list it is one of, or a condition of its own. All of them hold. */
export type Where = Readonly<Record<string, unknown>>;

export const IS_NULL: Condition = { sql: (column) => `${column} IS NULL` };

const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && 'sql' in value && typeof value.sql === 'function';

/** A WHERE clause under way, with the values of its placeholders; those within another one share its values. */
export class Clause {
  readonly values: unknown[] = [];
  readonly place: (value: unknown) => string;

  constructor(place?: (value: unknown) => string) {
    this.place = place ?? ((value) => `$${this.values.push(value)}`);
  }

  /** The conditions on a table that goes by this alias. */
  write(alias: string, where: Where): string {
    const parts = Object.entries(where).map(([column, value]) => this.#part(`${alias}."${column}"`, value));
    return parts.length === 0 ? 'true' : parts.join(' AND ');
  }

  #part(column: string, value: unknown): string {
    if (isCondition(value)) return value.sql(column, this.place);
    return Array.isArray(value) ? `${column} = ANY (${this.place(value)})` : `${column} = ${this.place(value)}`;
  }
}

/** What a list answers of a table, and in which order. */
export interface Slice {
  /** Columns with their direction; the last makes the order whole. */
  order: string;
  limit: number;
  offset: number;
}

/** The rows that fit, a slice of them. */
export function findRows<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: Where,
  { order, limit, offset }: Slice,
): Promise<Row[]> {
  const clause = new Clause();
  const condition = clause.write('t', where);
  const text = `SELECT ${columnsOf(table)} FROM ${quoted(table)} t WHERE ${condition} ORDER BY ${order}`;
  return ask(manager, `${text} LIMIT ${clause.place(limit)} OFFSET ${clause.place(offset)}`, clause.values);
}

/** A slice of rows, which ends early where the rows become too large together. */
export interface PageOfRows<Row> {
  rows: Row[];
  /** The slice has more rows than these. */
  isCut: boolean;
  /** Of all rows together, as text. */
  bytes: number;
}

/**
 * As `findRows`, with no more rows than have so many bytes, but at least one. The database adds the bytes up, so that
 * nothing is read that would not be answered.
 */
export async function findPage<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: Where,
  { order, limit, offset }: Slice,
  maxBytes: number,
): Promise<PageOfRows<Row>> {
  const clause = new Clause();
  const slice = `SELECT t.* FROM ${quoted(table)} t WHERE ${clause.write('t', where)} ORDER BY ${order}
    LIMIT ${clause.place(limit)} OFFSET ${clause.place(offset)}`;
  const text = `SELECT ${columnsOf(table)}, t.rows_of_slice, t.bytes_so_far
    FROM (SELECT t.*, (sum(octet_length(t::text)) OVER (ORDER BY ${order}))::float8 AS bytes_so_far,
                 (row_number() OVER (ORDER BY ${order})) AS place, (count(*) OVER ())::int AS rows_of_slice
            FROM (${slice}) t) t
   WHERE t.bytes_so_far <= ${clause.place(maxBytes)} OR t.place = 1 ORDER BY ${order}`;
  const rows = await ask<Row & { rows_of_slice: number; bytes_so_far: number }>(manager, text, clause.values);
  const { rows_of_slice: wanted, bytes_so_far: bytes } = rows.at(-1) ?? { rows_of_slice: 0, bytes_so_far: 0 };
  return { rows, isCut: wanted > rows.length, bytes };
}

export async function countRows(manager: EntityManager, table: EntitySchema, where: Where): Promise<number> {
  const clause = new Clause();
  const text = `SELECT count(*)::int AS n FROM ${quoted(table)} t WHERE ${clause.write('t', where)}`;
  return (await ask<{ n: number }>(manager, text, clause.values))[0]?.n ?? 0;
}
