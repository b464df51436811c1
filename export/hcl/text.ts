/**
 * Strings of HCL, as HashiCorp's syntax specification has them: quoted with escapes, or a heredoc, which knows escapes
 * of templates alone.
 */

/** Control characters, what turns the direction of writing around, and what no reader could see or tell apart. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** Halves of surrogate pairs, which are no text. */
const HALVES = /\p{Cs}/gu;
/** What begins a template: `${` and `%{`; doubling the sign makes it text. */
const TEMPLATE = /[$%](?=\{)/g;
const LINES = /^[\x20-\x7e\n]+\n$/;
const MARKER = 'EOT';

/** One string on one line, whatever it holds. Halves of surrogate pairs become U+FFFD. */
export function quote(text: string): string {
  const escaped = text
    .replace(HALVES, '\ufffd')
    .replace(/[\\"]/g, (sign) => `\\${sign}`)
    .replace(TEMPLATE, '$&$&')
    .replace(UNSEEN, escapeUnseen);
  return `"${escaped}"`;
}

function escapeUnseen(sign: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[sign];
  if (short) return short;
  const code = sign.codePointAt(0) ?? 0;
  const [letter, digits] = code > 0xffff ? ['U', 8] : ['u', 4];
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}

/** Whether the text reads better as a heredoc: several plain lines, the last one ended too. */
export function isHeredoc(text: string): boolean {
  return LINES.test(text) && text.trimEnd().includes('\n') && !text.split('\n').some((line) => line.trim() === MARKER);
}

/** A text for which `isHeredoc` is true, kept to the byte: nothing is indented, so nothing has to be taken off again. */
export function heredoc(text: string): string {
  return `<<${MARKER}\n${text.replace(TEMPLATE, '$&$&')}${MARKER}`;
}
