import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isPassing } from '../database/errors.ts';
import type { Delivery } from '../tables/delivery.ts';
import { type AttemptResult, attempt, type Sending } from './attempt.ts';
import { type OnFirstSent, saveAttemptResults } from './attempt-result.ts';
import { type Backoff, DEFAULT_BACKOFF } from './backoff.ts';
import { type Lease, type MailRoute, renew } from './claim.ts';

export interface DeliverOptions extends Sending {
  log: Logger;
  onFirstSent?: OnFirstSent;
  /** Told how each attempt ended, whether it could be written down or not. */
  onAttempted?: (results: readonly AttemptResult[]) => void;
  backoff?: Backoff;
}

const WRITE_AGAIN_MS = 500;

/** Stands instead of words that the database refuses. */
const UNSTORABLE_WORDS = 'What was said cannot be stored; how the attempt ended can.';

/** Sends a claimed delivery and writes how it went, keeping its lease alive meanwhile. Never throws. */
export async function deliver(
  options: DeliverOptions,
  lease: Lease,
  delivery: Delivery,
  route: MailRoute,
  hangUp: AbortSignal,
): Promise<void> {
  const complain = (error: unknown) => options.log.warn({ err: error, delivery: delivery.id }, 'lease not renewed');
  const renewal = setInterval(() => void renew(options.database, delivery, lease).catch(complain), lease.leaseMs / 3);
  try {
    const results = await attempt(options, delivery, route, hangUp);
    options.onAttempted?.(results);
    const written = await persist(options, delivery, results, hangUp);
    const last = results.at(-1);
    const raw = results.flatMap((result) => result.raw ?? []);
    const ended = { delivery: delivery.id, outcome: last?.outcome, stage: last?.stage, written };
    options.log.info({ ...ended, ...(raw.length > 0 && { raw }) }, 'mail attempted');
  } finally {
    clearInterval(renewal);
  }
}

/**
 * A mail that left and is not known to have left would leave again, so its result is written whatever it takes: as it is
 * for as long as the database is only away, and with less in it once the database says that it will never be taken.
 */
async function persist(
  { database, log, onFirstSent, backoff = DEFAULT_BACKOFF }: DeliverOptions,
  delivery: Delivery,
  results: readonly AttemptResult[],
  hangUp: AbortSignal,
): Promise<boolean> {
  const plain = results.map((result) => ({ ...result, response: UNSTORABLE_WORDS }));
  const lesser = [{ results: plain, onFirstSent }, { results: plain }];
  let written: { results: readonly AttemptResult[]; onFirstSent?: OnFirstSent } = { results, onFirstSent };
  for (;;) {
    try {
      return await saveAttemptResults(database, delivery, written.results, backoff, written.onFirstSent);
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, 'result of a mail not written yet');
      const next = isPassing(error) ? undefined : lesser.shift();
      if (next) written = next;
      else if (hangUp.aborted) return false;
      else await pause(WRITE_AGAIN_MS, undefined, { signal: hangUp }).catch(() => undefined);
    }
  }
}
