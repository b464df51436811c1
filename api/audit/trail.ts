import type { AnyDefinition } from '../crud/definition.ts';
import { baseColumns, type HeaderRow } from '../database/columns.ts';

/** One object that a unit of work made, changed or deleted. */
export interface Touch {
  action: 'create' | 'update' | 'delete';
  type: string;
  id: string;
  name: string;
  orgId: string;
  fields: string[];
}

/** What a unit of work did, in its order; the audit is written from it before the commit. */
export type Trail = Touch[];

const MAX_FIELDS = 100;
const MAX_FIELD_LENGTH = 100;

/** Notes what happened to a row. `columns` are those that changed, by their names alone. */
export function touchOf(
  action: Touch['action'],
  definition: AnyDefinition,
  row: Pick<HeaderRow, 'id' | 'name' | 'org_id'>,
  columns: readonly string[] = [],
): Touch {
  const names = columns.filter((column) => !(column in baseColumns)).map((column) => fieldOf(definition, column));
  const fields = names.slice(0, MAX_FIELDS).map((name) => name.slice(0, MAX_FIELD_LENGTH));
  return { action, type: definition.type, id: row.id, name: row.name, orgId: row.org_id, fields };
}

/** Columns of references are called by the field that sets them, as the caller knows it. */
function fieldOf(definition: AnyDefinition, column: string): string {
  const reference = Object.entries(definition.references ?? {}).find(([, each]) => each.column === column);
  return reference?.[0] ?? column.replace(/_hash$/, '');
}
