/** Jest waits for whatever a test leaves open, and a file can't stop what it never got hold of. */

type Started = { stop(): Promise<unknown> } | { close(): Promise<unknown> };

/** What a step gives; where it fails, what was started before it is stopped. */
export async function orStop<T>(step: Promise<T>, ...started: readonly Started[]): Promise<T> {
  try {
    return await step;
  } catch (error) {
    await Promise.allSettled(started.map(stop));
    throw error;
  }
}

/** What is started at once: all of it or, where one fails, nothing. */
export async function together<const T extends readonly unknown[]>(
  starting: T,
): Promise<{ -readonly [at in keyof T]: Awaited<T[at]> }> {
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  return orStop(Promise.all(starting), ...started.filter(isStarted));
}

const isStarted = (value: unknown): value is Started =>
  typeof value === 'object' && value !== null && ('stop' in value || 'close' in value);

const stop = (started: Started) => ('stop' in started ? started.stop() : started.close());
