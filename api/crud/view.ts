import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { ALL_FIELDS, type FieldSelection } from '../http/fields.ts';
import type { Definition } from './definition.ts';
import { etagOf } from './etag.ts';
import { orgUrl, urlOf } from './url.ts';

type Wire = Record<string, unknown>;

/** The views of a page of rows, of the fields that are asked for; what they need besides is loaded once for all of them. */
export async function presentAll<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  rows: readonly Row[],
  fields: FieldSelection = ALL_FIELDS,
): Promise<Wire[]> {
  const related = (await definition.relate?.(scope, rows)) ?? {};
  const shown = { scope, related, fields };
  return rows.map((row) => {
    const own = leaveOut(definition, Object.assign(header(scope, definition, row), definition.present(row, shown)));
    // A list has no header for it, and whoever changes what was listed wants to send If-Match.
    if (isNamed(fields, 'etag')) own.etag = etagOf(row);
    const more = further(definition, row);
    return pickFields(more ? { ...own, ...more, ...own } : own, fields);
  });
}

export async function present<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  row: Row,
  fields: FieldSelection = ALL_FIELDS,
): Promise<Wire> {
  const [view = {}] = await presentAll(scope, definition, [row], fields);
  return view;
}

function header<Row extends HeaderRow>(scope: Scope, definition: Definition<Row>, row: Row): Wire {
  return {
    type: definition.shownType ?? definition.type,
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

/** What is unset is left out of an answer: clients with strict schemas want a text or nothing. JSON has no undefined. */
function leaveOut<Row extends HeaderRow>({ shownAsNull }: Pick<Definition<Row>, 'shownAsNull'>, view: Wire): Wire {
  for (const field of Object.keys(view)) {
    if (view[field] === null && isLeftOut(field) && !shownAsNull?.includes(field)) view[field] = undefined;
  }
  return view;
}

const LEFT_OUT = ['summary', 'first_name', 'last_name'];

/** Whether answers leave a field out rather than show null: certain texts, and every reference. */
export const isLeftOut = (field: string): boolean => LEFT_OUT.includes(field) || field.endsWith('_url');

function further<Row extends HeaderRow>({ furtherColumn }: Definition<Row>, row: Row): Wire | undefined {
  return furtherColumn === undefined ? undefined : (row as unknown as Record<string, Wire>)[furtherColumn];
}

/** `fields=url` keeps only those fields; `fields=add(a,b)` alone keeps all. */
export function pickFields(view: Wire, { kept, added }: FieldSelection): Wire {
  if (kept.size === 0) return view;
  const isAsked = (field: string) => kept.has(field) || added.has(field);
  return Object.fromEntries(Object.entries(view).filter(([field]) => isAsked(field)));
}

/** Whether a field is wanted that is in no ordinary view: `fields=` names it, alone or in `add(…)`. */
export const isNamed = ({ kept, added }: FieldSelection, field: string): boolean => kept.has(field) || added.has(field);

/** Whether a field of the ordinary view is wanted. */
export const isWanted = (fields: FieldSelection, field: string): boolean =>
  fields.kept.size === 0 || isNamed(fields, field);
