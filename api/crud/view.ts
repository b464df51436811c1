import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { AnyDefinition } from './definition.ts';
import { orgUrl, urlOf } from './url.ts';

type Wire = Record<string, unknown>;

/** The views of a page of rows; what they need besides is loaded once for all of them. */
export async function presentAll(scope: Scope, definition: AnyDefinition, rows: readonly HeaderRow[]): Promise<Wire[]> {
  const related = (await definition.relate?.(scope, rows)) ?? {};
  return rows.map((row) => ({
    ...header(scope, definition, row),
    ...further(definition, row),
    ...definition.present(row, { scope, related }),
  }));
}

export async function present(scope: Scope, definition: AnyDefinition, row: HeaderRow): Promise<Wire> {
  const [view = {}] = await presentAll(scope, definition, [row]);
  return view;
}

function header(scope: Scope, definition: AnyDefinition, row: HeaderRow): Wire {
  return {
    type: definition.type,
    api_version: '2.0.0',
    id: row.id,
    name: row.name,
    title: row.title,
    summary: row.summary,
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    org_url: orgUrl(scope, row.org_id),
    url: urlOf(scope, definition, row),
  };
}

function further(definition: AnyDefinition, row: HeaderRow): Wire {
  if (!definition.furtherColumn) return {};
  return (row as unknown as Record<string, Wire>)[definition.furtherColumn] ?? {};
}

/**
 * `fields=url` keeps only those fields; `fields=add(a,b)` adds to the ordinary ones. What is `addable` leaves only when
 * it is named, everything else is ordinary.
 */
export function pickFields(view: Wire, fields: unknown, addable: readonly string[] = []): Wire {
  const { kept, added } = readFields(fields);
  const isKept = (field: string) => (kept.length > 0 ? kept.includes(field) : !addable.includes(field));
  return Object.fromEntries(Object.entries(view).filter(([field]) => isKept(field) || added.includes(field)));
}

/** Splits `a,b,add(c,d)`; the parameter may also be repeated. */
function readFields(fields: unknown): { kept: string[]; added: string[] } {
  const text = [fields].flat().filter((each) => typeof each === 'string');
  const added: string[] = [];
  const rest = text.join(',').replace(/add\(([^)]*)\)/g, (_, names: string) => {
    added.push(...split(names));
    return '';
  });
  return { kept: split(rest), added };
}

const split = (names: string) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
