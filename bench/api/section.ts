import { type Contestant, figuresOf, ratioOf, type Samples, takeSamples } from '../sample.ts';

/** One question, with whoever answers it. */
export interface Section {
  title: string;
  /** Of the figures: `requests/s`, `ms`. */
  unit: string;
  rounds: number;
  contestants: readonly Entry[];
}

export interface Entry {
  name: string;
  run: Contestant;
  /** The contestants this one is divided by, round by round. */
  against?: readonly string[];
}

export const HEADING = `${'name'.padEnd(58)}${'median'.padStart(9)}   ${'min–max'.padEnd(17)}ratio (min–max)`;

/** Lets the contestants run in turn, and answers their lines of the table. */
export async function describe({ title, unit, rounds, contestants }: Section): Promise<string> {
  const samples = await takeSamples(new Map(contestants.map(({ name, run }) => [name, run])), rounds);
  return [`${title}, ${unit}`, ...contestants.flatMap((entry) => linesOf(entry, samples))].join('\n');
}

function linesOf({ name, against = [] }: Entry, samples: Samples): string[] {
  const values = samples.get(name) ?? [];
  const { median: middle, spread } = figuresOf(values);
  const figures = `${middle.padStart(9)}   ${spread.padEnd(17)}`;
  const [first = '', ...others] = against.map(
    (baseline) => `${ratioOf(values, samples.get(baseline) ?? [])} ÷ ${baseline}`,
  );
  return [`  ${name.padEnd(56)}${figures}${first}`.trimEnd(), ...others.map((other) => ' '.repeat(87) + other)];
}
