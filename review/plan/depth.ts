/** Deeper than any plan; what is deeper was made to exhaust whoever walks through it. */
export const DEEPEST = 100;

/** Whether a value has more levels than a plan can have. It walks level by level, and calls nothing within itself. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
