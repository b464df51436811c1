import { readAsset } from '../asset.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The texts of a language: sections, and in each a text by its key. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every language is one file, so that a translator has one to read. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: readTexts('en'), de: readTexts('de') };

function readTexts(language: Language): Texts {
  return JSON.parse(readAsset(`text/${language}.json`)) as Texts;
}

/** The text of a key such as `signIn.title`, in which {name} is replaced by the value of that name. */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** @throws for a key that is not there: a page without its words is a defect. */
export function translator(language: Language): Translate {
  const texts = TEXTS[language];
  return (key, values = {}) => {
    const [section = '', name = ''] = key.split('.');
    const text = texts[section]?.[name];
    if (text === undefined) throw new Error(`The texts in ${language} have no ${key}.`);
    // Most texts have nothing to be filled in, and a page has hundreds.
    if (!text.includes('{')) return text;
    return text.replace(/\{(\w+)\}/g, (_, value: string) => String(values[value] ?? ''));
  };
}

/** Whether a key that is put together has a text; all languages have the same ones. */
export function hasText(key: string): boolean {
  const [section = '', name = ''] = key.split('.');
  return TEXTS.en[section]?.[name] !== undefined;
}

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);
