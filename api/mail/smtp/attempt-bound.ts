import { deadline } from '../server/deadline.ts';

export const OVERDUE = 'EOVERDUE';
const GIVEN_UP = 'The connection was given up.';

/** Each answer came in time, and all of them together did not. */
class Overdue extends Error {
  readonly code = OVERDUE;
  constructor(ms: number) {
    super(`not done within ${ms} ms, however often the server said something`);
  }
}

/** How long a part of an attempt may take in all. */
export interface AttemptBound {
  readonly signal: AbortSignal;
  /** The next part begins, with a time of its own. */
  go(ms: number): void;
  release(): void;
}

/**
 * Hangs up when a part of an attempt takes longer than it may, or when it is called off. A server that says a line just
 * before each timeout would hold it for as long as it likes.
 * @param ms what is left of it
 * @param wholeMs what it had, for the words
 */
export function boundAttempt(
  { ms, wholeMs, signal: outer }: { ms: number; wholeMs: number; signal: AbortSignal | undefined },
  hangUp: (why: Error) => void,
): AttemptBound {
  function begin(leftMs: number, inAllMs: number) {
    const bound = deadline(leftMs, outer, new Overdue(inAllMs));
    const { signal } = bound;
    const end = () => hangUp(signal.reason instanceof Overdue ? signal.reason : new Error(GIVEN_UP));
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    return bound;
  }
  let current = begin(ms, wholeMs);
  return {
    get signal() {
      return current.signal;
    },
    go(nextMs) {
      current.release();
      current = begin(nextMs, nextMs);
    },
    release: () => current.release(),
  };
}
