import { type Contestant, median, takeSamples } from './sample.ts';

/** What one run prints is one table: a row for whatever was measured, under the question it answers. */
const NAME_WIDTH = 58;
const MEDIAN_WIDTH = 9;
const SPREAD_WIDTH = 17;
const BEFORE_RATIO = NAME_WIDTH + MEDIAN_WIDTH + 3 + SPREAD_WIDTH;

export const HEADING = `${'name'.padEnd(NAME_WIDTH)}${'median'.padStart(MEDIAN_WIDTH)}   ${'min–max'.padEnd(SPREAD_WIDTH)}ratio (min–max)`;

export interface Row {
  name: string;
  /** Round by round. */
  values: readonly number[];
  /** What it is divided by, round by round. */
  against?: readonly { name: string; values: readonly number[] }[];
  /** What else is to be said. */
  note?: string;
}

/** @param title the question, with the unit of the figures: `Start of the API, ms` */
export function sectionOf(title: string, rows: readonly Row[]): string {
  return [title, ...rows.map(rowText)].join('\n');
}

/** For what takes long: each row as it comes, under a title that was printed before. */
export function rowText({ name, values, against = [], note }: Row): string {
  const { median: middle, spread } = figuresOf(values);
  const figures = `${middle.padStart(MEDIAN_WIDTH)}   ${spread.padEnd(SPREAD_WIDTH)}`;
  const ratios = against.map((reference) => `${ratioOf(values, reference.values)} ÷ ${reference.name}`);
  const [first = '', ...others] = note === undefined ? ratios : [`${ratios.join('; ')}; ${note}`];
  const line = `  ${name.padEnd(NAME_WIDTH - 2)}${figures}${first}`.trimEnd();
  return [line, ...others.map((other) => ' '.repeat(BEFORE_RATIO) + other)].join('\n');
}

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
  /** The contestants this one is divided by. */
  against?: readonly string[];
}

/** Lets the contestants run in turn, and answers their lines of the table. */
export async function describe({ title, unit, rounds, contestants }: Section): Promise<string> {
  const samples = await takeSamples(new Map(contestants.map(({ name, run }) => [name, run])), rounds);
  const valuesOf = (name: string) => samples.get(name) ?? [];
  const rows = contestants.map(({ name, against = [] }) => ({
    name,
    values: valuesOf(name),
    against: against.map((baseline) => ({ name: baseline, values: valuesOf(baseline) })),
  }));
  return sectionOf(`${title}, ${unit}`, rows);
}

/** As the table shows them. */
export const figuresOf = (values: readonly number[]) => ({
  median: round(median(values)),
  spread: spreadOf(values, round),
});

/** The ratio round by round: its median and its spread. */
function ratioOf(values: readonly number[], reference: readonly number[]): string {
  const ratios = values.map((value, index) => value / (reference[index] ?? Number.NaN));
  const hundredths = (value: number) => value.toFixed(2);
  return `${hundredths(median(ratios))} (${spreadOf(ratios, hundredths)})`;
}

function spreadOf(values: readonly number[], format: (value: number) => string): string {
  return `${format(Math.min(...values))}–${format(Math.max(...values))}`;
}

/** Three digits are what a busy machine can tell. */
const round = (value: number): string => (value < 100 ? value.toPrecision(3) : value.toFixed(0));
