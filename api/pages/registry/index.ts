import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import { bodyOf, formView } from '../frame/form.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { REGISTRY_FIELDS } from '../registry-field.ts';

/** A registry with its users, and what it asks of them. */
export const registryPage: Page = {
  path: '/cloud/registries/{registry}',
  title: 'registries.registry',
  needs: 'GET /user-registries/{org}/{user_registry}/users',
  template: 'registry/page.hbs',
  data: describe,
  actions: { save, remove },
};

const COLUMNS = [
  { label: 'people.username', sort: 'name' },
  { label: 'people.fullName' },
  { label: 'people.email' },
  { label: 'people.state' },
  { label: 'people.passwordState' },
  { label: 'people.since', sort: 'created_at' },
] as const;

const pathOf = ({ params }: Visit) => apiPath`/user-registries/admin/${params.registry}`;

async function describe(visit: Visit) {
  const { body: registry, etag } = await visit.read(pathOf(visit));
  return {
    title: registry.title,
    registry,
    etag,
    ...(await usersOf(visit)),
    form: formView(visit, REGISTRY_FIELDS, registry),
    ...(await provenanceOf(visit, registry)),
  };
}

/** A page of the users, or the one that is looked for, who is in no order. */
async function usersOf(visit: Visit) {
  const { username = '' } = visit.query;
  if (username === '') {
    const list = await visit.read(`${pathOf(visit)}/users`, pageQuery(visit));
    const columns = columnsView(visit, COLUMNS);
    return { users: list.body.results, columns, pager: pagerView(visit, list), username };
  }
  const found = await visit.call('POST', `${pathOf(visit)}/search`, { body: { username } });
  const columns = columnsView(
    visit,
    COLUMNS.map(({ label }) => ({ label })),
  );
  return { users: found.ok ? found.body.results : [], columns, pager: null, username };
}

async function save(visit: Visit): Promise<Outcome> {
  const message = { body: bodyOf(visit.typed, REGISTRY_FIELDS), ifMatch: visit.typed.etag };
  const result = await visit.call('PATCH', pathOf(visit), message);
  if (!result.ok) return { refused: result };
  const { name, title } = result.body;
  return { to: apiPath`/cloud/registries/${name}`, flash: { key: 'registries.saved', values: { title } } };
}

async function remove(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', pathOf(visit));
  if (!result.ok) return { refused: result };
  return { to: '/cloud/registries', flash: { key: 'registries.removed', values: { title: result.body.title } } };
}
