import { eventView } from '../audit/event.ts';
import { apiPath, idOfUrl } from '../frame/api-path.ts';
import type { Page, Visit } from '../frame/page.ts';

/** One thing that was done or refused, with all that is known of it. */
export const auditEventPage: Page = {
  path: '/cloud/audit/{item}',
  title: 'audit.title',
  needs: 'GET /cloud/audit-events/{item}',
  template: 'audit-event/page.hbs',
  data: describe,
};

async function describe(visit: Visit) {
  const { body } = await visit.read(apiPath`/cloud/audit-events/${visit.params.item}`);
  const event = eventView(visit, body);
  return {
    title: `${event.action} · ${event.objectWords}`,
    event,
    organization: idOfUrl(body.org_url),
    // Whoever called chose it.
    sameRequest: `?${new URLSearchParams({ request_id: body.request_id ?? '' })}`,
  };
}
