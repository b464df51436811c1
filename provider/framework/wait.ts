import { setTimeout as sleep } from 'node:timers/promises';
import { plainError } from './diagnostic.ts';

/** Waits, unless the signal is aborted before: then it throws that the user has interrupted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  throwIfStopped(signal);
  await sleep(durationMs, undefined, { signal }).catch(() => throwIfStopped(signal));
}

/** Throws if the user has interrupted; to be asked before each retry. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stopped();
}

/** That the user has interrupted. */
export function stopped(): Error {
  return plainError('Interrupted', 'The wait ended because the run was stopped. Apply again to go on.');
}

/** What others wait for too, unless the signal is aborted before: it goes on for them. */
export function unlessStopped<T>(wanted: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    wanted.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

export interface UntilOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Between two attempts; 1000 unless said. */
  readonly everyMs?: number;
}

/**
 * Attempts until something other than undefined comes back; undefined once the time is over. An attempt under way is
 * never cut off.
 * @throws DiagnosticError at StopProvider, and whatever an attempt throws.
 */
export async function until<T>(attempt: () => Promise<T | undefined>, options: UntilOptions): Promise<T | undefined> {
  const { signal, timeoutMs, everyMs = 1000 } = options;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const result = await attempt();
    const leftMs = end - performance.now();
    if (result !== undefined || leftMs <= 0) return result;
    await pause(Math.min(everyMs, leftMs), signal);
  }
}
