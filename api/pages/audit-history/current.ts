import { resources } from '../../resources/index.ts';
import { routes } from '../../routes.ts';
import type { AuditEvent } from '../audit/event.ts';
import { idOfUrl } from '../frame/api-path.ts';
import type { Needs, Visit } from '../frame/page.ts';

/** What the object of an event is now, as the API shows it; null: it is gone, or whoever visits may not see it. */
export async function currentOf(
  visit: Visit,
  { object, org_url }: AuditEvent,
): Promise<Record<string, unknown> | null> {
  const path = resources.find(({ type }) => type === object.type)?.paths[0];
  const route = routes.find((each) => each.method === 'get' && each.path === `${path}/{item}`);
  const orgId = idOfUrl(org_url);
  if (!route || object.id === null || !visit.may(`GET ${route.path}` as Needs, orgId)) return null;
  const address = route.path.replace('{org}', encodeURIComponent(orgId)).replace('{item}', object.id);
  // What lies within something else has more in its path than the audit knows.
  if (address.includes('{')) return null;
  const result = await visit.call('GET', address);
  return result.ok ? result.body : null;
}
