/** RFC 5321, section 4.5.3.2.6: giving up on the final answer to a mail too early sends it twice. */
export const FINAL_ANSWER_MS = 60_000;

/** A signal that is given after a while, with a reason, or when another one is. Whoever is done with it releases it. */
export interface Deadline {
  signal: AbortSignal;
  release(): void;
}

/**
 * What AbortSignal.any and AbortSignal.timeout make is forgotten with its listeners when Node cleans up memory, and a
 * silent server would be waited for without end. A timer and a listener hold on to this one.
 */
export function deadline(timeoutMs: number, outer?: AbortSignal, reason: Error = timeout(timeoutMs)): Deadline {
  const controller = new AbortController();
  const pass = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(reason), timeoutMs);
  outer?.addEventListener('abort', pass, { once: true });
  if (outer?.aborted) pass();
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', pass);
    },
  };
}

const timeout = (ms: number) => Object.assign(new Error(`no answer within ${ms} ms`), { code: 'ETIMEDOUT' });
