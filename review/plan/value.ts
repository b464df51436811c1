import { isDeepStrictEqual } from 'node:util';

/** A value that nobody may see. The same one stands for the same value, so that a change of it can be told. */
export class Hidden {}

/** What is decided when the plan is applied. */
export const UNKNOWN = Symbol('known after apply');

export type Value =
  | null
  | boolean
  | number
  | string
  | Hidden
  | typeof UNKNOWN
  | readonly Value[]
  | { readonly [name: string]: Value };

export type Values = { readonly [name: string]: Value };

/** As it stands in the JSON. */
export type Raw = null | boolean | number | string | readonly Raw[] | { readonly [name: string]: Raw };

interface Marks {
  readonly unknown: Raw | undefined;
  readonly sensitive: Raw | undefined;
}

/** Reads values of one plan. */
export type Mask = (raw: Raw | undefined, marks: Marks) => Value;

/** @param isSecret whether an attribute is one by the provider's schema, whatever the plan says of it */
export function createMask(isSecret: (name: string) => boolean): Mask {
  const hidden = new Map<string, Hidden>();
  const hide = (raw: Raw | undefined): Value => {
    if (raw === null || raw === undefined) return null;
    const key = JSON.stringify(raw);
    const found = hidden.get(key) ?? new Hidden();
    hidden.set(key, found);
    return found;
  };
  const mask = (raw: Raw | undefined, { unknown, sensitive }: Marks): Value => {
    if (unknown === true) return UNKNOWN;
    if (sensitive === true) return hide(raw);
    if ((raw === null || raw === undefined) && !hasUnknown(unknown)) return null;
    const within = (key: string): Value => {
      const inner = at(raw, key);
      if (isSecret(key) && at(unknown, key) !== true) return hide(inner);
      return mask(inner, { unknown: at(unknown, key), sensitive: at(sensitive, key) });
    };
    if (isList(raw)) return raw.map((_, index) => within(String(index)));
    if (isRecord(raw) || isRecord(unknown)) {
      const names = new Set([...keysOf(raw), ...keysOf(unknown)]);
      return Object.fromEntries([...names].sort().map((name) => [name, within(name)]));
    }
    return raw ?? null;
  };
  return mask;
}

/** An empty record of unknowns stands beside what there is none of. */
const hasUnknown = (unknown: Raw | undefined): boolean =>
  unknown === true || (typeof unknown === 'object' && unknown !== null && Object.values(unknown).some(hasUnknown));

const isList = (value: unknown): value is readonly Raw[] => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, Raw> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const keysOf = (value: Raw | undefined): string[] => (isRecord(value) ? Object.keys(value) : []);

function at(value: Raw | undefined, key: string): Raw | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, Raw>)[key] : undefined;
}

/** A hidden value is the same as itself alone, where the library would find any two alike. */
export function isSame(one: Value, other: Value): boolean {
  if (one instanceof Hidden || other instanceof Hidden) return one === other;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, i) => isSame(each, other[i] ?? null));
  if (isValues(one) && isValues(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => isSame(one[name] ?? null, other[name] ?? null));
  }
  return isDeepStrictEqual(one, other);
}

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Hidden);
