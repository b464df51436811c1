import { pause, throwIfStopped } from '../framework/wait.ts';
import type { Log } from '../plugin/log.ts';
import { ApiError } from './api-error.ts';
import { ConnectionError } from './connection-error.ts';

export interface RetryLimits {
  /** How long an API that says "not now" is asked again. */
  readonly busyMs: number;
  /** How long an API that can't be reached is tried again. */
  readonly unreachableMs: number;
}

/** Who hears of it. */
interface RetryObserver {
  readonly log?: Log;
  /** For how long the API wants to be left alone, before that is waited for. */
  readonly onAskedToWait?: (durationMs: number) => void;
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
export async function withRetries<T>(
  attempt: () => Promise<T>,
  limits: RetryLimits,
  signal: AbortSignal,
  { log = () => {}, onAskedToWait = () => {} }: RetryObserver = {},
): Promise<T> {
  const start = performance.now();
  for (let count = 1; ; count += 1) {
    throwIfStopped(signal);
    try {
      return await attempt();
    } catch (error) {
      const delayMs = delayBefore(error, count);
      const waitedMs = performance.now() - start;
      const patience = patienceMs(error, limits);
      if (waitedMs + delayMs > patience) throw waited(error, waitedMs, count);
      if (count === 1) log('warn', `${messageOf(error)}; it is tried again for up to ${patience / 1000} seconds`);
      onAskedToWait(askedMs(error) ?? 0);
      await pause(delayMs, signal);
    }
  }
}

const WORTH_TELLING_MS = 3_000;

/** Whoever sat before a silent command learns what was waited for. */
function waited(error: unknown, waitedMs: number, count: number): unknown {
  if (!(error instanceof ConnectionError) || waitedMs < WORTH_TELLING_MS) return error;
  const seconds = Math.round(waitedMs / 1000);
  return new ConnectionError(
    `${error.message}. It was waited for during ${seconds} seconds, in ${count} attempts`,
    true,
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function patienceMs(error: unknown, limits: RetryLimits): number {
  if (error instanceof ApiError) return BUSY.has(error.refusal.status) ? limits.busyMs : -1;
  return error instanceof ConnectionError && error.isTransient ? limits.unreachableMs : -1;
}

/** What the API asks for, else ever longer; half of it at random, so that many don't come back at once. */
function delayBefore(error: unknown, count: number): number {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (count - 1), LONGEST_DELAY_MS);
  return (askedMs(error) ?? delayMs / 2) + (Math.random() * delayMs) / 2;
}

function askedMs(error: unknown): number | undefined {
  return error instanceof ApiError ? error.refusal.retryAfterMs : undefined;
}
