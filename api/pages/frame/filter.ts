import type { Refused } from '../../http/inside.ts';
import { type Field, formView } from './form.ts';
import type { Visit } from './page.ts';

/** A field that a list is filtered by. */
export interface FilterField extends Field {
  /** What is offered; anything else may be typed. */
  suggestions?: readonly string[];
}

/** A filter as its partial reads it: what is asked for stands in its fields, and beside them what is wrong with it. */
export function filterView(visit: Visit, fields: readonly FilterField[], refused: Refused | null) {
  const { query, at, page } = visit;
  const names = fields.map(({ name }) => name);
  const { field, summary } = formView({ ...visit, typed: query, refused }, fields, query);
  const kept = Object.entries(query).filter(([name]) => !names.includes(name) && name !== 'after');
  const set = fields.filter(({ name }) => query[name]);
  return {
    fields: fields.map(({ name, suggestions }) => ({ ...field[name], suggestions: suggestions ?? [] })),
    summary,
    /** What the list is asked for besides, which stays. */
    kept: kept.map(([name, value]) => ({ name, value })),
    /** What is asked for, in words; the fields themselves would push the list far down. */
    set: set.map(({ name, label }) => ({ label: visit.t(label), value: query[name] })),
    isOpen: refused !== null,
    clear: `${at.prefix}${page.path}?${new URLSearchParams(kept)}`,
  };
}

/** What was asked for, without what is empty. */
export function askedOf({ query }: Visit, fields: readonly Field[]): Record<string, string> {
  const asked = fields.map(({ name, kind }) => [name, sentAs(kind, query[name]?.trim() ?? '')] as const);
  return Object.fromEntries(asked.filter(([, value]) => value !== ''));
}

/** What a browser sends of a moment has no zone: it is UTC here, as it says beside it. */
const sentAs = (kind: Field['kind'], value: string): string =>
  kind === 'datetime-local' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value) ? `${value}Z` : value;
