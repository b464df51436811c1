import { type BinaryReader, type BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { ScalarType } from './message.ts';

/** How one scalar type is read and written; `zero` is what an absent field reads as. */
export interface Scalar {
  readonly wireType: WireType;
  readonly zero: unknown;
  readonly read: (reader: BinaryReader) => unknown;
  /** Throws a TypeError that names the expected and the found type, never the value (it may be a secret). */
  readonly write: (writer: BinaryWriter, value: unknown) => void;
}

const INT32_LIMIT = 2 ** 31;

const int32: Scalar = {
  wireType: WireType.Varint,
  zero: 0,
  read: (reader) => reader.int32(),
  write: (writer, value) => {
    if (!isInteger(value) || value < -INT32_LIMIT || value >= INT32_LIMIT) throw mismatch('a 32-bit integer', value);
    writer.int32(value);
  },
};

const int64: Scalar = {
  wireType: WireType.Varint,
  zero: 0,
  read: (reader) => {
    const value = Number(reader.int64());
    if (!Number.isSafeInteger(value)) throw new RangeError('an integer beyond ±(2^53 − 1) would lose digits');
    return value;
  },
  write: (writer, value) => {
    if (!isInteger(value)) throw mismatch('an integer within ±(2^53 − 1)', value);
    writer.int64(value);
  },
};

const bool: Scalar = {
  wireType: WireType.Varint,
  zero: false,
  read: (reader) => reader.bool(),
  write: (writer, value) => {
    if (typeof value !== 'boolean') throw mismatch('a boolean', value);
    writer.bool(value);
  },
};

const string: Scalar = {
  wireType: WireType.LengthDelimited,
  zero: '',
  read: (reader) => reader.string(),
  write: (writer, value) => {
    if (typeof value !== 'string') throw mismatch('a string', value);
    writer.string(value);
  },
};

const bytes: Scalar = {
  wireType: WireType.LengthDelimited,
  zero: new Uint8Array(0),
  read: (reader) => reader.bytes(),
  write: (writer, value) => {
    if (!(value instanceof Uint8Array)) throw mismatch('bytes', value);
    writer.bytes(value);
  },
};

export const scalars: { readonly [type in ScalarType]: Scalar } = { string, bytes, bool, int64, int32, enum: int32 };

export function mismatch(expected: string, value: unknown): TypeError {
  return new TypeError(`expected ${expected}, found ${value === null ? 'null' : typeof value}`);
}

/** The same error, its message led by the field it happened in; nested calls build the whole path. */
export function locate(field: string, error: unknown): Error {
  const { message } = error instanceof Error ? error : { message: String(error) };
  return new TypeError(/^[\w.]+: /.test(message) ? `${field}.${message}` : `${field}: ${message}`, { cause: error });
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
