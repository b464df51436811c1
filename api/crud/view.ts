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
 * `fields=url` keeps only those fields; `fields=add(a,b)` adds to the ordinary ones, and as the ordinary view leaves
 * nothing out, it is the view itself.
 */
export function pickFields(view: Wire, fields: unknown): Wire {
  if (typeof fields !== 'string' || fields === '' || /^add\(.*\)$/.test(fields)) return view;
  const wanted = new Set(fields.split(',').map((field) => field.trim()));
  return Object.fromEntries(Object.entries(view).filter(([field]) => wanted.has(field)));
}
