import { setTimeout as wait } from 'node:timers/promises';

export interface PollOptions<Answer> {
  /** 30,000 unless said. */
  timeoutMs?: number;
  /** Between an answer and the next question; 50 unless said. */
  everyMs?: number;
  /** The error's message, from the last answer. */
  describe?: (last: Answer) => string;
}

type Ask<Answer> = () => Answer | Promise<Answer>;

/**
 * Asks again and again until the answer fits.
 * @throws when none has in time, with the last answer; and whatever `ask` throws
 */
export async function waitUntil<Answer, Fit extends Answer>(
  ask: Ask<Answer>,
  fits: (answer: Answer) => answer is Fit,
  options?: PollOptions<Answer>,
): Promise<Fit>;
export async function waitUntil<Answer>(
  ask: Ask<Answer>,
  fits: (answer: Answer) => boolean,
  options?: PollOptions<Answer>,
): Promise<Answer>;
export async function waitUntil<Answer>(
  ask: Ask<Answer>,
  fits: (answer: Answer) => boolean,
  { timeoutMs = 30_000, everyMs = 50, describe }: PollOptions<Answer> = {},
): Promise<Answer> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > end) throw new Error(describe?.(answer) ?? neverFitted(answer, timeoutMs));
    await wait(everyMs);
  }
}

function neverFitted(last: unknown, timeoutMs: number): string {
  return `It did not come to pass within ${timeoutMs} ms; the last answer: ${JSON.stringify(last)}`;
}
