/** How many mails end in a second just now. */
export interface Pace {
  note(): void;
  readonly perSecond: number;
}

const WINDOW_MS = 250;

export function createPace(): Pace {
  let began = performance.now();
  let ended = 0;
  let perSecond = 0;
  return {
    note() {
      ended += 1;
      const tookMs = performance.now() - began;
      if (tookMs < WINDOW_MS) return;
      perSecond = (ended * 1_000) / tookMs;
      began += tookMs;
      ended = 0;
    },
    get perSecond() {
      return perSecond;
    },
  };
}
