import { offered } from './offered.ts';
import type { Visit } from './page.ts';

/** A field of a form, as data. */
export interface Field {
  /** Where it stands in the body of the call: `credentials.username` is `{ credentials: { username } }`. */
  name: string;
  /** The key of its label in the texts. */
  label: string;
  kind?:
    | 'text'
    | 'email'
    | 'url'
    | 'password'
    | 'number'
    | 'checkbox'
    | 'textarea'
    | 'select'
    | 'hidden'
    | 'datetime-local';
  /** The key of a sentence that helps. */
  hint?: string;
  required?: true;
  autocomplete?: string;
  /** Of a `select`. */
  options?: readonly { value: string; label: string }[];
  /** Whether what was typed is not shown again. */
  isSecret?: true;
  /** What an empty field stands for: it is not sent, or sent as null or as an empty text (which the API refuses where it is required, the default there). */
  empty?: 'absent' | 'null' | 'text';
}

/** A field as its partial reads it. */
export interface FieldView {
  id: string;
  name: string;
  label: string;
  kind: string;
  isArea: boolean;
  isSelect: boolean;
  isCheckbox: boolean;
  isHidden: boolean;
  required: boolean;
  autocomplete: string;
  hint: string | null;
  value: string;
  checked: boolean;
  options: { value: string; label: string; selected: boolean }[];
  error: string | null;
  describedBy: string | null;
}

export interface FormView {
  /** By name, with _ for each dot. */
  field: Record<string, FieldView>;
  /** The same in their order. */
  fields: FieldView[];
  /** What is wrong, for the head of the page; links lead to fields. */
  summary: { href: string | null; words: string }[];
  /** Where somebody else changed the object meanwhile: what it is now beside what was typed. */
  conflicts: { label: string; theirs: string; mine: string }[] | null;
}

/** A form with what was typed, or what the object has, and with what the API said is wrong. */
export function formView(visit: Visit, fields: readonly Field[], current: object = {}): FormView {
  // What was refused may have been another form of the page.
  const isTyped = fields.some(({ name }) => visit.typed[name] !== undefined);
  const views = fields.map((field) => fieldView(isTyped ? visit : { ...visit, refused: null }, field, current));
  return {
    field: Object.fromEntries(views.map((view) => [view.name.replaceAll('.', '_'), view])),
    fields: views,
    summary: summaryOf(visit, views),
    conflicts: visit.refused?.code === 'stale' ? conflictsOf(visit, fields, current) : null,
  };
}

function fieldView(visit: Visit, field: Field, current: object): FieldView {
  const { name, kind = 'text' } = field;
  const id = `field-${name.replaceAll('.', '-')}`;
  const value = kind === 'password' || field.isSecret ? '' : shownValue(visit, field, current);
  const error = visit.refused?.violations.find(({ pointer }) => pointer === pointerOf(name))?.message ?? null;
  const hint = field.hint === undefined ? null : visit.t(field.hint);
  return {
    id,
    name,
    label: visit.t(field.label),
    kind,
    isArea: kind === 'textarea',
    isSelect: kind === 'select',
    isCheckbox: kind === 'checkbox',
    isHidden: kind === 'hidden',
    required: field.required ?? false,
    autocomplete: field.autocomplete ?? 'off',
    hint,
    value,
    checked: value === 'true',
    options: offered(field.options ?? [], value === '' ? [] : [value]).map((option) => ({
      ...option,
      selected: option.value === value,
    })),
    error,
    describedBy: [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || null,
  };
}

const pointerOf = (name: string) => `/${name.replaceAll('.', '/')}`;

function shownValue({ refused, typed }: Visit, field: Field, current: object): string {
  if (refused === null) return currentOf(field, current);
  // A box that is not ticked is not sent.
  return typed[field.name] ?? (field.kind === 'checkbox' ? 'false' : '');
}

function currentOf({ name }: Field, current: object): string {
  const found = name.split('.').reduce<unknown>((place, step) => Object(place)[step], current);
  return found === undefined || found === null ? '' : String(found);
}

function summaryOf({ refused }: Visit, views: readonly FieldView[]): FormView['summary'] {
  if (refused === null) return [];
  if (refused.violations.length === 0) return [{ href: null, words: refused.message }];
  return refused.violations.map(({ pointer, message }) => {
    const view = views.find(({ name }) => pointerOf(name) === pointer);
    return view
      ? { href: `#${view.id}`, words: `${view.label}: ${message}` }
      : { href: null, words: `${pointer} ${message}`.trim() };
  });
}

/** Of secrets nothing is shown. */
function conflictsOf(visit: Visit, fields: readonly Field[], current: object) {
  return fields
    .filter(({ kind, isSecret }) => kind !== 'password' && kind !== 'hidden' && !isSecret)
    .map((field) => ({
      label: visit.t(field.label),
      theirs: inWords(field, currentOf(field, current)),
      mine: inWords(field, shownValue(visit, field, current)),
    }))
    .filter(({ theirs, mine }) => theirs !== mine);
}

const inWords = ({ options = [] }: Field, value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

/** What was typed as the body of a call. */
export function bodyOf(typed: Visit['typed'], fields: readonly Field[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = sentValue(field, typed[field.name]);
    if (value !== undefined) place(body, field.name.split('.'), value);
  }
  return body;
}

function sentValue(
  { kind, required, empty = required ? 'text' : 'absent' }: Field,
  typed: string | undefined,
): unknown {
  if (kind === 'checkbox') return typed === 'true';
  if (typed === undefined || typed === '') return { absent: undefined, null: null, text: '' }[empty];
  // What is no number goes as it is, and the API says so.
  if (kind === 'number') return Number.isNaN(Number(typed)) ? typed : Number(typed);
  return typed;
}

function place(body: Record<string, unknown>, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    body[step] = value;
    return;
  }
  const inner = Object(body[step] ?? {}) as Record<string, unknown>;
  body[step] = inner;
  place(inner, rest, value);
}
