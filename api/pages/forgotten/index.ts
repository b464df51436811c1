import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { realmField, realmsOf } from '../realm.ts';

const EMAIL: Field = { name: 'email', label: 'forgotten.email', kind: 'email', autocomplete: 'email', required: true };

/** Asks for a mail with a link for a new password, as long as mail can leave. */
export const forgottenPage = (ui: Ui): Page => ({
  path: `/${ui}/forgotten`,
  title: 'forgotten.title',
  needs: 'open',
  bare: true,
  template: 'forgotten/page.hbs',
  data: describe,
  actions: { send },
});

async function describe(visit: Visit) {
  const realms = await realmsOf(visit);
  return {
    form: formView(visit, [realmField(realms), EMAIL], { realm: realms[0]?.realm }),
    canReset: await isMailServerSelected(visit.context.database.manager),
  };
}

async function send(visit: Visit): Promise<Outcome> {
  const realms = await realmsOf(visit);
  const body = bodyOf(visit.typed, [realmField(realms), EMAIL]);
  const result = await visit.call('POST', '/request-password-reset', { body });
  if (!result.ok) return { refused: result };
  return { to: `/${visit.ui}/sign-in`, flash: { key: 'forgotten.sent' } };
}
