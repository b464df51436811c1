import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';

/** What a text consists of. */
export const TEXT_FIELDS: readonly Field[] = [
  { name: 'subject', label: 'templates.subject', required: true },
  { name: 'body', label: 'templates.body', kind: 'textarea', empty: 'text' },
  { name: 'body_html', label: 'templates.html', kind: 'textarea', empty: 'text' },
  { name: 'content_type', label: 'templates.parts', kind: 'select', required: true },
];

/** The three things that a mail can carry, in the words of the wire. */
export const textFields = ({ t }: Visit): Field[] => {
  const options = [
    { value: 'html_and_text', label: t('templates.both') },
    { value: 'text', label: t('templates.textOnly') },
    { value: 'html', label: t('templates.htmlOnly') },
  ];
  return TEXT_FIELDS.map((field) => (field.kind === 'select' ? { ...field, options } : field));
};

/** Browsers send every end of a line as two characters. */
export const typedText = ({ typed }: Visit, name: string): string => (typed[name] ?? '').replaceAll('\r\n', '\n');
