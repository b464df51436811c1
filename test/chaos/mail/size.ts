/** How much chaos there is: little in `npm test`, and as much as `npm run chaos` says. */
export interface Size {
  /** Workers that are killed. */
  kills: number;
  /** Mails that leave meanwhile. */
  mails: number;
  /** Everything that happens by chance follows from it. */
  seed: number;
  /** Whether what takes a minute by itself happens too. */
  isLong: boolean;
}

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);

export function readSize(): Size {
  const isLong = process.env.CHAOS_LONG === '1';
  return {
    kills: number('CHAOS_KILLS', isLong ? 200 : 6),
    mails: number('CHAOS_MAILS', isLong ? 2_000 : 60),
    seed: number('CHAOS_SEED', 1),
    isLong,
  };
}

/** Between 0 and 1, the same row of numbers for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
