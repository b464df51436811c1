import anyAscii from 'any-ascii';
import { violation } from '../errors.ts';
import { name } from './field.ts';

/** The transliteration would spell pictures out in English; a name is made of what is written. */
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;

/**
 * The name a title gives: transliterated, in lower case, every other character to one hyphen, trimmed.
 * @throws a violation on /name when nothing is left.
 */
export function deriveName(title: string): string {
  const derived = anyAscii(title.replace(PICTURE, ' '))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 255)
    .replace(/^-+|-+$/g, '');
  if (name().safeParse(derived).success) return derived;
  throw violation('/name', 'No name can be derived from the title; send a name.');
}
