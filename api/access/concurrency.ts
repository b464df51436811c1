import pLimit from 'p-limit';
import { ApiError } from '../errors.ts';

/** Runs a task as soon as there is room for it. */
export type ConcurrencyLimit = <Result>(run: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_S = '2';

/**
 * Lets so many tasks run at once, and so many wait; what comes beyond is refused at once with 429, so that a flood
 * cannot pile up work.
 */
export function createConcurrencyLimit(atOnce: number, waitingAtMost: number): ConcurrencyLimit {
  const limit = pLimit(atOnce);
  return async (run) => {
    if (limit.activeCount >= atOnce && limit.pendingCount >= waitingAtMost) throw crowded();
    return limit(run);
  };
}

function crowded(): ApiError {
  const message = 'Too many people sign in just now; try again in a moment.';
  return new ApiError('rate_limited', message, { headers: { 'Retry-After': RETRY_AFTER_S } });
}
