import type { FormView } from './form.ts';
import { offered } from './offered.ts';
import type { Visit } from './page.ts';

/** Several of a list, such as the roles of a member. */
export interface Choices {
  /** Where the list stands in the body of the call. */
  name: string;
  /** The key of its label in the texts. */
  label: string;
  /** The key of a sentence that helps. */
  hint?: string;
  options: readonly { value: string; label: string; hint?: string; isFixed?: boolean }[];
}

/** As its partial reads it. */
export interface ChoicesView {
  id: string;
  label: string;
  hint: string | null;
  options: { id: string; name: string; value: string; label: string; hint: string | null; checked: boolean }[];
  error: string | null;
  describedBy: string | null;
}

/** The list with what was ticked, or what the object has, and with what the API said is wrong. */
export function choicesView(visit: Visit, choices: Choices, current: readonly string[]): ChoicesView {
  const { name, label, hint: hintKey, options } = choices;
  const id = `field-${name}`;
  const ticked = visit.refused === null ? current : chosen(visit.typed, name);
  const error = visit.refused?.violations.find(({ pointer }) => isWithin(pointer, name))?.message ?? null;
  const hint = hintKey === undefined ? null : visit.t(hintKey);
  return {
    id,
    label: visit.t(label),
    hint,
    options: offered(options, current).map((option, index) => ({
      hint: null,
      ...option,
      id: `${id}-${index}`,
      name,
      checked: ticked.includes(option.value),
    })),
    error,
    describedBy: [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || null,
  };
}

/** What was ticked: several values of one name are a line each. */
export const chosen = (typed: Visit['typed'], name: string): string[] =>
  (typed[name] ?? '').split('\n').filter(Boolean);

const isWithin = (pointer: string, name: string) => pointer === `/${name}` || pointer.startsWith(`/${name}/`);

/** The form with the list in it: its errors lead to the list, and both sides of a conflict name what is ticked. */
export function withChoices(visit: Visit, form: FormView, choices: Choices, current: readonly string[]): FormView {
  const view = choicesView(visit, choices, current);
  const summary = form.summary.map((line) =>
    line.href === null && view.error !== null && line.words.startsWith(`/${choices.name}`)
      ? { href: `#${view.id}`, words: `${view.label}: ${view.error}` }
      : line,
  );
  return { ...form, summary, conflicts: form.conflicts && [...form.conflicts, ...conflictOf(visit, choices, current)] };
}

function conflictOf(visit: Visit, { name, label, options }: Choices, current: readonly string[]) {
  const namesOf = (values: readonly string[]) =>
    offered(options, current)
      .filter(({ value }) => values.includes(value))
      .map((option) => option.label)
      .join(', ');
  const [theirs, mine] = [namesOf(current), namesOf(chosen(visit.typed, name))];
  return theirs === mine ? [] : [{ label: visit.t(label), theirs, mine }];
}
