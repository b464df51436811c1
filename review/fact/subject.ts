import { Markdown, say } from '../markdown/markdown.ts';
import type { Change } from '../plan/plan.ts';
import { labelReferred } from './change.ts';
import type { Telling } from './fact.ts';
import { kindOf } from './kinds.ts';
import { labelOf } from './label.ts';

/** As in: Role `Auditor` of the organization `ACME`. */
export function subjectOf(telling: Telling): Markdown {
  const { change } = telling;
  const kind = kindOf(change.type);
  if (!kind) return say`${change.type} ${labelOf(change.after) ?? labelOf(change.before) ?? change.name}`;
  const own = kind.subject?.(telling) ?? say`${new Markdown(kind.noun)} ${called(change)}`;
  const when = change.after === null ? 'before' : 'after';
  const within = kind.within === undefined ? undefined : labelReferred(telling, kind.within, when);
  return within === undefined ? own : say`${own} of the organization ${within}`;
}

/** By its new title where that changes, since the old one stands below it. */
export const called = (change: Change): string => labelOf(change.after) ?? labelOf(change.before) ?? change.name;
