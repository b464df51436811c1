import { apiPath, idOfUrl } from '../frame/api-path.ts';
import type { Outcome, Visit } from '../frame/page.ts';

const SETTINGS = '/cloud/settings';

/** The ids of fallbacks, in their order. */
type Order = readonly string[];

/** Puts the fallbacks in another order, over the settings that the page was made of. */
async function change(visit: Visit, next: (order: Order, id: string) => Order): Promise<Outcome> {
  const { body } = await visit.read(SETTINGS, { fields: 'fallback_mail_server_urls' });
  const now: string[] = body.fallback_mail_server_urls.map(idOfUrl);
  const { publicUrl } = visit.at;
  const urls = next(now, visit.typed.server ?? '').map(
    (id) => `${publicUrl}/api${apiPath`/orgs/admin/mail-servers/${id}`}`,
  );
  const message = { body: { fallback_mail_server_urls: urls }, ifMatch: visit.typed.etag ?? '' };
  const result = await visit.call('PUT', SETTINGS, message);
  return result.ok ? { to: visit.page.path, flash: { key: 'emailServers.ordered' } } : { refused: result };
}

const moved = (order: Order, id: string, by: number): Order => {
  const place = order.indexOf(id);
  if (place < 0) return order;
  const rest = order.filter((each) => each !== id);
  return rest.toSpliced(Math.max(0, place + by), 0, id);
};

export const raise = (visit: Visit) => change(visit, (order, id) => moved(order, id, -1));
export const lower = (visit: Visit) => change(visit, (order, id) => moved(order, id, 1));
export const addFallback = (visit: Visit) => change(visit, (order, id) => [...order, id]);
export const removeFallback = (visit: Visit) => change(visit, (order, id) => order.filter((each) => each !== id));

/** As they were dragged. */
export const reorder = (visit: Visit) => change(visit, () => (visit.typed.order ?? '').split(' ').filter(Boolean));
