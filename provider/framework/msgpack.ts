import { Decoder, Encoder, type EncoderOptions, ExtData } from '@msgpack/msgpack';
import { conform } from './conform.ts';
import type { Path } from './diagnostic.ts';
import type { DynamicValueMessage } from './protocol/diagnostic.ts';
import { type Type, typeBytes } from './type.ts';
import { isRecord, isUnknown, UNKNOWN, type Value } from './value.ts';

/**
 * Every extension is an unknown: plain ones have type 0, refined ones (such as a string of which only the prefix is
 * known) type 12, and what a later engine may invent is no more known than these.
 */
const extensionCodec: NonNullable<EncoderOptions['extensionCodec']> = {
  tryToEncode: (value) => (isUnknown(value) ? new ExtData(0, new Uint8Array(1)) : null),
  decode: () => UNKNOWN,
} as NonNullable<EncoderOptions['extensionCodec']>;

const codec = { extensionCodec, useBigInt64: true };
// Each has buffers of its own, which are not worth making for every value.
const encoder = new Encoder(codec);
const decoder = new Decoder(codec);
const utf8 = new TextDecoder();

/** Reads a DynamicValue by its type. Absent or empty is null; JSON is taken where there is no MessagePack. */
export function decodeValue(message: DynamicValueMessage | undefined, type: Type): Value {
  if (message?.msgpack?.length) return conform(decoder.decode(message.msgpack), type, [], readDynamic);
  if (message?.json?.length) return decodeJson(message.json, type);
  return null;
}

/** Writes a value as a DynamicValue by its type. */
export function encodeValue(value: Value, type: Type): DynamicValueMessage {
  return { msgpack: encoder.encode(wire(conform(value, type), type)) };
}

function readDynamic(raw: unknown, path: Path): Value {
  const [bytes, value] = raw as [Uint8Array, unknown];
  const type = JSON.parse(utf8.decode(bytes)) as Type;
  return { type: type as Value, value: conform(value, type, path, readDynamic) };
}

/** Dynamic values go out as pairs of type and value; everything else is already as it goes out. */
function wire(value: Value, type: Type): unknown {
  if (value === null || isUnknown(value)) return value;
  if (type === 'dynamic') return wireDynamic(value as unknown as { type: Type; value: Value });
  if (typeof type === 'string' || !holdsDynamic(type)) return value;
  if (Array.isArray(value)) {
    return value.map((item: Value, index) =>
      wire(item, type[0] === 'tuple' ? (type[1][index] ?? 'dynamic') : (type[1] as Type)),
    );
  }
  if (!isRecord(value)) return value;
  const typeOf = (key: string): Type => (type[0] === 'object' ? (type[1][key] ?? 'dynamic') : (type[1] as Type));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wire(item, typeOf(key))]));
}

function wireDynamic(pair: { type: Type; value: Value }): unknown {
  return [typeBytes(pair.type), wire(pair.value, pair.type)];
}

const dynamic = new WeakMap<object, boolean>();

function holdsDynamic(type: Exclude<Type, string>): boolean {
  let holds = dynamic.get(type);
  if (holds === undefined) {
    holds = JSON.stringify(type).includes('"dynamic"');
    dynamic.set(type, holds);
  }
  return holds;
}

/** A number that JSON.parse may round, outside of strings: one with more digits than fit, a fraction or an exponent. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON with long or fractional numbers as strings, so that no digit is lost. */
export function parseExactJson(bytes: Uint8Array): unknown {
  const exact = (token: string) => (token[0] === '"' || /^-?\d{1,15}$/.test(token) ? token : `"${token}"`);
  return JSON.parse(utf8.decode(bytes).replace(JSON_TOKEN, exact));
}

/** Reads JSON, as raw state has it, by the type: keys the type does not have are dropped, missing ones are null. */
export function decodeJson(bytes: Uint8Array, type: Type): Value {
  return conform(parseExactJson(bytes), type);
}
