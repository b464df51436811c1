/**
 * What is told while something runs, in order and as soon as it is told. Throws what that throws, after all that was
 * told before. Whoever stops listening still waits for its end: a write under way must not be cut off.
 */
export async function* whileRunning<T>(run: (tell: (item: T) => void) => Promise<void>): AsyncGenerator<T> {
  const told: T[] = [];
  let isOver = false;
  let wake = () => {};
  const notice = () => wake();
  const running = run((item) => {
    told.push(item);
    notice();
  }).finally(() => {
    isOver = true;
    notice();
  });
  // It is awaited below; until then a failure must not count as one that nobody hears of.
  const ended = running.catch(() => {});
  try {
    while (!isOver || told.length > 0) {
      yield* told.splice(0);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isOver || told.length > 0) resolve();
      });
    }
  } finally {
    await ended;
  }
  await running;
}
