import type { Scope } from '../context.ts';
import { ask } from '../database/statement.ts';
import { quoted } from '../database/write.ts';
import type { Target } from './definition.ts';

/** So many are looked for in one query: who is invited again and again does not take one for each time. */
const AT_ONCE = 100;

/** The name, or the first of name-2, name-3 … that no object of the organization has: for names nobody chose. */
export function freeName(
  { manager }: Pick<Scope, 'manager'>,
  { table }: Pick<Target, 'table'>,
  orgId: string,
  name: string,
): Promise<string> {
  const text = `SELECT name FROM ${quoted(table)} WHERE org_id = $1 AND name = ANY ($2)`;
  return firstFree(name, (names) => ask<{ name: string }>(manager, text, [orgId, names]));
}

/** The name, or the first of name-2, name-3 … that is not among those which are found to be taken. */
export async function firstFree(
  name: string,
  findTaken: (names: readonly string[]) => Promise<readonly { name: string }[]>,
): Promise<string> {
  for (let first = 1; ; first += AT_ONCE) {
    const candidates = Array.from({ length: AT_ONCE }, (_, index) => numbered(name, first + index));
    const taken = new Set((await findTaken(candidates)).map((row) => row.name));
    const free = candidates.find((each) => !taken.has(each));
    if (free !== undefined) return free;
  }
}

const numbered = (name: string, count: number): string => (count === 1 ? name : `${name}-${count}`);
