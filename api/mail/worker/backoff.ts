/** When a mail that could not be sent is tried again. */
export interface Backoff {
  /** The first wait; each further one is twice as long. */
  firstMs: number;
  longestMs: number;
  /** After this time of trying the mail has failed. */
  giveUpMs: number;
  /** So many times a mail may have arrived unanswered before it is left to people: each time may be a copy. */
  ambiguousAtMost: number;
}

/** RFC 5321, section 4.5.4.1: give up after 4 to 5 days. */
export const DEFAULT_BACKOFF: Backoff = {
  firstMs: 5_000,
  longestMs: 3_600_000,
  giveUpMs: 5 * 86_400_000,
  ambiguousAtMost: 3,
};

/**
 * So many attempts in a row may end without a word before the mail has failed: a mail that its workers die of would take
 * them down for ever. It is many, since workers also die of something else, and whoever is beside them counts too.
 */
export const LOST_AT_MOST = 20;

/** The wait after the given number of attempts, with jitter so that what failed together does not return together. */
export function waitMs(backoff: Backoff, attempts: number): number {
  const full = Math.min(backoff.longestMs, backoff.firstMs * 2 ** Math.min(attempts - 1, 40));
  return Math.round(full * (0.5 + Math.random() / 2));
}
