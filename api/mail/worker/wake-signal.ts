/** Wakes a loop before its time. Fired while nobody waits, it ends the next wait at once. */
export interface WakeSignal {
  fire(): void;
  wait(timeoutMs: number): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  let fired = false;
  let end: (() => void) | null = null;
  return {
    fire() {
      fired = true;
      end?.();
    },
    async wait(timeoutMs) {
      if (!fired) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      fired = false;
    },
  };
}
