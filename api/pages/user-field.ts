import type { Field } from './frame/form.ts';
import type { Visit } from './frame/page.ts';
import { languageField } from './language-field.ts';

/** What is known of a person besides what they sign in with. */
export function personFields(visit: Visit, language: string | null = null): Field[] {
  return [
    { name: 'email', label: 'people.email', kind: 'email', empty: 'null' },
    { name: 'first_name', label: 'people.firstName', empty: 'null' },
    { name: 'last_name', label: 'people.lastName', empty: 'null' },
    languageField(visit, language),
  ];
}

/** A new password, whose strength is shown beside it. */
export const NEW_PASSWORD: Field = {
  name: 'password',
  label: 'people.newPassword',
  hint: 'people.newPasswordHint',
  kind: 'password',
  autocomplete: 'new-password',
  required: true,
};
