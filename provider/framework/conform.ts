import { attributeError, type Path } from './diagnostic.ts';
import type { Type } from './type.ts';
import { isRecord, isUnknown, UNKNOWN, type Value } from './value.ts';

const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** How a dynamic value is read; its form differs between MessagePack, JSON and memory. */
export type ReadDynamic = (raw: unknown, path: Path) => Value;

/**
 * Brings anything into the exact form of the type: objects carry every attribute and no other, absent is null,
 * strings are NFC, numbers keep all their digits.
 * @throws DiagnosticError that names the path where the value does not fit the type.
 */
export function conform(raw: unknown, type: Type, path: Path = [], readDynamic: ReadDynamic = conformDynamic): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return UNKNOWN;
  const at = (item: unknown, itemType: Type, step: Path[number]) =>
    conform(item, itemType, [...path, step], readDynamic);
  if (typeof type === 'string') return type === 'dynamic' ? readDynamic(raw, path) : conformScalar(raw, type, path);
  switch (type[0]) {
    case 'list':
    case 'set':
      return sequence(raw, type[0], path).map((item, index) => at(item, type[1], index));
    case 'tuple':
      return type[1].map((itemType, index) => at(sequence(raw, 'tuple', path)[index], itemType, index));
    case 'map':
      return fromEntries(record(raw, 'map', path), (key, item) => [key.normalize('NFC'), at(item, type[1], { key })]);
    case 'object': {
      const fields = record(raw, 'object', path);
      const own = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : null);
      return fromEntries(type[1], (name, itemType) => [name, at(own(name), itemType, name)]);
    }
  }
}

function conformScalar(raw: unknown, type: 'string' | 'number' | 'bool', path: Path): Value {
  if (type === 'string' && typeof raw === 'string') return raw.normalize('NFC');
  if (type === 'bool' && typeof raw === 'boolean') return raw;
  if (type === 'number') {
    const number = conformNumber(raw);
    if (number !== undefined) return number;
  }
  throw misfit(raw, type, path);
}

function conformNumber(raw: unknown): number | bigint | string | undefined {
  if (typeof raw === 'number') return Number.isNaN(raw) ? undefined : raw;
  if (typeof raw === 'bigint') return narrow(raw);
  if (typeof raw !== 'string' || !DECIMAL.test(raw)) return undefined;
  return /^-?\d+$/.test(raw) ? narrow(BigInt(raw)) : raw;
}

/** The plainest form that loses no digit. */
function narrow(integer: bigint): number | bigint | string {
  const number = Number(integer);
  if (Number.isSafeInteger(number)) return number;
  return integer >= MIN_INT64 && integer <= MAX_UINT64 ? integer : integer.toString();
}

function conformDynamic(raw: unknown, path: Path): Value {
  const { type, value } = record(raw, 'dynamic', path);
  return { type: type as Value, value: conform(value, type as Type, path) };
}

function sequence(raw: unknown, expected: string, path: Path): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  throw misfit(raw, expected, path);
}

function record(raw: unknown, expected: string, path: Path): Readonly<Record<string, unknown>> {
  if (isRecord(raw)) return raw;
  throw misfit(raw, expected, path);
}

function fromEntries<T>(source: { readonly [key: string]: T }, each: (key: string, item: T) => [string, Value]): Value {
  return Object.fromEntries(Object.entries(source).map(([key, item]) => each(key, item)));
}

/** The value itself is not quoted: it may be a secret. */
function misfit(raw: unknown, expected: string, path: Path): Error {
  const found = Array.isArray(raw) ? 'a list' : `a value of type ${typeof raw}`;
  return attributeError(path, 'A value has the wrong type', `A ${expected} belongs here, but ${found} was found.`);
}
