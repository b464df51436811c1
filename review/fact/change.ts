import { join, Markdown, say } from '../markdown/markdown.ts';
import { type Change, changedIn } from '../plan/plan.ts';
import { Hidden, isSame, isValues, UNKNOWN, type Value } from '../plan/value.ts';
import type { Telling } from './fact.ts';

export const valueBefore = ({ before }: Change, name: string): Value => before?.[name] ?? null;
export const valueAfter = ({ after }: Change, name: string): Value => after?.[name] ?? null;

/** Whether it is there before and after, and the attribute is another one; what is not known yet may be. */
export const isUpdated = (change: Change, name: string): boolean =>
  change.before !== null && change.after !== null && !isSame(valueBefore(change, name), valueAfter(change, name));

export const isNew = ({ before, after }: Change): boolean => before === null && after !== null;
/** Whether the object that is there will be gone, be it that another one takes its place. */
export const isLost = ({ action }: Change): boolean => action === 'delete' || action === 'replace';

/** A value in a sentence, never a secret. */
export function told(value: Value): Markdown {
  if (value === null) return new Markdown('nothing');
  if (value === UNKNOWN) return new Markdown('what is known after apply');
  if (value instanceof Hidden) return new Markdown('(sensitive)');
  if (Array.isArray(value)) return value.length === 0 ? new Markdown('nothing') : join(value.map(told));
  return say`${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}

const textsOf = (value: Value): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** What is in one list and not in the other. */
export function difference(change: Change, name: string): { gained: string[]; lost: string[] } {
  const before = new Set(textsOf(valueBefore(change, name)));
  const after = new Set(textsOf(valueAfter(change, name)));
  return {
    gained: [...after].filter((each) => !before.has(each)),
    lost: [...before].filter((each) => !after.has(each)),
  };
}

/** The label of what an attribute with one id stands for, where the plan knows it. */
export function labelReferred({ change, labels }: Telling, name: string, when: 'before' | 'after'): string | undefined {
  const value = when === 'after' ? valueAfter(change, name) : valueBefore(change, name);
  return value === UNKNOWN ? labels.ofReferences(change, name)[0] : labels.ofId(value);
}

/** What an attribute with ids stands for, after the plan or before it. */
export const referred = (telling: Telling, name: string, when: 'before' | 'after'): Markdown =>
  named(telling, name, when === 'after' ? valueAfter(telling.change, name) : valueBefore(telling.change, name));

/** What ids stand for. @param root the attribute that they stand in, whose references tell of those that are not known yet */
export function named({ change, labels }: Telling, root: string, value: Value, last = ', '): Markdown {
  const ids: readonly Value[] = Array.isArray(value) ? value : [value === '' ? null : value];
  if (ids.length === 0 || ids[0] === null) return new Markdown('none');
  const byReference = ids.includes(UNKNOWN) ? labels.ofReferences(change, root) : [];
  if (byReference.length > 0) return join(byReference, { last });
  return join(
    ids.map((id) => labels.ofId(id) ?? told(id)),
    { last },
  );
}

interface Leaf {
  readonly root: string;
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

/** The attributes that differ, those within objects one by one. */
export function leavesOf(change: Pick<Change, 'before' | 'after'>): Leaf[] {
  const within = (root: string, path: string, before: Value, after: Value): Leaf[] => {
    if (isSame(before, after)) return [];
    if (!isValues(before) || !isValues(after)) return [{ root, path, before, after }];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => within(root, `${path}.${name}`, before[name] ?? null, after[name] ?? null));
  };
  return changedIn(change).flatMap((name) =>
    within(name, name, change.before?.[name] ?? null, change.after?.[name] ?? null),
  );
}
