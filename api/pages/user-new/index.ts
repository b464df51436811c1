import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { demandMay, needsAt, type Place, spotOf } from '../place.ts';
import { registryApi, registryPath, userPath } from '../registry-path.ts';
import { personFields } from '../user-field.ts';

const USERNAME: Field = { name: 'username', label: 'people.username', required: true };
const PASSWORD: Field = {
  name: 'password',
  label: 'people.password',
  hint: 'people.passwordHint',
  kind: 'password',
  autocomplete: 'new-password',
};

const CREATION = 'POST /user-registries/{org}/{user_registry}/users';

/** A new person in a registry. */
export const userNewPage = (place: Place): Page => ({
  path: `${place.base}/registries/{registry}/users/new`,
  title: 'people.new',
  needs: needsAt(place, CREATION),
  template: 'user-new/page.hbs',
  scripts: ['strength.js'],
  data: (visit) => describe(visit, place),
  actions: { create: (visit) => create(visit, place) },
});

const fieldsOf = (visit: Visit) => [USERNAME, ...personFields(visit), PASSWORD];

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  demandMay(visit, spot, CREATION);
  const { body: registry } = await visit.read(registryApi(visit, spot));
  return { spot, registry, back: registryPath(visit, spot), form: formView(visit, fieldsOf(visit)) };
}

async function create(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const body = bodyOf(visit.typed, fieldsOf(visit));
  const result = await visit.call('POST', `${registryApi(visit, spot)}/users`, { body });
  if (!result.ok) return { refused: result };
  const { name, username } = result.body;
  const to = userPath({ params: { ...visit.params, user: name } }, spot);
  return { to, flash: { key: 'people.created', values: { username } } };
}
