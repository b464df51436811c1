/** Markdown that is ours: what others have written stands in code spans, where it means nothing. */
export class Markdown {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A text that somebody else has written, or Markdown that is made of such. */
export type Said = string | number | boolean | Markdown;

/** say`Email server ${title} will be created`: our words as they stand, whatever is put in as code. */
export function say(words: TemplateStringsArray, ...said: readonly Said[]): Markdown {
  const text = words.map((word, index) => {
    const put = said[index];
    return word + (put === undefined ? '' : inline(put));
  });
  return new Markdown(text.join(''));
}

/** Longer than any title; a certificate is not to be read in a sentence. */
const LONGEST = 120;
const MARK = '`';

/** Characters that no reader could see or tell apart: controls, formats, halves of pairs, separators of lines. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** As one line in which nothing hides, of bounded length. */
export function visible(text: string, longest = LONGEST): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replace(UNSEEN, (sign) => (sign === '\n' ? '⏎' : `\\u{${sign.codePointAt(0)?.toString(16)}}`));
}

/** A code span: no mention, link, tag, image, emphasis or table begins in one. */
export function code(text: string, longest = LONGEST): Markdown {
  const shown = visible(text, longest);
  if (shown.trim() === '') return new Markdown('(empty)');
  const marks = MARK.repeat(longestRun(shown) + 1);
  const space = shown.startsWith(MARK) || shown.endsWith(MARK) ? ' ' : '';
  return new Markdown(`${marks}${space}${shown}${space}${marks}`);
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));

function inline(said: Said): string {
  return said instanceof Markdown ? said.text : code(String(said)).text;
}

/** Parts one after the other, at most so many. */
export function join(
  parts: readonly Said[],
  { most = 10, last = ', ' }: { most?: number; last?: string } = {},
): Markdown {
  const shown = parts.slice(0, most).map(inline);
  const left = parts.length - shown.length;
  if (left > 0) return new Markdown(`${shown.join(', ')} and ${left} more`);
  return new Markdown([shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter(Boolean).join(last));
}
