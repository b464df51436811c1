import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { isPassing } from '../../database/errors.ts';
import { type Ending, type OnFirstSent, saveAttemptResults } from './attempt-result.ts';
import type { Backoff } from './backoff.ts';

/** Writes how attempts ended, together with those that end meanwhile. */
export interface Settling {
  /** Whether it was written, and its word counts. Never throws. */
  settle(ending: Ending): Promise<boolean>;
}

export interface SettlingOptions {
  database: DataSource;
  log: Logger;
  backoff: Backoff;
  onFirstSent?: OnFirstSent | undefined;
  /** Given when there is no more time to wait for the database. */
  hangUp: AbortSignal;
}

interface Waiting {
  ending: Ending;
  done: (written: boolean) => void;
}

const WRITE_AGAIN_MS = 500;
const TOGETHER_AT_MOST = 100;
/** One is written at once; those that end in this time after it are written together. */
const GATHER_MS = 25;

/** Stands instead of words that the database refuses. */
const UNSTORABLE_WORDS = 'What was said cannot be stored; how the attempt ended can.';

export function createSettling(options: SettlingOptions): Settling {
  const waiting: Waiting[] = [];
  let isWriting = false;

  /** What ends while some are written is written together after that. */
  async function write(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, TOGETHER_AT_MOST);
      const isAway = await writeTogether(options, together);
      if (isAway) waiting.unshift(...together);
      const restMs = isAway ? WRITE_AGAIN_MS : GATHER_MS;
      await pause(restMs, undefined, { signal: options.hangUp }).catch(() => undefined);
    }
    isWriting = false;
  }

  return {
    settle: (ending) =>
      new Promise((done) => {
        waiting.push({ ending, done });
        void write();
      }),
  };
}

/** Whether the database is away. One ending that it will never take does not hold the others up: each goes by itself. */
async function writeTogether(options: SettlingOptions, waiting: readonly Waiting[]): Promise<boolean> {
  const { database, log, backoff, onFirstSent, hangUp } = options;
  const endings = waiting.map(({ ending }) => ending);
  try {
    const written = await saveAttemptResults(database, endings, backoff, onFirstSent);
    for (const { ending, done } of waiting) done(written.has(ending.delivery.id));
  } catch (error) {
    log.error({ err: error, deliveries: endings.length }, 'results of mails not written yet');
    if (isPassing(error) && !hangUp.aborted) return true;
    for (const { ending, done } of waiting) void persist(options, ending).then(done);
  }
  return false;
}

/**
 * A mail that left and is not known to have left would leave again, so its result is written whatever it takes: as it is
 * for as long as the database is only away, and with less in it once the database says that it will never be taken.
 */
async function persist(
  { database, log, backoff, onFirstSent, hangUp }: SettlingOptions,
  { delivery, results }: Ending,
): Promise<boolean> {
  const plain = { delivery, results: results.map((result) => ({ ...result, response: UNSTORABLE_WORDS })) };
  const lesser = [{ ending: plain, onFirstSent }, { ending: plain }];
  let written: { ending: Ending; onFirstSent?: OnFirstSent | undefined } = {
    ending: { delivery, results },
    onFirstSent,
  };
  for (;;) {
    try {
      return (await saveAttemptResults(database, [written.ending], backoff, written.onFirstSent)).has(delivery.id);
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, 'result of a mail not written yet');
      const next = isPassing(error) ? undefined : lesser.shift();
      if (next) written = next;
      else if (hangUp.aborted) return false;
      else await pause(WRITE_AGAIN_MS, undefined, { signal: hangUp }).catch(() => undefined);
    }
  }
}
