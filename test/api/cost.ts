/** Something from outside that grows, and what the API does with it. */
export interface Growing {
  name: string;
  size: number;
  make(size: number): string;
  /** What a refusal costs counts too. */
  run(input: string): unknown;
}

const ROUNDS = 5;
/** What is quicker is done so often that it takes this long. */
const STEADY_MS = 10;
/** Twice the input takes twice the time, and a little more for memory. */
export const MAX_GROWTH = 2.5;
/** A measurement that something else on the machine disturbed is made once more. */
const TRIES = 8;

/** How many times as long an input of twice the size takes. */
export function growthOf(growing: Growing): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && least > MAX_GROWTH; attempt += 1) least = Math.min(least, measure(growing));
  return least;
}

function measure({ size, make, run }: Growing): number {
  const [one, two] = [make(size), make(2 * size)];
  let [ofOne, ofTwo] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const times = Math.ceil(STEADY_MS / Math.max(msOf(run, one, 1), 0.01));
  for (let round = 0; round < ROUNDS; round += 1) {
    ofOne = Math.min(ofOne, msOf(run, one, times));
    ofTwo = Math.min(ofTwo, msOf(run, two, times));
  }
  return ofTwo / ofOne;
}

/** Of the processor, for whoever else uses it meanwhile. */
function msOf(run: (input: string) => unknown, input: string, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) {
    try {
      run(input);
    } catch {
      // Refused, which is an answer too.
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
