/** What each run of each contestant measured, by name: milliseconds where nothing else is said. */
export type Samples = ReadonlyMap<string, number[]>;

/** A contestant runs once and answers what was measured. */
export type Contestant = () => Promise<number>;

/** Runs the contestants in turn, A B C A B C …, so that a machine that drifts drifts for all; the first round is not counted. */
export async function takeSamples(contestants: ReadonlyMap<string, Contestant>, rounds: number): Promise<Samples> {
  const samples = new Map([...contestants.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of contestants) {
      const measured = await run();
      if (round > 0) samples.get(name)?.push(measured);
    }
  }
  return samples;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
