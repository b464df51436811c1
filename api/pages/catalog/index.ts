import { apiPath } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { Body, Cell, Fact, ObjectKind, View } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';
import { OWN_PLACE, type Spot } from '../place.ts';
import { ownerField, ownerName } from './owner.ts';

/** Where a provider organization publishes its APIs. */
const catalogs: ObjectKind = {
  path: `${OWN_PLACE.base}/catalogs`,
  place: OWN_PLACE,
  nav: { section: null, icon: 'list' },
  words: {
    title: 'catalogs.title',
    lead: 'catalogs.lead',
    create: 'catalogs.new',
    none: 'catalogs.none',
    advice: 'catalogs.advice',
  },
  routes: {
    list: 'GET /orgs/{org}/catalogs',
    create: 'POST /orgs/{org}/catalogs',
    get: 'GET /orgs/{org}/catalogs/{item}',
    update: 'PATCH /orgs/{org}/catalogs/{item}',
    remove: 'DELETE /orgs/{org}/catalogs/{item}',
  },
  collection: '/orgs/{org}/catalogs',
  columns: [
    { label: 'object.summary', cell: ({ summary }) => ({ text: summary }) },
    { label: 'object.created_at', cell: ({ created_at: at }) => ({ at }) },
  ],
  form: async (visit, view) => ({
    fields: [
      { name: 'title', label: 'object.title', required: true },
      { name: 'summary', label: 'object.summary', empty: 'null' },
      ...(await ownerField(visit, view)),
    ],
  }),
  complete: withoutSameOwner,
  look: async (visit, view, spot) => ({ facts: await factsOf(visit, view, spot) }),
  isCode: true,
};

/** An owner that nobody chose stays whoever owns the organization. */
function withoutSameOwner({ owner_url: owner, ...body }: Body, view: View | null): Body {
  return owner === undefined || owner === view?.owner_url ? body : { ...body, owner_url: owner };
}

async function factsOf(visit: Visit, view: View, { base, org, may }: Spot): Promise<Fact[]> {
  const [owner, gateways] = await Promise.all([ownerName(visit, view), gatewaysOf(visit, view)]);
  const texts = `/manager/notification-templates?${new URLSearchParams({ org: org.name, catalog: view.name })}`;
  return [
    { label: visit.t('catalogs.owner'), text: owner },
    { label: visit.t('catalogs.gateways'), several: gateways },
    {
      label: visit.t('catalogs.settings'),
      to: base + apiPath`/catalogs/${view.name}/settings`,
      text: visit.t('catalogs.toSettings'),
    },
    ...(may('GET /orgs/{org}/catalogs/{catalog}/settings/notification-templates')
      ? [{ label: visit.t('templates.title'), to: texts, text: visit.t('catalogs.toTexts') }]
      : []),
  ];
}

async function gatewaysOf(visit: Visit, { name }: View): Promise<Cell[]> {
  const path = apiPath`/orgs/${visit.params.org}/catalogs/${name}/configured-gateway-services`;
  const { body } = await visit.read(path, { fields: 'title', limit: '1000' });
  return body.results.map(({ title }: View) => ({ text: title }));
}

export const catalogPages = objectPages(catalogs);
