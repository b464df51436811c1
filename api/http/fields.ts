import { invalid } from '../errors.ts';

/** What `fields=` asks for. */
export interface FieldSelection {
  /** Only these; none: the ordinary ones. */
  readonly kept: ReadonlySet<string>;
  /** These besides. */
  readonly added: ReadonlySet<string>;
}

/** No `fields=`: everything ordinary. */
export const ALL_FIELDS: FieldSelection = { kept: new Set(), added: new Set() };

export const MAX_FIELDS_LENGTH = 2000;

/** A name and the sign behind it. */
const PART = /([^,()]*)([,()]|$)/g;

/** Splits `a,b,add(c,d)` in one pass; the parameter may also be repeated. @throws 400 when it is too long. */
export function readFields(fields: unknown): FieldSelection {
  if (fields === undefined) return ALL_FIELDS;
  const text = [fields]
    .flat()
    .filter((each) => typeof each === 'string')
    .join(',');
  if (text.length > MAX_FIELDS_LENGTH) {
    throw invalid('query', [{ pointer: '', message: `fields must have at most ${MAX_FIELDS_LENGTH} characters` }]);
  }
  const kept = new Set<string>();
  const added = new Set<string>();
  let into = kept;
  for (const [, part = '', sign] of text.matchAll(PART)) {
    const name = part.trim();
    if (sign === '(' && name === 'add') into = added;
    else if (name !== '') into.add(name);
    if (sign === ')') into = kept;
  }
  return { kept, added };
}
