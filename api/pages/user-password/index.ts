import { bodyOf, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { demandMay, needsAt, type Place, spotOf } from '../place.ts';
import { userApi, userPath } from '../registry-path.ts';
import { NEW_PASSWORD } from '../user-field.ts';

const CHANGE = 'PATCH /user-registries/{org}/{user_registry}/users/{item}';

/** Sets somebody else's password, which ends all of their sessions. */
export const userPasswordPage = (place: Place): Page => ({
  path: `${place.base}/registries/{registry}/users/{user}/password`,
  title: 'people.setPassword',
  needs: needsAt(place, CHANGE),
  template: 'user-password/page.hbs',
  scripts: ['strength.js'],
  data: (visit) => describe(visit, place),
  actions: { set: (visit) => set(visit, place) },
});

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  demandMay(visit, spot, CHANGE);
  const { body: user } = await visit.read(userApi(visit, spot));
  return { spot, user, back: userPath(visit, spot), form: formView(visit, [NEW_PASSWORD]) };
}

async function set(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('PATCH', userApi(visit, spot), { body: bodyOf(visit.typed, [NEW_PASSWORD]) });
  if (!result.ok) return { refused: result };
  return {
    to: userPath(visit, spot),
    flash: { key: 'people.passwordNow', values: { username: result.body.username } },
  };
}
