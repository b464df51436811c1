import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import { choicesView, chosen, withChoices } from '../frame/choice.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';
import { permissionChoices, permissionsOf } from './permission.ts';

const FIELDS: readonly Field[] = [
  { name: 'title', label: 'roles.roleTitle', required: true },
  { name: 'summary', label: 'people.summary', empty: 'null' },
];

/** What stays as it is, since everything else rests on it. */
const UNCHANGEABLE = ['owner', 'member'];

/** A new role of the organization. */
export const roleNewPage = (place: Place): Page => ({
  path: `${place.base}/roles/new`,
  title: 'roles.new',
  needs: needsAt(place, 'POST /orgs/{org}/roles'),
  template: 'role/page.hbs',
  data: (visit) => describe(visit, place, null),
  actions: { save: (visit) => create(visit, place) },
});

/** A role, and what it lets its members do. */
export const rolePage = (place: Place): Page => ({
  path: `${place.base}/roles/{role}`,
  title: 'roles.role',
  needs: needsAt(place, 'GET /orgs/{org}/roles'),
  template: 'role/page.hbs',
  data: (visit) => describe(visit, place, visit.params.role ?? ''),
  actions: { save: (visit) => save(visit, place), remove: (visit) => remove(visit, place) },
});

const NOBODY = { name: '', title: '', summary: null, permission_urls: [] };

async function describe(visit: Visit, place: Place, segment: string | null) {
  const spot = await spotOf(visit, place);
  const { body: role, etag } = segment === null ? { body: NOBODY, etag: null } : await visit.read(pathOf(visit, spot));
  const choices = permissionChoices(await permissionsOf(visit, place.ui));
  const isNew = segment === null;
  const mayManage = spot.may('PATCH /orgs/{org}/roles/{item}') && !UNCHANGEABLE.includes(role.name);
  const current = role.permission_urls;
  return {
    ...(!isNew && { title: role.title }),
    ...{ spot, role, etag, isNew, mayManage },
    held: choices.options.filter(({ value }) => current.includes(value)),
    form: withChoices(visit, formView(visit, FIELDS, role), choices, current),
    choices: choicesView(visit, choices, current),
    ...(!isNew && (await provenanceOf(visit, role, spot))),
  };
}

const pathOf = ({ params }: Visit, { api }: Spot) => api + apiPath`/roles/${params.role}`;

const typedRole = ({ typed }: Visit) => ({
  ...bodyOf(typed, FIELDS),
  permission_urls: chosen(typed, 'permission_urls'),
});

async function create(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('POST', `${spot.api}/roles`, { body: typedRole(visit) });
  return result.ok ? back(spot, 'roles.created', result.body) : { refused: result };
}

async function save(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const message = { body: typedRole(visit), ifMatch: visit.typed.etag };
  const result = await visit.call('PATCH', pathOf(visit, spot), message);
  return result.ok ? back(spot, 'roles.saved', result.body) : { refused: result };
}

async function remove(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('DELETE', pathOf(visit, spot));
  return result.ok ? back(spot, 'roles.removed', result.body) : { refused: result };
}

const back = ({ base }: Spot, key: string, { title }: { title: string }) => ({
  to: `${base}/roles`,
  flash: { key, values: { title } },
});
