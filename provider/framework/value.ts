import type { Type } from './type.ts';

/**
 * Stands where Terraform does not know a value yet (it is decided during apply). There is one, `UNKNOWN`; an object
 * and not a symbol, whose type TypeScript would widen in every object literal.
 */
export class Unknown {
  readonly unknown = true;

  /** A request body leaves it out. */
  toJSON(): undefined {
    return undefined;
  }
}

export const UNKNOWN: Unknown = Object.freeze(new Unknown());

/** Whether the value is not known yet. */
export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}

/**
 * A value of any Terraform type. Numbers are numbers when that is exact, bigints up to 64 bits, and decimal strings
 * beyond; lists, sets and tuples are arrays, maps and objects records; a dynamic value is `{ type, value }`.
 */
export type Value = null | boolean | string | number | bigint | Unknown | readonly Value[] | ValueRecord;
export type ValueRecord = { readonly [key: string]: Value };

/** The value, or undefined while it is unknown: what a request body leaves out. */
export function known<T>(value: T): Exclude<T, Unknown> | undefined {
  return isUnknown(value) ? undefined : (value as Exclude<T, Unknown>);
}

/** Whether the value is a map or an object. */
export function isRecord(value: unknown): value is ValueRecord {
  return typeof value === 'object' && value !== null && !isUnknown(value) && !Array.isArray(value);
}

/** The record's own entry, or null: never something inherited, such as `constructor`. */
export function entry(record: Value | undefined, key: string): Value {
  return isRecord(record) && Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}

/** The list's element at the position, or null. */
export function element(list: Value, index: number): Value {
  return Array.isArray(list) ? ((list[index] as Value | undefined) ?? null) : null;
}

export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return isRecord(value) ? Object.values(value).every(isWhollyKnown) : true;
}

/**
 * Whether an element is unknown, or null where its type says nothing of that: a value that functions of an attribute
 * are not asked about, since they take what the type says.
 */
export function hasGap(value: Value): boolean {
  if (Array.isArray(value)) return value.some((item: Value) => isUnknown(item) || item === null || hasGap(item));
  return isRecord(value) && Object.values(value).some((item) => isUnknown(item) || hasGap(item));
}

/** The value with null wherever something is unknown: what may be saved when an apply has failed. */
export function unknownAsNull(value: Value): Value {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(unknownAsNull);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unknownAsNull(item)]));
}

/** Whether two values of the type are the same; sets without regard to order, unknown equal to unknown. */
export function equalValue(a: Value, b: Value, type: Type): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return equalSequence(a, b, type);
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(
    (key) =>
      Object.hasOwn(a, key) === Object.hasOwn(b, key) && equalValue(entry(a, key), entry(b, key), typeAt(type, key)),
  );
}

function equalSequence(a: readonly Value[], b: readonly Value[], type: Type): boolean {
  if (a.length !== b.length) return false;
  if (type[0] !== 'set') return a.every((item, index) => equalValue(item, b[index] ?? null, typeAt(type, index)));
  const rest = [...b];
  return a.every((item) => {
    const found = rest.findIndex((other) => equalValue(item, other, typeAt(type, 0)));
    if (found >= 0) rest.splice(found, 1);
    return found >= 0;
  });
}

function typeAt(type: Type, key: string | number): Type {
  if (typeof type === 'string') return 'dynamic';
  if (type[0] === 'object') return type[1][key] ?? 'dynamic';
  if (type[0] === 'tuple') return type[1][Number(key)] ?? 'dynamic';
  return type[1];
}
