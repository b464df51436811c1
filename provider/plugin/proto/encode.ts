import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { FieldShape, Message, MessageShape } from './message.ts';
import { locate, mismatch, scalars } from './scalar.ts';

type Write = (writer: BinaryWriter, value: unknown) => void;
type WritePlan = ReadonlyMap<string, Write>;

const plans = new WeakMap<MessageShape, WritePlan>();

/**
 * Writes a message in protobuf's binary form, fields in the shape's order. Throws a TypeError led by the field's path
 * when a value doesn't fit its type or a key isn't in the shape: a misspelt field must not vanish silently.
 */
export function encode(shape: MessageShape, message: Message): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(writer, planOf(shape), message);
  return writer.finish();
}

function planOf(shape: MessageShape): WritePlan {
  let plan = plans.get(shape);
  if (plan === undefined) {
    plan = new Map(Object.entries(shape).map(([name, field]) => [name, writeField(field)]));
    plans.set(shape, plan);
  }
  return plan;
}

function writeFields(writer: BinaryWriter, plan: WritePlan, message: unknown): void {
  if (!isMessage(message)) throw mismatch('a message', message);
  for (const name of Object.keys(message)) {
    if (!plan.has(name)) throw new TypeError(`${name}: the message has no such field`);
  }
  for (const [name, write] of plan) {
    const value = message[name];
    if (value === undefined) continue;
    try {
      write(writer, value);
    } catch (error) {
      throw locate(name, error);
    }
  }
}

function writeField(field: FieldShape): Write {
  if (field.map) return writeMap(field);
  const write = writeElement(field);
  if (field.repeated) return isPacked(field) ? writePacked(field) : writeEach(write);
  if (field.optional || typeof field.type === 'function') return write;
  const { zero } = scalars[field.type];
  return (writer, value) => {
    if (value !== zero && !(value instanceof Uint8Array && value.length === 0)) write(writer, value);
  };
}

/** One value with its tag, whatever the value. */
function writeElement({ number, type }: FieldShape): Write {
  if (typeof type === 'function') return writeNested(number, type);
  const { wireType, write } = scalars[type];
  return (writer, value) => write(writer.tag(number, wireType), value);
}

/** The nested shape is resolved at first use, since shapes may refer to each other. */
function writeNested(number: number, shape: () => MessageShape): Write {
  let plan: WritePlan | undefined;
  return (writer, value) => {
    plan ??= planOf(shape());
    writer.tag(number, WireType.LengthDelimited).fork();
    writeFields(writer, plan, value);
    writer.join();
  };
}

function writeEach(write: Write): Write {
  return (writer, values) => {
    if (!Array.isArray(values)) throw mismatch('a list', values);
    for (const value of values) write(writer, value);
  };
}

function writePacked({ number, type }: FieldShape): Write {
  const each = writeEach(typeof type === 'function' ? writeNested(number, type) : scalars[type].write);
  return (writer, values) => {
    if (Array.isArray(values) && values.length === 0) return;
    writer.tag(number, WireType.LengthDelimited).fork();
    each(writer, values);
    writer.join();
  };
}

/** A map is a repeated message of key (1) and value (2). */
function writeMap({ number, type }: FieldShape): Write {
  const key = writeElement({ number: 1, type: 'string' });
  const value = writeElement({ number: 2, type });
  return (writer, entries) => {
    if (!isMessage(entries)) throw mismatch('a map', entries);
    for (const [name, item] of Object.entries(entries)) {
      writer.tag(number, WireType.LengthDelimited).fork();
      key(writer, name);
      value(writer, item);
      writer.join();
    }
  };
}

function isPacked({ type }: FieldShape): boolean {
  return typeof type === 'string' && scalars[type].wireType === WireType.Varint;
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
