/** In which languages every mail has a text; the first is what is left when no other fits. */
export const SHIPPED_LANGUAGES = ['en', 'de'] as const;

export type ShippedLanguage = (typeof SHIPPED_LANGUAGES)[number];

export const BASE_LANGUAGE: ShippedLanguage = 'en';

/** A language with its script and its region (RFC 5646, section 2.1): `de`, `de-AT`, `zh-Hant-TW`. */
export const LANGUAGE_TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?$/;

export const MAX_LANGUAGE_LENGTH = 12;

/** A tag as it is spelled everywhere, `DE-at` as `de-AT`; null: it is none. */
export function languageOf(tag: string): string | null {
  return LANGUAGE_TAG.test(tag) ? (Intl.getCanonicalLocales(tag)[0] ?? null) : null;
}

/**
 * The languages that a text for somebody is put together from, the one that counts most last: `de-AT` is read in `en`,
 * over which stands `de`, over which stands `de-AT` (RFC 4647, section 3.4). Null, and what is no tag: nobody knows.
 */
export function languageChain(tag: string | null): string[] {
  const parts = (tag === null ? '' : (languageOf(tag) ?? '')).split('-').filter(Boolean);
  const chain = parts.map((_part, index) => parts.slice(0, index + 1).join('-'));
  return [...new Set([BASE_LANGUAGE, ...chain])];
}

/** Whether every mail has a text in a language of its own. */
export const isShippedLanguage = (language: string): language is ShippedLanguage =>
  (SHIPPED_LANGUAGES as readonly string[]).includes(language);
