import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import { bodyOf, formView } from '../frame/form.ts';
import type { Action, Outcome, Page, Visit } from '../frame/page.ts';
import { personFields } from '../user-field.ts';

/** A person in a registry: who it is, and whether and how they sign in. */
export const userPage: Page = {
  path: '/cloud/registries/{registry}/users/{user}',
  title: 'people.user',
  needs: 'GET /user-registries/{org}/{user_registry}/users',
  template: 'user/page.hbs',
  data: describe,
  actions: {
    save,
    enable: setting('enabled', 'people.enabledNow'),
    disable: setting('disabled', 'people.disabledNow'),
    'mail-link': mailLink,
    remove,
  },
};

const pathOf = ({ params }: Visit) => apiPath`/user-registries/admin/${params.registry}/users/${params.user}`;
const pageOf = ({ params }: Visit) => apiPath`/cloud/registries/${params.registry}/users/${params.user}`;

async function describe(visit: Visit) {
  const { body: user, etag } = await visit.read(pathOf(visit));
  return {
    title: user.title,
    user,
    etag,
    here: pageOf(visit),
    isMe: user.id === visit.who?.id,
    isEnabled: user.state === 'enabled',
    canMail: user.email !== null && (await isMailServerSelected(visit.context.database.manager)),
    form: formView(visit, personFields(visit, user.language), user),
    ...(await provenanceOf(visit, user)),
  };
}

async function save(visit: Visit): Promise<Outcome> {
  const body = bodyOf(visit.typed, personFields(visit));
  const result = await visit.call('PATCH', pathOf(visit), { body, ifMatch: visit.typed.etag });
  return result.ok ? done(visit, 'people.saved', result.body) : { refused: result };
}

function setting(state: 'enabled' | 'disabled', key: string): Action {
  return async (visit) => {
    const result = await visit.call('PATCH', pathOf(visit), { body: { state } });
    return result.ok ? done(visit, key, result.body) : { refused: result };
  };
}

async function mailLink(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', `${pathOf(visit)}/reset-password`);
  return result.ok ? { to: pageOf(visit), flash: { key: 'people.linkMailed' } } : { refused: result };
}

const done = (visit: Visit, key: string, { username }: { username: string }) => ({
  to: pageOf(visit),
  flash: { key, values: { username } },
});

async function remove(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', pathOf(visit));
  if (!result.ok) return { refused: result };
  const { username } = result.body;
  return {
    to: apiPath`/cloud/registries/${visit.params.registry}`,
    flash: { key: 'people.removed', values: { username } },
  };
}
