import fc from 'fast-check';
import type { FieldShape, Message, MessageShape } from '../../../provider/plugin/proto/message.ts';

/** Any message of a shape, of texts and bytes that mean nothing, down to some depth. */
export function messageOf(shape: MessageShape, depth = 3): fc.Arbitrary<Message> {
  const entries = Object.entries(shape).map(([name, field]) => [
    name,
    fc.option(fieldOf(name, field, depth), { nil: undefined }),
  ]);
  return fc
    .record(Object.fromEntries(entries), { requiredKeys: [] })
    .map(
      (message) => Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as Message,
    );
}

function fieldOf(name: string, field: FieldShape, depth: number): fc.Arbitrary<unknown> {
  const one = elementOf(name, field, depth);
  if (field.map) return fc.dictionary(fc.string(), one, { maxKeys: 2 });
  return field.repeated ? fc.array(one, { maxLength: 2 }) : one;
}

/** Names that there are get further. */
const NAMES = [
  'gatepost_email_server',
  'gatepost_user',
  'gatepost_verify_email_server',
  'gatepost_access_token',
  'pem',
];
const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int64: fc.maxSafeInteger(),
  int32: fc.integer(),
  enum: fc.nat(9),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
  ),
  string: fc.string({ unit: 'binary' }),
};

function elementOf(name: string, { type }: FieldShape, depth: number): fc.Arbitrary<unknown> {
  if (typeof type === 'string') {
    const arbitrary = scalars[type] ?? fc.constant(undefined);
    const isName = type === 'string' && /name|type/.test(name);
    return isName ? fc.oneof(fc.constantFrom(...NAMES), arbitrary) : arbitrary;
  }
  return depth === 0 ? fc.constant({}) : messageOf(type(), depth - 1);
}
