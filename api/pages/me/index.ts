import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { personFields } from '../user-field.ts';

/** The account of whoever is signed in. */
export const mePage = (ui: Ui): Page => ({
  path: `/${ui}/me`,
  title: 'me.title',
  needs: 'signed-in',
  template: 'me/page.hbs',
  data: describe,
  actions: { save },
});

const TITLE: Field = { name: 'title', label: 'me.titleField', required: true };
const PROOF: Field = {
  name: 'current_password',
  label: 'me.currentPassword',
  hint: 'me.proofHint',
  kind: 'password',
  autocomplete: 'current-password',
};

const fieldsOf = (visit: Visit, language: string | null = null): Field[] => [
  TITLE,
  ...personFields(visit, language),
  PROOF,
];

async function describe(visit: Visit) {
  const { body: me, etag } = await visit.read('/me');
  return { me, etag, form: formView(visit, fieldsOf(visit, me.language), me) };
}

async function save(visit: Visit): Promise<Outcome> {
  const message = { body: bodyOf(visit.typed, fieldsOf(visit)), ifMatch: visit.typed.etag };
  const result = await visit.call('PUT', '/me', message);
  return result.ok ? { to: visit.page.path, flash: { key: 'me.saved' } } : { refused: result };
}
