import type { Visit } from '../frame/page.ts';

/** What the partials `managed-badge` and `managed-warning` show: who writes an object by Terraform. */
export interface Managed {
  by: string;
  when: string;
}

/** Null: Terraform does not write it, as far as whoever visits may know. */
export async function managedBy(visit: Visit, id: string): Promise<Managed | null> {
  return (await managedAmong(visit, [id])).get(id) ?? null;
}

/** Those of a page of a list that Terraform writes, by id. */
export async function managedAmong(visit: Visit, ids: readonly string[]): Promise<ReadonlyMap<string, Managed>> {
  if (ids.length === 0 || !visit.may('GET /cloud/provenances')) return new Map();
  const { body } = await visit.read('/cloud/provenances', { object_id: ids.join(',') });
  const found: { object: { id: string }; caller: { name: string }; updated_at: string }[] = body.results;
  return new Map(found.map(({ object, caller, updated_at: when }) => [object.id, { by: caller.name, when }]));
}
