import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { oncePer } from '../once-per.ts';
import type { AnyDefinition } from './definition.ts';

/** The absolute URL of an object, built from ids. */
export function urlOf(scope: Scope, definition: AnyDefinition, row: Pick<HeaderRow, 'id' | 'org_id'>): string {
  const columns = row as unknown as Record<string, string>;
  let url = `${scope.publicUrl()}/api`;
  for (const { literal, column } of partsOf(definition.paths[0])) url += literal + (column ? columns[column] : '');
  return `${url}/${row.id}`;
}

/** The pieces of a path, each with the column that stands behind it: `/orgs/{org}/x` → `/orgs/` with org_id, `/x`. */
const partsOf = oncePer((path: string) =>
  [...path.matchAll(/([^{]+)(?:\{(\w+)\})?/g)].map(([, literal = '', type]) => ({
    literal,
    column: type && `${type}_id`,
  })),
);

/** The URL of an object of which only the ids are known; null stays null. */
export function referenceUrl(scope: Scope, definition: AnyDefinition, id: string | null, orgId: string): string | null {
  return id === null ? null : urlOf(scope, definition, { id, org_id: orgId });
}

export function orgUrl(scope: Scope, orgId: string): string {
  return `${scope.publicUrl()}/api/orgs/${orgId}`;
}
