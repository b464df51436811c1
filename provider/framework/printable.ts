/** Longer than anything that somebody reads to its end; an engine refuses messages of a few megabytes as a whole. */
const LONGEST = 20_000;

/** Control characters but those of lines and columns, halves of surrogate pairs, and what turns the direction of writing around. */
const UNSHOWN = /[^\P{Cc}\n\t]|[\p{Cs}\p{Bidi_Control}]/gu;

/**
 * A text as it may stand on a terminal: the engine prints it as it is, and what an API, a proxy or a mail server said in it
 * could otherwise clear the screen or write a line that nobody said.
 */
export function printable(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return cut.replaceAll('\r\n', '\n').replace(UNSHOWN, '\ufffd');
}
