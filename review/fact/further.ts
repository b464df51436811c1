import { type Markdown, say } from '../markdown/markdown.ts';
import { UNKNOWN, type Value } from '../plan/value.ts';
import { leavesOf, named, told } from './change.ts';
import type { Fact, Telling } from './fact.ts';

/** What no fact tells: `port`: `587` instead of `25`. */
export function furtherIn(telling: Telling, facts: readonly Fact[]): Markdown[] {
  const { change } = telling;
  const about = new Set(['id', ...facts.flatMap(({ about = [] }) => about)]);
  const leaves = leavesOf(change).filter(({ root, path }) => !about.has(root) && !about.has(path));
  // A new object has attributes that the API decides; the old ones say nothing of what is meant.
  const meant = leaves.filter(({ after }) => change.action !== 'replace' || after !== UNKNOWN);
  return meant.flatMap(({ root, path, before, after }) => {
    const tell = /_ids?$/.test(path) ? (value: Value) => named(telling, root, value) : told;
    const [old, young] = [tell(before), tell(after)];
    if (old.text !== young.text) return [say`${path}: ${young} instead of ${old}`];
    // What is made anew has another id under the same name.
    return change.action === 'replace' ? [] : [say`${path}: another ${young}`];
  });
}
