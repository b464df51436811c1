import type { EntityManager, EntitySchema } from 'typeorm';
import { oncePer } from '../once-per.ts';
import { run, type Sent, sendAhead } from './statement.ts';

type Values = Readonly<Record<string, unknown>>;

/** The name of a table as SQL has it: `user` is a word of the language. */
export const quoted = (table: EntitySchema<never> | EntitySchema): string =>
  `"${table.options.tableName ?? table.options.name}"`;

/**
 * The columns this release knows, one by one: a prepared `SELECT *` fails for good once a newer release has added a
 * column ("cached plan must not change result type").
 */
export const columnsOf = oncePer((table: EntitySchema<never> | EntitySchema) =>
  Object.keys(table.options.columns)
    .map((column) => `t."${column}"`)
    .join(', '),
);

/** Inserts a whole row: every column has its value, null where there is none. */
export async function insertRow<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  row: Row,
): Promise<void> {
  await run(manager, ...insertionOf(table, row));
}

/** Inserts a whole row as the last thing of a transaction, whose COMMIT need not wait for it. */
export function sendRow<Row extends object>(manager: EntityManager, table: EntitySchema<Row>, row: Row): Promise<Sent> {
  return sendAhead(manager, ...insertionOf(table, row));
}

function insertionOf<Row extends object>(table: EntitySchema<Row>, row: Row): [text: string, values: unknown[]] {
  const { text, columns } = insertOf(table);
  return [text, columns.map((column) => parameter(table, column, (row as Values)[column]))];
}

const insertOf = oncePer((table: EntitySchema) => {
  const columns = Object.keys(table.options.columns);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  return { columns, text: `INSERT INTO ${quoted(table)} (${names}) VALUES (${places})` };
});

/** Changes some columns of the one row that has both id and version; false: there is no such row any more. */
export async function updateRow(
  manager: EntityManager,
  table: EntitySchema,
  { id, version }: { id: string; version: number },
  values: Values,
): Promise<boolean> {
  const columns = Object.keys(values).sort();
  const changes = columns.map((column, index) => `"${column}" = $${index + 3}`).join(', ');
  const text = `UPDATE ${quoted(table)} SET ${changes} WHERE id = $1 AND version = $2`;
  const sent = columns.map((column) => parameter(table, column, values[column]));
  return (await run(manager, text, [id, version, ...sent])) === 1;
}

/** The driver writes an array as an array of PostgreSQL, which within jsonb it is not. */
function parameter(table: EntitySchema, column: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const { type } = (table.options.columns as Readonly<Record<string, { type?: unknown } | undefined>>)[column] ?? {};
  return type === 'jsonb' ? JSON.stringify(value) : value;
}
