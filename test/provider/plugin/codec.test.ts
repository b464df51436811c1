import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from '../../../provider/plugin/proto/decode.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import type { Message, MessageShape } from '../../../provider/plugin/proto/message.ts';

const tree: MessageShape = {
  name: { number: 1, type: 'string' },
  data: { number: 2, type: 'bytes' },
  flag: { number: 3, type: 'bool' },
  size: { number: 4, type: 'int64' },
  delta: { number: 5, type: 'int32' },
  kind: { number: 6, type: 'enum' },
  maybe: { number: 7, type: 'int64', optional: true },
  maybe_text: { number: 8, type: 'string', optional: true },
  child: { number: 9, type: () => tree },
  children: { number: 10, type: () => tree, repeated: true },
  words: { number: 11, type: 'string', repeated: true },
  numbers: { number: 12, type: 'int64', repeated: true },
  labels: { number: 13, type: 'string', map: true },
  branches: { number: 2000, type: () => tree, map: true },
};

const text = fc.string({ unit: 'binary' });
const safeInteger = fc.maxSafeInteger();
const key = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', ''));

const node = nodeArbitrary(3);

function nodeArbitrary(depth: number): fc.Arbitrary<Message> {
  const below = depth > 0 ? nodeArbitrary(depth - 1) : undefined;
  return fc.record({
    name: text,
    data: fc.uint8Array(),
    flag: fc.boolean(),
    size: safeInteger,
    delta: fc.integer(),
    kind: fc.nat(9),
    maybe: fc.option(safeInteger, { nil: undefined }),
    maybe_text: fc.option(text, { nil: undefined }),
    child: below ? fc.option(below, { nil: undefined }) : fc.constant(undefined),
    children: below ? fc.array(below, { maxLength: 2 }) : fc.constant([]),
    words: fc.array(text),
    numbers: fc.array(safeInteger),
    labels: fc.dictionary(key, text),
    branches: below ? fc.dictionary(key, below, { maxKeys: 1 }) : fc.constant({}),
  });
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (digits: string) => new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
const zero = decode(tree, new Uint8Array());

describe('the protobuf codec', () => {
  test('reads back every message it wrote', () => {
    fc.assert(fc.property(node, (message) => expect(decode(tree, encode(tree, message))).toEqual(message)));
  });

  test.each([
    ['an integer', '20 96 01', { size: 150 }],
    ['a string', '0a 07 74 65 73 74 69 6e 67', { name: 'testing' }],
    ['a negative int32 in ten bytes', '28 ff ff ff ff ff ff ff ff ff 01', { delta: -1 }],
    ['a nested message', '4a 03 20 96 01', { child: { ...zero, size: 150 } }],
    ['packed numbers', '62 06 03 8e 02 9e a7 05', { numbers: [3, 270, 86942] }],
    ['a map entry', '6a 06 0a 01 61 12 01 62', { labels: { a: 'b' } }],
    ['a present zero of an optional field', '38 00', { maybe: 0 }],
    ['the largest safe integer', '20 ff ff ff ff ff ff ff 0f', { size: Number.MAX_SAFE_INTEGER }],
  ])('reads and writes %s as the protobuf specification has it', (_case, digits, message) => {
    expect(decode(tree, bytesOf(digits))).toEqual({ ...zero, ...message });
    expect(hex(encode(tree, message))).toBe(digits.replaceAll(' ', ''));
  });

  test('writes nothing for zero values and absent fields', () => {
    expect(encode(tree, zero)).toHaveLength(0);
    expect(zero).toEqual({
      ...{ name: '', data: new Uint8Array(), flag: false, size: 0, delta: 0, kind: 0, maybe: undefined },
      ...{ maybe_text: undefined, child: undefined, children: [], words: [], numbers: [], labels: {}, branches: {} },
    });
  });

  test('skips fields it does not know, of every wire type, and fields of an unexpected wire type', () => {
    const unknown = 'a0 3f 01  a1 3f 0000000000000000  a2 3f 02 ffff  a5 3f 00000000  a3 3f 08 01 a4 3f';
    const nameAsNumber = '08 01';
    expect(decode(tree, bytesOf(`${unknown} ${nameAsNumber} 20 96 01`))).toEqual({ ...zero, size: 150 });
  });

  test('accepts unpacked repeated numbers and merges a message sent in two pieces', () => {
    expect(decode(tree, bytesOf('60 03 60 04')).numbers).toEqual([3, 4]);
    expect(decode(tree, bytesOf('4a 02 20 05 4a 02 18 01')).child).toEqual({ ...zero, size: 5, flag: true });
  });

  test('completes a map entry that lacks its key or its value', () => {
    expect(decode(tree, bytesOf('6a 00')).labels).toEqual({ '': '' });
    expect(decode(tree, bytesOf('82 7d 03 0a 01 61')).branches).toEqual({ a: zero });
  });

  test('refuses an integer that would lose digits, and names its field', () => {
    expect(() => decode(tree, bytesOf('4a 09 20 80 80 80 80 80 80 80 10'))).toThrow(/^child\.size: an integer beyond/);
    expect(() => encode(tree, { size: 2 ** 53 })).toThrow(/^size: expected an integer/);
  });

  test.each(['0a 07 74', '4a 05 20 96 01', '62 02 03', '20 96', '4a 02 0a 03 61 62 63'])(
    'refuses %s, which is cut short',
    (digits) => {
      expect(() => decode(tree, bytesOf(digits))).toThrow(/cut short|premature EOF|invalid varint/);
    },
  );

  test('refuses a misspelt field and a value of the wrong type, naming the path and never the value', () => {
    expect(() => encode(tree, { child: { nmae: 'x' } })).toThrow('child.nmae: the message has no such field');
    expect(() => encode(tree, { children: [{ flag: 'hush' }] })).toThrow(
      'children.flag: expected a boolean, found string',
    );
    expect(() => encode(tree, { child: null })).toThrow('child: expected a message, found null');
    expect(() => encode(tree, { words: 'hush' })).toThrow('words: expected a list, found string');
  });

  test('reads any bytes as a message, or says in words why it cannot', () => {
    const mangled = fc.tuple(node, fc.nat(), fc.uint8Array({ maxLength: 8 })).map(([message, at, bytes]) => {
      const whole = encode(tree, message);
      const place = at % (whole.length + 1);
      return Buffer.concat([whole.subarray(0, place), bytes, whole.subarray(place + bytes.length)]);
    });
    const any = fc.oneof(fc.uint8Array({ maxLength: 2000 }), mangled);
    fc.assert(
      fc.property(any, (bytes) => {
        const read = () => encode(tree, decode(tree, new Uint8Array(bytes)));
        expect(faultOf(read)).toMatch(/^(RangeError|TypeError|Error): \S|^$/);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses messages within messages without an end', () => {
    expect(decode(tree, nested(100))).toMatchObject({ child: { child: { child: {} } } });
    expect(() => decode(tree, nested(5000))).toThrow(/^\S{1,610}: messages stand within messages, more than 100 deep$/);
  });
});

/** Empty messages, each the child of the one around it. */
function nested(depth: number): Uint8Array {
  const pieces: Buffer[] = [];
  for (let level = 0, length = 0; level < depth; level += 1) {
    const head = encode({ length: { number: 1, type: 'int64' } }, { length }).subarray(1);
    pieces.unshift(Buffer.from([0x4a]), length === 0 ? Buffer.from([0]) : Buffer.from(head));
    length += 1 + (length === 0 ? 1 : head.length);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** What an error says, as its kind and its words; empty where there is none. */
function faultOf(read: () => unknown): string {
  try {
    read();
    return '';
  } catch (error) {
    return String(error);
  }
}
