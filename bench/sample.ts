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

/** A table of medians with their spread, and the ratio of each contestant to the named baseline, taken round by round. */
export function describeSamples(title: string, samples: Samples, baseline: string): string {
  const reference = samples.get(baseline) ?? [];
  const lines = [...samples].map(([name, values]) => {
    const { median: middle, spread } = figuresOf(values);
    return `  ${name.padEnd(34)}${middle.padStart(8)}   ${spread.padEnd(17)}${ratioOf(values, reference)}`;
  });
  const heading = `${title}: ms, median and min–max of ${reference.length}; ratio (min–max) ÷ ${baseline}`;
  return [heading, ...lines].join('\n');
}

/** As tables show them. */
export const figuresOf = (values: readonly number[]) => ({
  median: round(median(values)),
  spread: spreadOf(values, round),
});

/** The ratio round by round: its median and its spread. */
export function ratioOf(values: readonly number[], reference: readonly number[]): string {
  const ratios = values.map((value, index) => value / (reference[index] ?? Number.NaN));
  const hundredths = (value: number) => value.toFixed(2);
  return `${hundredths(median(ratios))} (${spreadOf(ratios, hundredths)})`;
}

function spreadOf(values: readonly number[], format: (value: number) => string): string {
  return `${format(Math.min(...values))}–${format(Math.max(...values))}`;
}

/** Three digits are what a busy machine can tell. */
const round = (value: number): string => (value < 100 ? value.toPrecision(3) : value.toFixed(0));
