import type { Markdown } from '../markdown/markdown.ts';
import type { Drift } from './drift.ts';
import type { Entry } from './entry.ts';

/** What whoever reviews a plan should ask, each question once. */
export function questionsOf(entries: readonly Entry[], drift: readonly Drift[]): Markdown[] {
  const all = [...entries.flatMap(({ asked }) => asked), ...drift.map(({ asked }) => asked)];
  return [...new Map(all.map((each) => [each.text, each])).values()];
}
