import { code, Markdown, visible } from './markdown.ts';

/** Letters or digits alone, perhaps in quotes, with what ends a word: Markdown reads nothing into such. */
const PLAIN = /^["'(]*(?:\p{L}+(?:['’-]\p{L}+)*|\p{N}+|=)[)"'.,;:?!]*$/u;
const LONGEST = 1_000;

/** A word with the signs around it that mean nothing. */
const WRAPPED = /^(["'(]*)(.*?)([)"'.,;:?!]*)$/su;

/**
 * Sentences that a program made of what others wrote, such as a warning that names a title. Plain words stay as they
 * are, and whatever Markdown or a forge could read something into stands in code: `@name`, `#1`, links, tags.
 */
export function prose(text: string): Markdown {
  const words = visible(text.replace(/\s+/gu, ' ').trim(), LONGEST).split(' ');
  if (words.join('') === '') return new Markdown('(empty)');
  return new Markdown(words.map((word) => (PLAIN.test(word) ? word : inCode(word))).join(' '));
}

function inCode(word: string): string {
  const [, before = '', core = '', after = ''] = WRAPPED.exec(word) ?? [];
  if (core === '') return word === '' ? '' : code(word, LONGEST).text;
  // It may stand in code already.
  return `${before}${code(core.replace(/^`([^`]+)`$/, '$1'), LONGEST).text}${after}`;
}
