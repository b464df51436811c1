const MAX_LENGTH = 1_000;

/** Control characters, line separators, halves of surrogate pairs, and what turns the direction of writing around. */
const UNCLEAN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/**
 * Whatever a server, a certificate or a client said, as it may be stored, logged and shown: one line of bounded length.
 * PostgreSQL stores no NUL, and a line break would begin a line of a log that nobody wrote.
 */
export function cleanText(said: string, maxLength = MAX_LENGTH): string {
  const cut = said.length > maxLength ? `${said.slice(0, maxLength - 1)}…` : said;
  return cut.replace(UNCLEAN, ' ').trim();
}
