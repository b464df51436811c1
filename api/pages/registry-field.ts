import type { Field } from './frame/form.ts';

/** What a registry is called, and what it asks of its users. */
export const REGISTRY_FIELDS: readonly Field[] = [
  { name: 'title', label: 'registries.titleField', required: true },
  { name: 'summary', label: 'people.summary', empty: 'null' },
  { name: 'email_required', label: 'registries.emailRequiredField', kind: 'checkbox' },
  {
    name: 'email_unique_if_exist',
    label: 'registries.emailUniqueField',
    hint: 'registries.emailUniqueHint',
    kind: 'checkbox',
  },
  {
    name: 'case_sensitive',
    label: 'registries.caseSensitiveField',
    hint: 'registries.caseSensitiveHint',
    kind: 'checkbox',
  },
];
