type Close = () => Promise<void>;

/** What was started, so that it can be stopped in reverse order, whatever happened. */
export interface Closing {
  /** Remembers how to stop what was just started, and hands it on. */
  add<Started>(started: Started, close: (started: Started) => Promise<void>): Started;
  /** Stops everything; one failure does not keep the rest from stopping. */
  closeAll(): Promise<void>;
}

export function createClosing(): Closing {
  const closes: Close[] = [];
  return {
    add(started, close) {
      closes.push(() => close(started));
      return started;
    },
    async closeAll() {
      const failures: unknown[] = [];
      for (const close of closes.splice(0).reverse()) await close().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, 'Something could not be stopped.');
    },
  };
}
