import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { type Field, formView } from '../frame/form.ts';
import { nextOf } from '../frame/next.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { realmField, realmsOf } from '../realm.ts';
import { beginSession } from './begin-session.ts';

const FIELDS: readonly Field[] = [
  { name: 'username', label: 'signIn.username', autocomplete: 'username', required: true },
  { name: 'password', label: 'signIn.password', kind: 'password', autocomplete: 'current-password', required: true },
];

/** Begins the session of a browser, by the very sign-in of the API: its guard, its limits, its audit. */
export const signInPage = (ui: Ui): Page => ({
  path: `/${ui}/sign-in`,
  title: 'signIn.title',
  needs: 'open',
  bare: true,
  template: 'sign-in/page.hbs',
  data: describe,
  actions: { 'sign-in': signIn },
});

async function describe(visit: Visit) {
  const realms = await realmsOf(visit);
  return {
    form: formView(visit, [realmField(realms), ...FIELDS], { realm: realms[0]?.realm }),
    canReset: await isMailServerSelected(visit.context.database.manager),
  };
}

async function signIn(visit: Visit): Promise<Outcome> {
  const { username, password, realm } = visit.typed;
  const { result, cookies } = await beginSession(visit, visit.ui, { username, password, realm });
  return result.ok ? { to: nextOf(visit), cookies } : { refused: result };
}
