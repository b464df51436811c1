import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { readManagedAhead } from '../as-code/managed.ts';
import { provenanceOf } from '../as-code/provenance.ts';
import { bodyOf, formView } from '../frame/form.ts';
import type { Action, Outcome, Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';
import { registryPath, userApi, userPath } from '../registry-path.ts';
import { personFields } from '../user-field.ts';

/** A person in a registry: who it is, and whether and how they sign in. */
export const userPage = (place: Place): Page => ({
  path: `${place.base}/registries/{registry}/users/{user}`,
  title: 'people.user',
  needs: needsAt(place, 'GET /user-registries/{org}/{user_registry}/users'),
  template: 'user/page.hbs',
  data: (visit) => describe(visit, place),
  actions: {
    save: (visit) => save(visit, place),
    enable: setting(place, 'enabled', 'people.enabledNow'),
    disable: setting(place, 'disabled', 'people.disabledNow'),
    'mail-link': (visit) => mailLink(visit, place),
    remove: (visit) => remove(visit, place),
  },
});

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const [{ body: user, etag }, isSelected] = await Promise.all([
    visit.read(userApi(visit, spot)),
    isMailServerSelected(visit.context.database.manager),
    readManagedAhead(visit, visit.params.user, spot),
  ]);
  return {
    title: user.title,
    ...{ spot, user, etag, here: userPath(visit, spot) },
    mayChange: spot.may('PATCH /user-registries/{org}/{user_registry}/users/{item}'),
    isMe: user.id === visit.who?.id,
    isEnabled: user.state === 'enabled',
    canMail: user.email !== null && isSelected,
    form: formView(visit, personFields(visit, user.language), user),
    ...(await provenanceOf(visit, user, spot)),
  };
}

async function save(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const body = bodyOf(visit.typed, personFields(visit));
  const result = await visit.call('PATCH', userApi(visit, spot), { body, ifMatch: visit.typed.etag });
  return result.ok ? done(visit, spot, 'people.saved', result.body) : { refused: result };
}

function setting(place: Place, state: 'enabled' | 'disabled', key: string): Action {
  return async (visit) => {
    const spot = await spotOf(visit, place);
    const result = await visit.call('PATCH', userApi(visit, spot), { body: { state } });
    return result.ok ? done(visit, spot, key, result.body) : { refused: result };
  };
}

async function mailLink(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('POST', `${userApi(visit, spot)}/reset-password`);
  return result.ok ? { to: userPath(visit, spot), flash: { key: 'people.linkMailed' } } : { refused: result };
}

const done = (visit: Visit, spot: Spot, key: string, { username }: { username: string }) => ({
  to: userPath(visit, spot),
  flash: { key, values: { username } },
});

async function remove(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('DELETE', userApi(visit, spot));
  if (!result.ok) return { refused: result };
  const { username } = result.body;
  return { to: registryPath(visit, spot), flash: { key: 'people.removed', values: { username } } };
}
