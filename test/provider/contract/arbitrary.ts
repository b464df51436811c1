import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Attribute, Attributes } from '../../../provider/framework/attribute.ts';
import { type Constraint, violation } from '../../../provider/framework/constraint.ts';
import type { Type } from '../../../provider/framework/type.ts';
import { UNKNOWN, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import type { Issued } from '../../../toolbox/certificate-authority.ts';

/** Configurations, states and nonsense for any resource, from its declaration alone. */
export interface Arbitraries {
  /** What a user might write: it fits each attribute by itself, and may still contradict itself. */
  config(attributes: Attributes): fc.Arbitrary<ValueRecord>;
  /** What might be there: everything is known, and no write-only value is kept. */
  state(attributes: Attributes): fc.Arbitrary<ValueRecord>;
  /** Of the right types, and nothing else is right about it. */
  nonsense(attributes: Attributes): fc.Arbitrary<ValueRecord>;
}

const WORDS = [
  '6f0e4a52-0c3e-4a53-9a55-0e3f0f6c1d01',
  '6F0E4A52-0C3E-4A53-9A55-0E3F0F6C1D02',
  'anna',
  'Größe & Söhne',
  '東京 x',
  'a  b',
  'Zeile\nzwei',
  'anna@acme.test',
  'B@localhost',
  'mail.acme.test',
  '[192.0.2.1]',
  'müller.example',
  'https://api.acme.test',
  'https://api.acme.test/x/',
  'availability-zone-default',
  'cloud-setting',
  '1.0.0',
  '2.0.0',
  '1m30s',
  'de',
  'pt-BR',
  'secp256r1',
  'changeit',
];

/** @param issued certificates with their keys: that two belong together is in no declaration */
export function createArbitraries(issued: readonly Issued[]): Arbitraries {
  const pems = issued.flatMap(({ certificatePem }) => [certificatePem, `\n${certificatePem.trim()}\n\n`]);
  const archive = readFileSync('test/api/pkcs12/java-truststore.p12.base64', 'utf8').trim();
  const words = [...WORDS, ...pems, archive];
  const keys = issued.map(({ privateKeyPem }) => privateKeyPem);
  return {
    config: (attributes) => configured({ words, keys }, attributes),
    state: (attributes) => there({ words, keys }, attributes),
    nonsense: (attributes) => recordOf(attributes, ({ type }) => maybe(ofType(type))),
  };
}

interface Pool {
  readonly words: readonly string[];
  readonly keys: readonly string[];
}

const configured = (pool: Pool, attributes: Attributes): fc.Arbitrary<ValueRecord> =>
  recordOf(attributes, (attribute, name) => {
    if (!attribute.required && !attribute.optional) return fc.constant(null);
    const value = given(pool, attribute, name, configured);
    const known = attribute.required
      ? value
      : fc.oneof({ weight: 2, arbitrary: value }, { weight: 3, arbitrary: fc.constant(null) });
    return fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });
  }).map((record) => oneWay(attributes, record));

const there = (pool: Pool, attributes: Attributes): fc.Arbitrary<ValueRecord> =>
  recordOf(attributes, (attribute, name) => {
    if (attribute.writeOnly) return fc.constant(null);
    // Found other than it was set, a secret is set again: that is no rest.
    if (name === 'drifted_secrets') return fc.constant([]);
    const value = given(pool, attribute, name, there);
    return attribute.required || (attribute.computed && !attribute.nullable) ? value : maybe(value);
  }).map((record) => oneWay(attributes, record));

function recordOf(
  attributes: Attributes,
  each: (attribute: Attribute, name: string) => fc.Arbitrary<Value>,
): fc.Arbitrary<ValueRecord> {
  const entries = Object.entries(attributes).map(([name, attribute]) => [name, each(attribute, name)]);
  return fc.record(Object.fromEntries(entries), { noNullPrototype: true });
}

const maybe = (arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof(arbitrary, fc.constant(null));

/** Of a secret the plain value, or the write-only one with its version; both at once are a mistake. */
function oneWay(attributes: Attributes, record: ValueRecord): ValueRecord {
  const settled: [string, Value][] = Object.keys(attributes).flatMap((name) => {
    const [writeOnly, version] = [`${name}_wo`, `${name}_wo_version`];
    if (!(writeOnly in attributes)) return [];
    if (record[name] !== null) return [writeOnly, version].map((each): [string, Value] => [each, null]);
    return record[writeOnly] === null ? [] : [[version, record[version] ?? '1']];
  });
  return { ...record, ...Object.fromEntries(settled) };
}

type Within = (pool: Pool, attributes: Attributes) => fc.Arbitrary<ValueRecord>;

function given(pool: Pool, attribute: Attribute, name: string, within: Within): fc.Arbitrary<Value> {
  const { type, nested, constraint = {}, elements = {} } = attribute;
  const { minLength = 0, maxLength = 4, minimum = 0, maximum = 1_000_000 } = constraint;
  const several = { minLength, maxLength: Math.min(maxLength, minLength + 3) };
  if (nested?.nesting === 'single') return within(pool, nested.attributes);
  if (nested) return fc.array(within(pool, nested.attributes), several);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'bool':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: minimum, max: maximum });
    case 'string':
      return textOf(
        /private_key/.test(name) && !/version|password/.test(name) ? pool.keys : pool.words,
        attribute,
        constraint,
      );
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b'), textOf(pool.words, {}, elements), { noNullPrototype: true });
    default:
      return fc
        .uniqueArray(textOf(pool.words, {}, elements), several)
        .filter((items) => attribute.validate?.(items) === undefined);
  }
}

/** Words that fit, and now and then any text that does. */
function textOf(words: readonly string[], { validate }: Pick<Attribute, 'validate'>, constraint: Constraint) {
  if (constraint.enum) return fc.constantFrom(...(constraint.enum as string[]));
  const fits = (text: string) => violation(text, constraint) === undefined && validate?.(text) === undefined;
  const fitting = words.filter(fits);
  if (fitting.length === 0)
    return fc.stringMatching(new RegExp(constraint.pattern ?? '^[a-z]{1,20}$', 'u')).filter(fits);
  const any = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.normalize('NFC'));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...fitting) },
    {
      weight: 1,
      arbitrary: fc.tuple(any, fc.constantFrom(...fitting)).map(([text, other]) => (fits(text) ? text : other)),
    },
  );
}

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'null',
  '__proto__',
  '../..',
  '-----BEGIN CERTIFICATE-----',
  'https://',
  '@',
  ':',
  '9e999',
];

function ofType(type: Type): fc.Arbitrary<Value> {
  if (typeof type === 'string')
    return fc.oneof({ weight: 5, arbitrary: SCALARS[type] }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });
  if (type[0] === 'object') {
    const fields = Object.entries(type[1]).map(([name, each]) => [name, maybe(ofType(each))]);
    return fc.record(Object.fromEntries(fields), { noNullPrototype: true }) as fc.Arbitrary<Value>;
  }
  const item = maybe(ofType(type[1] as Type));
  if (type[0] === 'map')
    return fc.dictionary(fc.constantFrom(...TEXTS), item, { noNullPrototype: true }) as fc.Arbitrary<Value>;
  return fc.array(item, { maxLength: 5 });
}

const SCALARS: Readonly<Record<'string' | 'number' | 'bool' | 'dynamic', fc.Arbitrary<Value>>> = {
  string: fc.oneof(fc.constantFrom(...TEXTS, ...WORDS, 'x'.repeat(70_000)), fc.string({ unit: 'binary' })),
  number: fc.oneof(fc.integer(), fc.constantFrom<Value>(2n ** 63n, '0.1', -0, '1e400', 2 ** 53)),
  bool: fc.boolean(),
  dynamic: fc.constant(null),
};
