import { describe, expect, test } from '@jest/globals';
import { decode, ExtData, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { decodeJson, decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import { type Type, typeBytes } from '../../../provider/framework/type.ts';
import { equalValue, isWhollyKnown, UNKNOWN, unknownAsNull, type Value } from '../../../provider/framework/value.ts';

const key = fc
  .string({ maxLength: 8 })
  .filter((text) => text !== '__proto__')
  .map((text) => text.normalize('NFC'));
const type: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Type[]>('string', 'number', 'bool', 'dynamic'),
    fc.tuple(fc.constantFrom('list', 'set', 'map'), tie('type')) as fc.Arbitrary<Type>,
    fc.tuple(fc.constant('tuple'), fc.array(tie('type'), { maxLength: 3 })) as fc.Arbitrary<Type>,
    fc.tuple(
      fc.constant('object'),
      fc.dictionary(key, tie('type'), { maxKeys: 4, noNullPrototype: true }),
    ) as fc.Arbitrary<Type>,
  ),
})).type;

const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }).map((double) => (Object.is(double, -0) ? 0 : double)),
  fc.bigInt(2n ** 53n, 2n ** 64n - 1n),
  fc.bigInt(-(2n ** 63n), -(2n ** 53n)),
  fc.bigInt(2n ** 64n, 2n ** 200n).map(String),
  fc.constantFrom('0.1', '3.14159265358979323846264338327950288419'),
);

function anyOf(of: Type): fc.Arbitrary<Value> {
  const plain = ((): fc.Arbitrary<Value> => {
    if (of === 'string') return fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'));
    if (of === 'number') return numbers;
    if (of === 'bool') return fc.boolean();
    if (of === 'dynamic') {
      return fc
        .constantFrom<Type[]>('string', ['list', 'number'])
        .chain((inner) => anyOf(inner).map((value) => ({ type: inner as Value, value })));
    }
    if (of[0] === 'tuple') return fc.tuple(...of[1].map(anyOf)) as unknown as fc.Arbitrary<Value>;
    if (of[0] === 'object') {
      return fc.record(Object.fromEntries(Object.entries(of[1]).map(([name, inner]) => [name, anyOf(inner)])), {
        noNullPrototype: true,
      }) as fc.Arbitrary<Value>;
    }
    if (of[0] === 'map') return fc.dictionary(key, anyOf(of[1]), { maxKeys: 3, noNullPrototype: true });
    return fc.array(anyOf(of[1]), { maxLength: 3 });
  })();
  return fc.oneof({ weight: 6, arbitrary: plain }, fc.constantFrom<Value[]>(null, UNKNOWN));
}

const typedValue = type.chain((of) => anyOf(of).map((value) => ({ of, value })));
const utf8 = new TextEncoder();

describe('values', () => {
  test('come back from MessagePack as they went, unknowns and nulls at any depth included', () => {
    fc.assert(
      fc.property(typedValue, ({ of, value }) => {
        expect(decodeValue(encodeValue(value, of), of)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test('are equal to themselves, and to nothing once an unknown in them became null', () => {
    fc.assert(
      fc.property(typedValue, ({ of, value }) => {
        expect(equalValue(value, decodeValue(encodeValue(value, of), of), of)).toBe(true);
        expect(isWhollyKnown(unknownAsNull(value))).toBe(true);
        if (!isWhollyKnown(value)) expect(equalValue(value, unknownAsNull(value), of)).toBe(false);
      }),
    );
  });

  test('of a set are equal in any order, of a list only in theirs', () => {
    expect(equalValue(['a', 'b', 'b'], ['b', 'a', 'b'], ['set', 'string'])).toBe(true);
    expect(equalValue(['a', 'b', 'b'], ['b', 'a', 'a'], ['set', 'string'])).toBe(false);
    expect(equalValue(['a', 'b'], ['b', 'a'], ['list', 'string'])).toBe(false);
  });

  test('that are numbers arrive as integers, floats or strings and keep every digit', () => {
    const read = (raw: unknown) => decodeValue({ msgpack: encode(raw, { useBigInt64: true }) }, 'number');
    expect(read('9007199254740993')).toBe(9007199254740993n);
    expect(read(9007199254740993n)).toBe(9007199254740993n);
    expect(read(7n)).toBe(7);
    expect(read('7')).toBe(7);
    expect(read('0.1')).toBe('0.1');
    expect(read(0.5)).toBe(0.5);
    expect(read('123456789012345678901234567890')).toBe('123456789012345678901234567890');
    expect(decode(encodeValue(9007199254740993n, 'number').msgpack ?? [], { useBigInt64: true })).toBe(
      9007199254740993n,
    );
  });

  test('of any extension type are unknown, and unknown goes out as extension 0', () => {
    const refined = encode(new ExtData(12, new Uint8Array([0x81, 2, 0xa4, 0x70, 0x72, 0x65, 0x2d])));
    expect(decodeValue({ msgpack: refined }, 'string')).toBe(UNKNOWN);
    expect(decodeValue({ msgpack: encode(new ExtData(-1, new Uint8Array(4))) }, 'string')).toBe(UNKNOWN);
    expect([...(encodeValue(UNKNOWN, 'string').msgpack ?? [])]).toEqual([0xd4, 0, 0]);
  });

  test('that are absent or empty are null', () => {
    expect(decodeValue(undefined, 'string')).toBeNull();
    expect(decodeValue({ msgpack: new Uint8Array(), json: new Uint8Array() }, 'string')).toBeNull();
  });

  test('that are objects carry every attribute and strings are NFC', () => {
    const raw = decode(encodeValue({ a: 'e\u0301' }, ['object', { a: 'string', b: 'string' }]).msgpack ?? []);
    expect(raw).toEqual({ a: '\u00e9', b: null });
  });

  test('of type dynamic are the JSON of their type, and the value', () => {
    const { msgpack } = encodeValue({ type: ['list', 'string'], value: ['x'] }, 'dynamic');
    expect(decode(msgpack ?? [])).toEqual([typeBytes(['list', 'string']), ['x']]);
  });

  test('read from JSON drop unknown keys, fill missing ones with null and keep long numbers', () => {
    const json = utf8.encode(
      '{"gone":{"a":[1]},"big":12345678901234567890,"text":"1234567890123456789 \\" 0.1","rate":0.1}',
    );
    const of: Type = ['object', { big: 'number', text: 'string', rate: 'number', fresh: ['list', 'string'] }];
    expect(decodeJson(json, of)).toEqual({
      big: 12345678901234567890n,
      text: '1234567890123456789 " 0.1',
      rate: '0.1',
      fresh: null,
    });
  });

  test('of the wrong type are errors that name the path and not the value', () => {
    const of: Type = ['object', { servers: ['list', ['object', { port: 'number' }]] }];
    const writing = () => encodeValue({ servers: [{ port: 1 }, { port: 'hunter2' }] }, of);
    expect(writing).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ path: ['servers', 1, 'port'] })] }),
    );
    expect(writing).not.toThrow(/hunter2/);
  });

  test('are not taken from the prototype of an object', () => {
    expect(decodeValue({ msgpack: encode({}) }, ['object', { toString: 'string' }] as unknown as Type)).toEqual({
      toString: null,
    });
  });
});
