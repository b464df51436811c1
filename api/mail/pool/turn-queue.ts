/** Those who wait for something of a name, each called when it is their turn. */
export interface TurnQueue {
  /** Until it is one's turn, or the signal is given. */
  wait(name: string, signal?: AbortSignal): Promise<void>;
  /** Calls whoever has waited longest. */
  next(name: string): void;
  /** Calls everybody. */
  all(name: string): void;
  lengthOf(name: string): number;
}

export function createQueue(): TurnQueue {
  const waiting = new Map<string, Set<() => void>>();
  return {
    async wait(name, signal) {
      if (signal?.aborted) return;
      const queue = waiting.get(name) ?? new Set();
      waiting.set(name, queue);
      let call: () => void = () => undefined;
      await new Promise<void>((resolve) => {
        call = resolve;
        queue.add(call);
        signal?.addEventListener('abort', call, { once: true });
      });
      queue.delete(call);
      signal?.removeEventListener('abort', call);
    },
    lengthOf: (name) => waiting.get(name)?.size ?? 0,
    all(name) {
      const queue = [...(waiting.get(name) ?? [])];
      waiting.delete(name);
      for (const call of queue) call();
    },
    next(name) {
      const queue = waiting.get(name);
      const [first] = queue ?? [];
      if (!queue || !first) return;
      queue.delete(first);
      first();
    },
  };
}
