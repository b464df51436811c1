import { placeholders, type Route } from '../../http/route.ts';
import { resources } from '../../resources/index.ts';
import { routes } from '../../routes.ts';
import type { AuditEvent } from '../audit/event.ts';
import { idOfUrl } from '../frame/api-path.ts';
import type { Needs, Visit } from '../frame/page.ts';

type View = Record<string, unknown>;

/** Of what an object may be in, such as zones and registries, no more are looked through. */
const MOST = 50;

/** What the object of an event is now, as the API shows it; null: it is gone, or whoever visits may not see it. */
export async function currentOf(visit: Visit, { object, org_url }: AuditEvent): Promise<View | null> {
  const { type, id } = object;
  const route = routeOf(type);
  if (!route || id === null) return null;
  const orgId = idOfUrl(org_url);
  const read = readerOf(visit, orgId);
  const fill = (path: string) => path.replace('{org}', encodeURIComponent(orgId)).replace('{item}', id);
  const inner = placeholders(route.path).find((name) => !['org', 'item'].includes(name));
  if (inner === undefined) return findIn(await read(route, fill(route.path)), id);
  // The audit does not know what an object is in, so that what it may be in is looked through.
  const [outer = '', rest = ''] = route.path.split(`/{${inner}}`);
  for (const each of listed(await read(routeAt(outer), fill(outer)))) {
    const found = findIn(await read(route, `${fill(outer)}/${each.id}${fill(rest)}`), id);
    if (found) return found;
  }
  return null;
}

const routeAt = (sought: string) => routes.find(({ method, path }) => method === 'get' && path === sought);

/** The route that shows an object of the type, by itself or among others. */
function routeOf(type: string | null): Route | undefined {
  const collection = resources.find((each) => each.type === type)?.paths[0];
  return collection === undefined ? undefined : (routeAt(`${collection}/{item}`) ?? routeAt(collection));
}

/** Asks for what may be asked for alone: what is refused would be one more event of the audit. */
function readerOf(visit: Visit, orgId: string) {
  return async (route: Route | undefined, path: string): Promise<View | null> => {
    if (!route || !visit.may(`GET ${route.path}` as Needs, orgId)) return null;
    const result = await visit.call('GET', path, { query: { limit: String(MOST) } });
    return result.ok ? result.body : null;
  };
}

const listed = (page: View | null): View[] => (Array.isArray(page?.results) ? page.results : []);

const findIn = (view: View | null, id: string): View | null =>
  [view, ...listed(view)].find((each) => each?.id === id) ?? null;
