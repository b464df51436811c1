import { apiPath, pathOfUrl } from '../frame/api-path.ts';
import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { Cell, ObjectKind, View } from '../object/kind.ts';
import { nameOf } from '../object/named.ts';
import { visibilityCell } from './visibility.ts';

type Collection = 'portal-services' | 'gateway-services' | 'analytics-services';

/** What services of all kinds have in common: they are seen together and stand in zones. */
export const serviceOf = (collection: Collection) =>
  ({
    path: `/cloud/${collection}`,
    routes: {
      list: `GET /orgs/{org}/${collection}`,
      create: `POST /orgs/{org}/availability-zones/{availability_zone}/${collection}`,
      get: `GET /orgs/{org}/${collection}/{item}`,
      update: `PATCH /orgs/{org}/availability-zones/{availability_zone}/${collection}/{item}`,
      remove: `DELETE /orgs/{org}/availability-zones/{availability_zone}/${collection}/{item}`,
    },
    collection: `/orgs/admin/${collection}`,
    creationPath: ({ typed }) => apiPath`/orgs/admin/availability-zones/${typed.zone || DEFAULT_ZONE}/${collection}`,
    pathOf: ({ availability_zone_url: zone, id }) => `${pathOfUrl(zone)}/${collection}/${id}`,
    complete: ({ zone: _zone, ...body }) => body,
    isCode: true,
  }) satisfies Partial<ObjectKind>;

const DEFAULT_ZONE = 'availability-zone-default';

export const VISIBILITY_COLUMN = { label: 'object.visibility', cell: visibilityCell } as const;
export const ENDPOINT_COLUMN = { label: 'services.endpoint', cell: ({ endpoint }: View): Cell => ({ text: endpoint }) };

/** Title and summary, and where a new one goes. */
export async function headFields(visit: Visit, view: View | null): Promise<Field[]> {
  return [
    { name: 'title', label: 'object.title', required: true },
    { name: 'summary', label: 'object.summary', empty: 'null' },
    ...(view === null ? [await zoneField(visit)] : []),
  ];
}

async function zoneField(visit: Visit): Promise<Field> {
  const { body } = await visit.read('/orgs/admin/availability-zones', { fields: 'name,title', limit: '1000' });
  const options = body.results.map(({ name, title }: View) => ({ value: name, label: title }));
  return { name: 'zone', label: 'services.zone', kind: 'select', required: true, options };
}

export async function zoneFact(visit: Visit, { availability_zone_url: url }: View) {
  return { label: visit.t('services.zone'), ...(await nameOf(visit, url, '/cloud/availability-zones')) };
}
