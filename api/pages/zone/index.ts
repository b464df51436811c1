import { apiPath } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { Cell, ObjectKind, View } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';

const SERVICES = ['portal-services', 'gateway-services', 'analytics-services'] as const;

/** Where services stand. */
const zones: ObjectKind = {
  path: '/cloud/availability-zones',
  nav: { section: 'services', icon: 'map-pin' },
  words: {
    title: 'services.zones',
    lead: 'services.zonesLead',
    create: 'services.newZone',
    none: 'services.noZones',
    advice: 'services.zonesAdvice',
  },
  routes: {
    list: 'GET /orgs/{org}/availability-zones',
    create: 'POST /orgs/{org}/availability-zones',
    get: 'GET /orgs/{org}/availability-zones/{item}',
    update: 'PATCH /orgs/{org}/availability-zones/{item}',
    remove: 'DELETE /orgs/{org}/availability-zones/{item}',
  },
  collection: '/orgs/admin/availability-zones',
  columns: [{ label: 'object.summary', cell: ({ summary }) => ({ text: summary }) }],
  form: () => ({
    fields: [
      { name: 'title', label: 'object.title', required: true },
      { name: 'summary', label: 'object.summary', empty: 'null' },
    ],
  }),
  look: async (visit, view) => ({
    facts: [{ label: visit.t('services.services'), several: await servicesIn(visit, view) }],
  }),
  isCode: true,
};

async function servicesIn(visit: Visit, { name }: View): Promise<Cell[]> {
  const found = await Promise.all(
    SERVICES.map(async (collection) => {
      const query = { fields: 'id,title', limit: '1000' };
      const { body } = await visit.read(apiPath`/orgs/admin/availability-zones/${name}/${collection}`, query);
      return body.results.map(({ id, title }: View) => ({ to: `/cloud/${collection}/${id}`, text: title }));
    }),
  );
  return found.flat();
}

export const zonePages = objectPages(zones);
