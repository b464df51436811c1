import anyAscii from 'any-ascii';

/** The transliteration would spell pictures out in English; a name is made of what is written. */
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;

/** What a name may have, in characters. */
const MOST = 255;

/** What looks like an id is always taken for one. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The name a title gives: transliterated, in lower case, every other character to one hyphen, trimmed. Undefined where
 * nothing is left, or what is left looks like an id.
 */
export function nameFromTitle(title: string): string | undefined {
  const name = anyAscii(title.replace(PICTURE, ' '))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST)
    .replace(/^-+|-+$/g, '');
  return name === '' || UUID.test(name) ? undefined : name;
}
