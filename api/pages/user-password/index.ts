import { apiPath } from '../frame/api-path.ts';
import { bodyOf, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { NEW_PASSWORD } from '../user-field.ts';

/** Sets somebody else's password, which ends all of their sessions. */
export const userPasswordPage: Page = {
  path: '/cloud/registries/{registry}/users/{user}/password',
  title: 'people.setPassword',
  needs: 'PATCH /user-registries/{org}/{user_registry}/users/{item}',
  template: 'user-password/page.hbs',
  scripts: ['strength.js'],
  data: describe,
  actions: { set },
};

const pathOf = ({ params }: Visit) => apiPath`/user-registries/admin/${params.registry}/users/${params.user}`;
const pageOf = ({ params }: Visit) => apiPath`/cloud/registries/${params.registry}/users/${params.user}`;

async function describe(visit: Visit) {
  const { body: user } = await visit.read(pathOf(visit));
  return { user, back: pageOf(visit), form: formView(visit, [NEW_PASSWORD]) };
}

async function set(visit: Visit): Promise<Outcome> {
  const result = await visit.call('PATCH', pathOf(visit), { body: bodyOf(visit.typed, [NEW_PASSWORD]) });
  if (!result.ok) return { refused: result };
  return { to: pageOf(visit), flash: { key: 'people.passwordNow', values: { username: result.body.username } } };
}
