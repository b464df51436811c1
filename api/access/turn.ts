import { ApiError } from '../errors.ts';

/** Runs a task when its turn has come. */
export type InTurn = <Result>(run: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_S = '2';

/**
 * Lets so many tasks run at once, and so many wait; what comes beyond is refused at once with 429, so that a flood
 * cannot pile up work.
 */
export function createTurns(atOnce: number, waitingAtMost: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function takeTurn(): Promise<void> {
    if (running < atOnce) running += 1;
    else if (waiting.length >= waitingAtMost) throw crowded();
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** The place goes straight to whoever waits longest. */
  function passOn(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async (run) => {
    await takeTurn();
    try {
      return await run();
    } finally {
      passOn();
    }
  };
}

function crowded(): ApiError {
  const message = 'Too many people sign in just now; try again in a moment.';
  return new ApiError('rate_limited', message, { headers: { 'Retry-After': RETRY_AFTER_S } });
}
