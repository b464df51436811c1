import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { NEW_PASSWORD } from '../user-field.ts';

const FIELDS: readonly Field[] = [
  {
    name: 'current_password',
    label: 'me.currentPassword',
    kind: 'password',
    autocomplete: 'current-password',
    required: true,
  },
  NEW_PASSWORD,
];

/** Changes one's own password; all other sessions end. */
export const ownPasswordPage = (ui: Ui): Page => ({
  path: `/${ui}/me/password`,
  title: 'me.changePassword',
  needs: 'signed-in',
  template: 'own-password/page.hbs',
  scripts: ['strength.js'],
  data: (visit) => ({ form: formView(visit, FIELDS) }),
  actions: { change },
});

async function change(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', '/me/change-password', { body: bodyOf(visit.typed, FIELDS) });
  return result.ok ? { to: `/${visit.ui}/me`, flash: { key: 'me.passwordChanged' } } : { refused: result };
}
