import type { Field } from './frame/form.ts';
import type { Visit } from './frame/page.ts';

const NAMES: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' };

/** In which language mail is written to somebody; one that we have no name for stays as it is. */
export function languageField({ t }: Visit, current: string | null = null): Field {
  const codes = [...new Set([...Object.keys(NAMES), ...(current ? [current] : [])])];
  const options = [
    { value: '', label: t('people.anyLanguage') },
    ...codes.map((code) => ({ value: code, label: NAMES[code] ?? code })),
  ];
  return { name: 'language', label: 'people.language', kind: 'select', options, empty: 'null' };
}
