import type { Scope, TrailEntry } from '../context.ts';
import { baseColumns, type HeaderRow } from '../database/columns.ts';
import type { Reference } from './definition.ts';

const MAX_FIELDS = 100;
const MAX_FIELD_LENGTH = 100;

/** What a trail says of an object: its type, and by which fields callers know its columns. */
interface Traced {
  type: string;
  references?: Readonly<Record<string, Reference>>;
}

/** Notes what happened to a row, for the audit. `columns` are those that changed, by their names alone. */
export function note(
  { trail }: Scope,
  action: TrailEntry['action'],
  traced: Traced,
  row: Pick<HeaderRow, 'id' | 'name' | 'org_id'>,
  columns: readonly string[] = [],
): void {
  const names = columns.filter((column) => !(column in baseColumns)).map((column) => fieldOf(traced, column));
  const fields = names.slice(0, MAX_FIELDS).map((name) => name.slice(0, MAX_FIELD_LENGTH));
  trail?.push({ action, type: traced.type, id: row.id, name: row.name, orgId: row.org_id, fields });
}

/** Columns of references are called by the field that sets them, as the caller knows it. */
function fieldOf({ references = {} }: Traced, column: string): string {
  const reference = Object.entries(references).find(([, each]) => each.column === column);
  return reference?.[0] ?? column.replace(/_hash$/, '');
}
