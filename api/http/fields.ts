/** What `fields=` asks for. */
export interface FieldSelection {
  /** Only these; none: the ordinary ones. */
  readonly kept: readonly string[];
  /** These besides. */
  readonly added: readonly string[];
}

/** No `fields=`: everything ordinary. */
export const ALL_FIELDS: FieldSelection = { kept: [], added: [] };

/** Splits `a,b,add(c,d)`; the parameter may also be repeated. */
export function readFields(fields: unknown): FieldSelection {
  if (fields === undefined) return ALL_FIELDS;
  const text = [fields].flat().filter((each) => typeof each === 'string');
  const added: string[] = [];
  const rest = text.join(',').replace(/add\(([^)]*)\)/g, (_, names: string) => {
    added.push(...split(names));
    return '';
  });
  return { kept: split(rest), added };
}

const split = (names: string) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
