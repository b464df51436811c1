import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Attributes } from '../../../provider/framework/attribute.ts';
import { entry, equalValue, UNKNOWN, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import { type Answer, attributesOf, decoded, diagnosticsOf, Engine, type } from './engine.ts';
import { assertApplied, assertPlanned } from './rule.ts';
import { thing } from './sample.ts';

const attributes: Attributes = thing.attributes;
const word = fc.string({ unit: fc.constantFrom(...'abcdef '), minLength: 1, maxLength: 8 }).map((text) => `x${text}`);
const maybe = <T extends Value>(some: fc.Arbitrary<T>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: some as fc.Arbitrary<Value> }, fc.constant(null));

/** A configuration as an engine sends it: every attribute there, computed ones null. */
const config: fc.Arbitrary<ValueRecord> = fc.record(
  {
    id: fc.constant(null),
    title: fc.constantFrom('one', 'one ', ' one', 'two', 'two  '),
    name: maybe(fc.constantFrom('first', 'second')),
    size: maybe(fc.integer({ min: 1, max: 99 })),
    secure: maybe(fc.boolean()),
    tags: maybe(fc.uniqueArray(word, { maxLength: 4 })),
    labels: maybe(fc.dictionary(word, word, { maxKeys: 3, noNullPrototype: true })),
    hosts: maybe(fc.array(word, { maxLength: 3 })),
    password_wo: maybe(word),
    password_wo_version: maybe(fc.constantFrom('1', '2')),
    fingerprint: fc.constant(null),
    revision: fc.constant(null),
    note: maybe(word),
    sender: maybe(
      fc.record(
        { name: word, address: word.map((text) => `${text}@x`), verified_by: fc.constant(null) },
        { noNullPrototype: true },
      ),
    ),
    servers: maybe(
      fc.array(fc.record({ host: word, port: maybe(fc.integer({ min: 1, max: 9 })) }, { noNullPrototype: true }), {
        maxLength: 3,
      }),
    ),
    timeouts: maybe(fc.record({ create: maybe(fc.constantFrom('1s', '2m')) }, { noNullPrototype: true })),
  },
  { noNullPrototype: true },
);

/** Some attributes unknown, as when they come from a resource that does not exist yet. */
const unsure = fc
  .tuple(
    config,
    fc.uniqueArray(fc.constantFrom('title', 'name', 'size', 'tags', 'sender', 'servers', 'password_wo', 'note')),
  )
  .map(([some, names]) => ({ ...some, ...Object.fromEntries(names.map((name) => [name, UNKNOWN])) }) as ValueRecord);

function assertReplacePaths(answer: Answer, prior: Value, planned: Value): void {
  for (const { steps } of answer.requires_replace ?? []) {
    const name = steps[0]?.attribute_name ?? '';
    expect(Object.keys(attributes)).toContain(name);
    expect(attributes[name]?.writeOnly).toBeUndefined();
    expect(equalValue(entry(prior, name), entry(planned, name), attributes[name]?.type ?? 'string')).toBe(false);
  }
}

/** One whole run: plan with unknowns, plan again with what they became, apply, read, and the empty plan. */
async function converge(
  engine: Engine,
  early: ValueRecord,
  given: ValueRecord,
  prior: Value,
  privateData?: Uint8Array,
) {
  const guessed = await engine.plan(early, prior, privateData);
  expect(diagnosticsOf(guessed).filter((line) => line.startsWith('error'))).toEqual([]);
  assertPlanned(attributes, attributesOf(guessed.planned_state), early, prior);
  assertReplacePaths(guessed, prior, decoded(guessed.planned_state));

  const plan = await engine.plan(given, prior, privateData);
  const again = await engine.plan(given, prior, privateData);
  expect(again).toEqual(plan);
  const planned = attributesOf(plan.planned_state);
  assertPlanned(attributes, planned, given, prior);
  if ((plan.requires_replace ?? []).length > 0) return replace(engine, early, given, prior);
  const applied = await engine.apply(given, prior, planned, plan.planned_private);
  expect(diagnosticsOf(applied)).toEqual([]);
  const state = attributesOf(applied.new_state);
  assertApplied(planned, state);
  return settleDown(engine, given, state, applied.private);
}

async function replace(
  engine: Engine,
  early: ValueRecord,
  given: ValueRecord,
  prior: Value,
): Promise<{ state: Value; kept: Uint8Array | undefined }> {
  const gone = await engine.apply(null, prior, null);
  expect(diagnosticsOf(gone)).toEqual([]);
  expect(decoded(gone.new_state)).toBeNull();
  return converge(engine, early, given, null);
}

async function settleDown(engine: Engine, given: ValueRecord, state: ValueRecord, privateData: Uint8Array | undefined) {
  expect(state.password_wo).toBeNull();
  const read = await engine.read(state, privateData);
  expect(diagnosticsOf(read)).toEqual([]);
  expect(equalValue(decoded(read.new_state), state, type)).toBe(true);
  const next = await engine.plan(given, decoded(read.new_state), read.private);
  expect(equalValue(decoded(next.planned_state), state, type)).toBe(true);
  expect(next.requires_replace).toEqual([]);
  return { state: decoded(read.new_state), kept: read.private };
}

describe('any configuration', () => {
  test('converges: created, changed and changed again it keeps every rule and then plans nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(unsure, config), { minLength: 1, maxLength: 3 }), async (runs) => {
        const engine = await new Engine().configured();
        let prior: Value = null;
        let kept: Uint8Array | undefined;
        for (const [early, given] of runs) {
          expect(diagnosticsOf(await engine.validate(early))).toEqual([]);
          ({ state: prior, kept } = await converge(engine, early, given, prior, kept));
        }
        expect(engine.remote.rows.size).toBe(1);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('is destroyed by a plan that is null and keeps the private data', async () => {
    await fc.assert(
      fc.asyncProperty(config, async (given) => {
        const engine = await new Engine().configured();
        const { state, private: privateData } = await engine.create(given);
        const plan = await engine.plan(null, state, privateData);
        expect(decoded(plan.planned_state)).toBeNull();
        expect(plan.planned_private).toEqual(privateData);
        expect(diagnosticsOf(plan)).toEqual([`warning: Mail of ${state.title} will be held`]);
      }),
      { numRuns: 20 },
    );
  });
});
