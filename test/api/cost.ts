/** Something from outside that grows, and what the API does with it. */
export interface Growing {
  name: string;
  size: number;
  make(size: number): string;
  /** What a refusal costs counts too. */
  run(input: string): unknown;
}

const ROUNDS = 3;
/** What is quicker is done so often that it takes this long. */
const STEADY_MS = 5;
/** How many times as large the larger input is: so many that a machine's noise can't be taken for a square. */
const TIMES_AS_LARGE = 8;
/** Linear work takes 8 times as long, and a little more for memory; a square would take 64 times as long. */
export const MAX_GROWTH = 2 * TIMES_AS_LARGE;
/** A measurement that something else on the machine disturbed is made once more. */
const TRIES = 8;

/** How many times as long an input of eight times the size takes. */
export function growthOf(growing: Growing): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && least > MAX_GROWTH; attempt += 1) least = Math.min(least, measure(growing));
  return least;
}

function measure({ size, make, run }: Growing): number {
  const [small, large] = [make(Math.ceil((2 * size) / TIMES_AS_LARGE)), make(2 * size)];
  let [ofSmall, ofLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const times = Math.ceil(STEADY_MS / Math.max(msOf(run, small, 1), 0.01));
  for (let round = 0; round < ROUNDS; round += 1) {
    ofSmall = Math.min(ofSmall, msOf(run, small, times));
    ofLarge = Math.min(ofLarge, msOf(run, large, times));
  }
  return ofLarge / ofSmall;
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
