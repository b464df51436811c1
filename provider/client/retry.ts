import { pause, throwIfStopped } from '../framework/wait.ts';
import { ApiError } from './api-error.ts';
import { ConnectionError } from './connection-error.ts';

export interface RetryLimits {
  /** How long an API that says "not now" is asked again. */
  readonly busyMs: number;
  /** How long an API that can't be reached is tried again. */
  readonly unreachableMs: number;
}

/** Rate limited, or something on the way or behind the API is away for a moment. */
const BUSY = new Set([429, 502, 503, 504]);
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;

/**
 * Attempts again while that makes sense and time is left. Only for requests that may be repeated: reads, PUT, PATCH and
 * DELETE, and a POST with its idempotency key.
 * @throws what the last attempt threw; at StopProvider that the run was interrupted
 */
export async function withRetries<T>(attempt: () => Promise<T>, limits: RetryLimits, signal: AbortSignal): Promise<T> {
  const start = performance.now();
  for (let count = 1; ; count += 1) {
    throwIfStopped(signal);
    try {
      return await attempt();
    } catch (error) {
      const delayMs = delayBefore(error, count);
      if (performance.now() - start + delayMs > patienceMs(error, limits)) throw error;
      await pause(delayMs, signal);
    }
  }
}

function patienceMs(error: unknown, limits: RetryLimits): number {
  if (error instanceof ApiError) return BUSY.has(error.refusal.status) ? limits.busyMs : -1;
  return error instanceof ConnectionError && error.isTransient ? limits.unreachableMs : -1;
}

/** What the API asks for, else ever longer; half of it at random, so that many don't come back at once. */
function delayBefore(error: unknown, count: number): number {
  const asked = error instanceof ApiError ? error.refusal.retryAfterMs : undefined;
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (count - 1), LONGEST_DELAY_MS);
  return (asked ?? delayMs / 2) + (Math.random() * delayMs) / 2;
}
