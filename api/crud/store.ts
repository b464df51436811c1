import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { duplicatePointer } from '../database/errors.ts';
import { newBaseRow, nullableDefaults } from '../database/row.ts';
import { run } from '../database/statement.ts';
import { insertRow, quoted, updateRow } from '../database/write.ts';
import { ApiError } from '../errors.ts';
import { type Change, type Definition, nounOf } from './definition.ts';
import type { Collection } from './locate.ts';
import { deriveName } from './name.ts';
import type { Body } from './parse.ts';
import { note } from './trail.ts';
import { assign, changedColumns, nameTaken } from './write.ts';

/** A row with its bookkeeping and the columns' defaults, ready to be assigned to. */
export function newRow<Row extends HeaderRow>(
  scope: Scope,
  { table }: Pick<Definition<Row>, 'table'>,
  collection: Collection,
  input: Body,
): Row {
  return {
    ...nullableDefaults(table),
    ...newBaseRow(scope.adminOrgId, scope.caller.id, scope.now),
    ...collection,
    title: typeof input.title === 'string' ? input.title : input.name,
  } as unknown as Row;
}

/** Writes a new row through all rules of its resource; also for objects that Gatepost itself makes. */
export async function store<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  change: Change<Row, Body>,
): Promise<void> {
  const { row, input } = change;
  await assign(scope, definition, change);
  row.name = typeof input.name === 'string' ? input.name : row.name || deriveName(row.title);
  row.title ??= row.name;
  await definition.check?.(scope, change);
  await namingTaken(definition, row, () => insertRow(scope.manager, definition.table, row));
  note(scope, 'create', definition, row, Object.keys(input));
  await definition.after?.(scope, change);
}

/** Changes a locked row through all rules of its resource. Nothing is written, and no version grows, when nothing differs. */
export async function change<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  change: Change<Row, Body>,
): Promise<void> {
  const { row, before } = change;
  if (!before) throw new Error('A change needs the row as it was.');
  await assign(scope, definition, change);
  await definition.check?.(scope, change);
  await save(scope, definition, before, row);
  await definition.after?.(scope, change);
}

/** Writes the columns that differ, on the very version that was read. */
export async function save<Row extends HeaderRow>(
  scope: Scope,
  definition: Pick<Definition<Row>, 'type' | 'table' | 'references' | 'derivedColumns'>,
  before: Readonly<Row>,
  row: Row,
): Promise<void> {
  const { derivedColumns: derived = [] } = definition;
  const columns = changedColumns(definition, before, row).filter((column) => !derived.includes(column));
  if (columns.length === 0) return;
  Object.assign(row, { version: before.version + 1, updated_at: scope.now, updated_by: scope.caller.id });
  const written = [...columns, ...derived, 'version', 'updated_at', 'updated_by'];
  const values = Object.fromEntries(written.map((column) => [column, row[column as keyof Row]]));
  const key = { id: row.id, version: before.version };
  const isWritten = await namingTaken(definition, row, () => updateRow(scope.manager, definition.table, key, values));
  if (!isWritten) throw new ApiError('stale', `The ${describe(definition, before)} changed in between; try again.`);
  note(scope, 'update', definition, row, columns);
}

/** The database itself knows which names are taken, also of requests that come at once. @throws 409 that says so */
async function namingTaken<Result>(
  definition: Pick<Definition<HeaderRow>, 'type'>,
  row: HeaderRow,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw duplicatePointer(error) === '/name' ? nameTaken(definition, row.name) : error;
  }
}

/** Deletes one object unless it is shipped or somebody uses it. */
export async function destroy<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  row: Row,
): Promise<void> {
  if (definition.isBuiltIn?.(row)) {
    throw new ApiError('conflict', `The ${describe(definition, row)} is built in and cannot be deleted.`);
  }
  await definition.demandDelete?.(scope, row);
  const users = (await definition.usedBy?.(scope, row)) ?? [];
  if (users.length > 0) {
    throw new ApiError('in_use', `The ${describe(definition, row)} is in use by ${users.join(', ')}.`, {
      errors: users,
    });
  }
  await definition.beforeDelete?.(scope, row);
  await run(scope.manager, `DELETE FROM ${quoted(definition.table)} WHERE id = $1`, [row.id]);
  note(scope, 'delete', definition, row);
}

/** What people call an object: `mail server "smtp"`. */
export function describe(definition: Pick<Definition<HeaderRow>, 'type'>, row: Pick<HeaderRow, 'name'>): string {
  return `${nounOf(definition)} "${row.name}"`;
}
