import { provenanceOf } from '../as-code/provenance.ts';
import { bodyOf, formView } from '../frame/form.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';
import { REGISTRY_FIELDS } from '../registry-field.ts';
import { registriesPath, registryApi, registryPath } from '../registry-path.ts';

/** A registry with its users, and what it asks of them. */
export const registryPage = (place: Place): Page => ({
  path: `${place.base}/registries/{registry}`,
  title: 'registries.registry',
  needs: needsAt(place, 'GET /user-registries/{org}/{user_registry}/users'),
  template: 'registry/page.hbs',
  data: (visit) => describe(visit, place),
  actions: { save: (visit) => save(visit, place), remove: (visit) => remove(visit, place) },
});

const COLUMNS = [
  { label: 'people.username', sort: 'name' },
  { label: 'people.fullName' },
  { label: 'people.email' },
  { label: 'people.state' },
  { label: 'people.passwordState' },
  { label: 'people.since', sort: 'created_at' },
] as const;

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const { body: registry, etag } = await visit.read(registryApi(visit, spot));
  return {
    title: registry.title,
    ...{ spot, registry, etag, here: registryPath(visit, spot) },
    mayAdd: spot.may('POST /user-registries/{org}/{user_registry}/users'),
    mayChange: spot.may('PATCH /user-registries/{org}/{item}'),
    mayRemove: spot.may('DELETE /user-registries/{org}/{item}'),
    removal: visit.t(place.ui === 'cloud' ? 'registries.removeWords' : 'registries.ownRemoveWords'),
    ...(await usersOf(visit, spot)),
    form: formView(visit, REGISTRY_FIELDS, registry),
    ...(await provenanceOf(visit, registry, spot)),
  };
}

/** A page of the users, or the one that is looked for, who is in no order. */
async function usersOf(visit: Visit, spot: Spot) {
  const { username = '' } = visit.query;
  const path = registryApi(visit, spot);
  if (username === '') {
    const list = await visit.read(`${path}/users`, pageQuery(visit));
    const columns = columnsView(visit, COLUMNS);
    return { users: list.body.results, columns, pager: pagerView(visit, list), username };
  }
  const found = await visit.call('POST', `${path}/search`, { body: { username } });
  const columns = columnsView(
    visit,
    COLUMNS.map(({ label }) => ({ label })),
  );
  return { users: found.ok ? found.body.results : [], columns, pager: null, username };
}

async function save(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const message = { body: bodyOf(visit.typed, REGISTRY_FIELDS), ifMatch: visit.typed.etag };
  const result = await visit.call('PATCH', registryApi(visit, spot), message);
  if (!result.ok) return { refused: result };
  const { name, title } = result.body;
  const to = registryPath({ params: { registry: name } }, spot);
  return { to, flash: { key: 'registries.saved', values: { title } } };
}

async function remove(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('DELETE', registryApi(visit, spot));
  if (!result.ok) return { refused: result };
  return { to: registriesPath(spot), flash: { key: 'registries.removed', values: { title: result.body.title } } };
}
