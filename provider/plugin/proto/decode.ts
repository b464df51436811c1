import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { FieldShape, Message, MessageShape } from './message.ts';
import { locate, scalars } from './scalar.ts';

/** How deep messages may stand within messages; protobuf's other implementations have the same limit. */
const DEEPEST = 100;

/** Knows how deep it is: bytes may say of themselves that they are nested without an end. */
class Reader extends BinaryReader {
  depth = 0;
}

/** Reads one value; `before` is what the field holds already, for messages sent in pieces are merged. */
type Read = (reader: Reader, before: unknown) => unknown;
type Values = Record<string, unknown>;

interface FieldPlan {
  readonly name: string;
  readonly wireType: WireType;
  /** What the field reads as when absent. */
  readonly initial: () => unknown;
  readonly take: (reader: Reader, message: Values) => void;
  /** Takes the packed form of a repeated number. */
  readonly takePacked?: (reader: Reader, message: Values) => void;
}

type ReadPlan = ReadonlyMap<number, FieldPlan>;

const plans = new WeakMap<MessageShape, ReadPlan>();

/**
 * Reads a message in protobuf's binary form. Fields that the shape doesn't know, or that arrive in another wire type,
 * are skipped. Bytes are views into `bytes`, not copies; maps have no prototype. Throws on a message cut short or
 * nested too deep, and on an int64 beyond the safe range, led by the field's path.
 */
export function decode(shape: MessageShape, bytes: Uint8Array): Message {
  const reader = new Reader(bytes);
  return readFields(reader, planOf(shape), bytes.length);
}

function planOf(shape: MessageShape): ReadPlan {
  let plan = plans.get(shape);
  if (plan === undefined) {
    plan = new Map(Object.entries(shape).map(([name, field]) => [field.number, planField(name, field)]));
    plans.set(shape, plan);
  }
  return plan;
}

function readFields(reader: Reader, plan: ReadPlan, end: number, message = emptyMessage(plan)): Message {
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = plan.get(number);
    const take = field?.wireType === wireType ? field.take : packed(field, wireType);
    if (field === undefined || take === undefined) reader.skip(wireType, number);
    else takeLocated(field.name, take, reader, message);
  }
  if (reader.pos !== end) throw new RangeError('the message is cut short');
  return message;
}

function packed(field: FieldPlan | undefined, wireType: WireType): FieldPlan['takePacked'] {
  return wireType === WireType.LengthDelimited ? field?.takePacked : undefined;
}

function takeLocated(name: string, take: FieldPlan['take'], reader: Reader, message: Values): void {
  try {
    take(reader, message);
  } catch (error) {
    throw locate(name, error);
  }
}

function emptyMessage(plan: ReadPlan): Values {
  const message: Values = {};
  for (const field of plan.values()) message[field.name] = field.initial();
  return message;
}

function planField(name: string, field: FieldShape): FieldPlan {
  if (field.map) return planMap(name, field);
  const { wireType, read, zero } = element(field);
  if (field.repeated) return planRepeated(name, wireType, read);
  const initial = field.optional ? undefined : zero;
  return {
    name,
    wireType,
    initial: () => initial,
    take: (reader, message) => {
      message[name] = read(reader, message[name]);
    },
  };
}

function planRepeated(name: string, wireType: WireType, read: Read): FieldPlan {
  const take: FieldPlan['take'] = (reader, message) => {
    const list = message[name];
    if (Array.isArray(list)) list.push(read(reader, undefined));
  };
  const plan = { name, wireType, initial: () => [], take };
  if (wireType !== WireType.Varint) return plan;
  return {
    ...plan,
    takePacked: (reader, message) => {
      const end = reader.uint32() + reader.pos;
      while (reader.pos < end) take(reader, message);
      if (reader.pos !== end) throw new RangeError('the list is cut short');
    },
  };
}

/** A map is a repeated message of key (1) and value (2). */
function planMap(name: string, { type }: FieldShape): FieldPlan {
  const entry: MessageShape = { key: { number: 1, type: 'string' }, value: { number: 2, type } };
  const readEntry = readNested(() => entry);
  return {
    name,
    wireType: WireType.LengthDelimited,
    initial: () => Object.create(null),
    take: (reader, message) => {
      const { key, value } = readEntry(reader, undefined) as { key: string; value: unknown };
      const map = message[name] as Values;
      map[key] = value ?? (typeof type === 'function' ? emptyMessage(planOf(type())) : value);
    },
  };
}

function element({ type }: FieldShape): { readonly wireType: WireType; readonly read: Read; readonly zero: unknown } {
  if (typeof type === 'string') return scalars[type];
  return { wireType: WireType.LengthDelimited, read: readNested(type), zero: undefined };
}

/** The nested shape is resolved at first use, since shapes may refer to each other. */
function readNested(shape: () => MessageShape): Read {
  let plan: ReadPlan | undefined;
  return (reader, before) => {
    plan ??= planOf(shape());
    const end = reader.uint32() + reader.pos;
    if (end > reader.len) throw new RangeError('the message is cut short');
    if (reader.depth === DEEPEST) throw new RangeError(`messages stand within messages, more than ${DEEPEST} deep`);
    reader.depth += 1;
    const message = readFields(reader, plan, end, before as Values | undefined);
    reader.depth -= 1;
    return message;
  };
}
