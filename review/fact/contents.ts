import type { Change } from '../plan/plan.ts';
import type { Diagnostic } from '../plan/read-log.ts';
import type { Value } from '../plan/value.ts';

/** What is within organizations: gathered once, however many of them a plan destroys. */
export interface Contents {
  /** As the provider counted it, which has asked the API; undefined where it did not say. */
  counted(name: Value): string | undefined;
  /** What this configuration has within it. */
  declared(id: Value): readonly Change[];
}

const DESTROYED = /The organization ("(?:[^"\\]|\\.)*") is destroyed with everything in it/g;
const COUNTED = /(?<!\d)\d{1,9} members?, \d{1,9} catalogs? and \d{1,9} (?:open )?invitations?/;

export function contentsOf(changes: readonly Change[], diagnostics: readonly Diagnostic[]): Contents {
  const counts = new Map(diagnostics.flatMap(({ detail }) => countsIn(detail)));
  const byOrganization = new Map<Value, Change[]>();
  for (const change of changes) {
    const id = change.before?.organization_id ?? null;
    const declared = byOrganization.get(id) ?? [];
    declared.push(change);
    byOrganization.set(id, declared);
  }
  return {
    counted: (name) => counts.get(JSON.stringify(name)),
    declared: (id) => (id === null ? [] : (byOrganization.get(id) ?? [])),
  };
}

/** By the name as it stands in the words of the provider. */
function countsIn(detail: string): [string, string][] {
  const counted = COUNTED.exec(detail)?.[0];
  if (counted === undefined) return [];
  return [...detail.matchAll(DESTROYED)].map(([, name = '']) => [name, counted]);
}
