import { isUuid } from '../../uuid.ts';
import type { Visit } from '../frame/page.ts';
import type { Spot } from '../place.ts';

/** What the partials `managed-badge` and `managed-warning` show: who writes an object by Terraform. */
export interface Managed {
  by: string;
  when: string;
}

/** Null: Terraform does not write it, as far as whoever visits may know. */
export async function managedBy(visit: Visit, id: string, spot?: Spot | null): Promise<Managed | null> {
  return (await managedAmong(visit, [id], spot)).get(id) ?? null;
}

/** Reads it of an object that the address names by its id, beside the object itself; `managedBy` then finds it read. */
export async function readManagedAhead(visit: Visit, item = '', spot?: Spot | null): Promise<void> {
  if (isUuid(item)) await managedBy(visit, item, spot);
}

/** Those of a page of a list that Terraform writes, by id. */
export async function managedAmong(
  visit: Visit,
  ids: readonly string[],
  spot?: Spot | null,
): Promise<ReadonlyMap<string, Managed>> {
  const path = provenancesAt(visit, spot);
  if (ids.length === 0 || path === null) return new Map();
  const { body } = await visit.read(path, { object_id: ids.join(',') });
  const found: { object: { id: string }; caller: { name: string }; updated_at: string }[] = body.results;
  return new Map(found.map(({ object, caller, updated_at: when }) => [object.id, { by: caller.name, when }]));
}

/** In API Manager an organization tells of its own objects. */
function provenancesAt(visit: Visit, spot?: Spot | null): string | null {
  if (visit.ui === 'cloud') return visit.may('GET /cloud/provenances') ? '/cloud/provenances' : null;
  return spot?.may('GET /orgs/{org}/provenances') ? `${spot.api}/provenances` : null;
}
