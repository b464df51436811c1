import { apiPath } from '../frame/api-path.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { personFields } from '../user-field.ts';

const USERNAME: Field = { name: 'username', label: 'people.username', required: true };
const PASSWORD: Field = {
  name: 'password',
  label: 'people.password',
  hint: 'people.passwordHint',
  kind: 'password',
  autocomplete: 'new-password',
};

/** A new person in a registry. */
export const userNewPage: Page = {
  path: '/cloud/registries/{registry}/users/new',
  title: 'people.new',
  needs: 'POST /user-registries/{org}/{user_registry}/users',
  template: 'user-new/page.hbs',
  scripts: ['strength.js'],
  data: describe,
  actions: { create },
};

const registryOf = ({ params }: Visit) => apiPath`/user-registries/admin/${params.registry}`;
const fieldsOf = (visit: Visit) => [USERNAME, ...personFields(visit), PASSWORD];

async function describe(visit: Visit) {
  const { body: registry } = await visit.read(registryOf(visit));
  return { registry, form: formView(visit, fieldsOf(visit)) };
}

async function create(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', `${registryOf(visit)}/users`, { body: bodyOf(visit.typed, fieldsOf(visit)) });
  if (!result.ok) return { refused: result };
  const { name, username } = result.body;
  const to = apiPath`/cloud/registries/${visit.params.registry}/users/${name}`;
  return { to, flash: { key: 'people.created', values: { username } } };
}
