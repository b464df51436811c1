import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { findReset } from './link.ts';

const LINK: Field = { name: 'link', label: 'reset.link', hint: 'reset.linkHint', required: true };
const PASSWORD: Field = {
  name: 'password',
  label: 'reset.password',
  hint: 'reset.passwordHint',
  kind: 'password',
  autocomplete: 'new-password',
  required: true,
};

/**
 * Where a new password is chosen. The token stands behind the # of the link, which no server sees; so that it comes in
 * the body of a form, which the page's script sends, or whoever has no scripts pastes the link into.
 */
export const resetPage = (ui: Ui): Page => ({
  path: `/${ui}/reset`,
  title: 'reset.title',
  needs: 'open',
  bare: true,
  template: 'reset/page.hbs',
  scripts: ['link.js', 'strength.js'],
  data: describe,
  actions: { look: async () => ({ shown: {} }), set },
});

async function describe(visit: Visit) {
  const { manager } = visit.context.database;
  if (visit.typed.link === undefined) return { isAsking: true, form: formView(visit, [LINK]) };
  const found = await findReset(manager, visit.typed.link);
  if (found.state === 'open') return { found, form: formView(visit, [PASSWORD]) };
  const title = visit.t(`reset.title-${found.state}`);
  return { trouble: found.state, title, canAsk: await isMailServerSelected(manager) };
}

async function set(visit: Visit): Promise<Outcome> {
  const found = await findReset(visit.context.database.manager, visit.typed.link ?? '');
  if (found.state !== 'open') return { shown: {} };
  const message = { body: bodyOf(visit.typed, [PASSWORD]), token: found.token };
  const result = await visit.call('POST', '/me/reset-password', message);
  if (!result.ok) return { refused: result };
  return { to: `/${visit.ui}/sign-in`, flash: { key: 'reset.done' } };
}
