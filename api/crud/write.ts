import { isDeepStrictEqual } from 'node:util';
import type { Scope } from '../context.ts';
import { baseColumns, type HeaderRow } from '../database/columns.ts';
import { type ApiError, invalid, violation } from '../errors.ts';
import { type AnyDefinition, type Change, nounOf } from './definition.ts';
import type { Body } from './parse.ts';
import { resolveReference } from './reference.ts';

type WireChange = Change<HeaderRow, Body>;
type Columns = Record<string, unknown>;

/** Copies what was sent into the row: plain fields as they are, references as ids, the rest as the resource does it. */
export async function assign(scope: Scope, definition: AnyDefinition, change: WireChange): Promise<void> {
  const { row, input } = change;
  const { columns } = definition.table.options;
  const known = knownFields(definition);
  const target = row as unknown as Columns;
  for (const [field, value] of Object.entries(input)) {
    if (!known.has(field) || !(field in columns) || field in baseColumns) continue;
    target[field] = field === 'metadata' ? (value ?? {}) : value;
  }
  await assignReferences(scope, definition, change);
  assignFurther(definition, change);
  await definition.assign?.(scope, change);
}

async function assignReferences(scope: Scope, definition: AnyDefinition, { row, input }: WireChange): Promise<void> {
  const target = row as unknown as Columns;
  for (const [field, { to, column, within: reach, find }] of Object.entries(definition.references ?? {})) {
    const sent = input[field];
    if (sent === undefined) continue;
    if (sent === null) {
      target[column] = null;
      continue;
    }
    const orgId = { own: row.org_id, admin: scope.adminOrgId, any: null }[reach];
    const pointer = `/${field}`;
    const found =
      find?.(scope, pointer, String(sent), row) ?? resolveReference(scope, pointer, String(sent), to, orgId);
    target[column] = (await found).id;
  }
}

/** What the schema names; of a lenient resource anything else may be sent too, and must not reach a column. */
function knownFields(definition: AnyDefinition): Set<string> {
  return new Set(['name', 'title', 'summary', 'metadata', ...Object.keys(definition.fields)]);
}

/** Characters of JSON, those kept from before included. */
const MAX_FURTHER = 65_536;

/** Fields beyond the schema are kept, where the resource keeps such. */
function assignFurther(definition: AnyDefinition, { row, input }: WireChange): void {
  if (!definition.furtherColumn) return;
  const target = row as unknown as Record<string, Columns>;
  const known = knownFields(definition);
  const further = Object.entries(input).filter(([field]) => !known.has(field));
  const kept = { ...target[definition.furtherColumn], ...Object.fromEntries(further) };
  const length = JSON.stringify(kept).length;
  if (further.length > 0 && length > MAX_FURTHER) {
    throw violation('', `Further fields may have at most ${MAX_FURTHER} characters as JSON, and have ${length}.`);
  }
  target[definition.furtherColumn] = kept;
}

/** Fields that never change once set may be sent back as they are. */
export function demandFixed(definition: AnyDefinition, view: Body, input: Body): void {
  const changed = (definition.fixed ?? []).filter(
    (field) => field in input && !isDeepStrictEqual(input[field], view[field]),
  );
  if (changed.length === 0) return;
  const violations = changed.map((field) => ({ pointer: `/${field}`, message: 'cannot be changed' }));
  throw invalid(definition.schema, violations);
}

/** 409: another object of this collection has the name (and version). */
export function nameTaken(definition: Pick<AnyDefinition, 'type'>, name: string): ApiError {
  return violation(
    '/name',
    `A ${nounOf(definition)} named ${name} exists already; choose another name or change that one.`,
    'name_taken',
  );
}

/** The columns whose values differ, without the bookkeeping. */
export function changedColumns(
  { table }: Pick<AnyDefinition, 'table'>,
  before: Readonly<HeaderRow>,
  row: HeaderRow,
): string[] {
  const old = before as unknown as Columns;
  const current = row as unknown as Columns;
  return Object.keys(table.options.columns).filter((column) => !isDeepStrictEqual(old[column], current[column]));
}
