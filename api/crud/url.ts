import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { AnyDefinition } from './definition.ts';

/** The absolute URL of an object, built from ids. */
export function urlOf(scope: Scope, definition: AnyDefinition, row: Pick<HeaderRow, 'id' | 'org_id'>): string {
  const columns = row as unknown as Record<string, string>;
  const path = definition.paths[0].replace(/\{(\w+)\}/g, (_, type: string) => columns[`${type}_id`] ?? '');
  return `${scope.publicUrl()}/api${path}/${row.id}`;
}

/** The URL of an object of which only the ids are known; null stays null. */
export function referenceUrl(scope: Scope, definition: AnyDefinition, id: string | null, orgId: string): string | null {
  return id === null ? null : urlOf(scope, definition, { id, org_id: orgId });
}

export function orgUrl(scope: Scope, orgId: string): string {
  return `${scope.publicUrl()}/api/orgs/${orgId}`;
}
