import { deepStrictEqual } from 'node:assert';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ERROR_CODES } from '../../../api/errors.ts';
import { type Attributes, objectType } from '../../../provider/framework/attribute.ts';
import { encodeValue } from '../../../provider/framework/msgpack.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import { isRecord, isUnknown, unknownAsNull, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { createAuthority } from '../../../toolbox/certificate-authority.ts';
import { assertApplied, assertKept, assertPlanned } from '../framework/rule.ts';
import { type Arbitraries, createArbitraries } from './arbitrary.ts';
import { type Answer, Caller, errorsIn, type Kept, NOTHING } from './caller.ts';
import { type Refusal, type StandIn, startStandIn } from './stand-in.ts';

/** Thousands find what hundreds miss: see CONTRIBUTING. */
const RUNS = Number(process.env.GATEPOST_TEST_RUNS ?? 100);
const SEED = Number(process.env.GATEPOST_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** An apply asks the API several times. */
const APPLIES = Math.ceil(RUNS / 2);
const PATIENCE_MS = 60_000 + RUNS * 1_000;

const CALL = { signal: new AbortController().signal };
const METHODS = [
  'ValidateResourceConfig',
  'PlanResourceChange',
  'ApplyResourceChange',
  'ReadResource',
  'UpgradeResourceState',
  'ImportResourceState',
];

/** Those after which nobody waits and asks again. */
const REFUSALS = [
  'validation_failed',
  'password_required',
  'unauthenticated',
  'forbidden',
  'not_found',
  'name_taken',
  'in_use',
  'conflict',
  'stale',
  'payload_too_large',
] as const;

let standIn: StandIn;
let arbitraries: Arbitraries;
const service = createService(provider);
const resources = await provider.resources();

beforeAll(async () => {
  standIn = await startStandIn();
  const authority = await createAuthority();
  arbitraries = createArbitraries([await authority.issueClient('one'), await authority.issueClient('two')]);
  const block = Object.fromEntries(Object.keys(provider.attributes).map((name) => [name, null]));
  const config = encodeValue({ ...block, endpoint: standIn.url, token: 'token' }, objectType(provider.attributes));
  const answer = await service.ConfigureProvider?.({ config }, CALL);
  expect(answer).toMatchObject({ diagnostics: [] });
});
afterAll(() => standIn.stop());

/** The same once more: what is unknown is settled, as by the resources that it comes from. */
function settled(early: Value, late: Value): Value {
  if (isUnknown(early)) return unknownAsNull(late);
  if (Array.isArray(early)) return early.map((item: Value) => settled(item, null));
  if (!isRecord(early)) return early;
  const other = isRecord(late) ? late : {};
  return Object.fromEntries(Object.entries(early).map(([name, item]) => [name, settled(item, other[name] ?? null)]));
}

function assertWriteOnlyNull(attributes: Attributes, value: ValueRecord | null): void {
  for (const [name, { writeOnly }] of Object.entries(attributes)) {
    if (writeOnly && value !== null && value[name] !== null) throw new Error(`${name} is write-only, and kept`);
  }
}

function assertReplacements(caller: Caller, { requires_replace: paths = [] }: Answer): void {
  for (const { steps } of paths) {
    const attribute = caller.attributes[steps[0]?.attribute_name ?? ''];
    if (!attribute || attribute.writeOnly) throw new Error(`${JSON.stringify(steps)} can't be a reason to replace`);
  }
}

/** A plan that comes out the same when it is made again and keeps Terraform's rules; undefined where it is refused. */
async function planOf(caller: Caller, config: ValueRecord, before: Kept): Promise<Answer | undefined> {
  const plan = await caller.plan(config, before);
  deepStrictEqual(await caller.plan(config, before), plan);
  if (errorsIn(plan).length > 0) return undefined;
  const planned = caller.decode(plan.planned_state) ?? {};
  assertPlanned(caller.attributes, planned, config, before.state);
  assertReplacements(caller, plan);
  return plan;
}

/** A plan of what has come to be, by the same configuration, changes nothing. */
async function assertAtRest(caller: Caller, config: ValueRecord, now: Kept): Promise<void> {
  const plan = await planOf(caller, config, now);
  if (!plan) throw new Error('what was accepted is refused once it is there');
  deepStrictEqual(caller.decode(plan.planned_state), now.state);
  deepStrictEqual(plan.requires_replace, []);
}

/** In the API's own words, about fields that are attributes and about others. */
function refusals(attributes: Attributes): fc.Arbitrary<Refusal> {
  const pointer = fc.constantFrom(...Object.keys(attributes).map((name) => `/${name}`), '', '/', '/x/0/y', '/keystore');
  const message = fc.constantFrom('must be another one', 'the password is wrong');
  return fc
    .record({
      code: fc.constantFrom(...REFUSALS),
      violations: fc.array(fc.record({ pointer, message }), { maxLength: 3 }),
    })
    .map(({ code, violations }) => {
      const { status } = ERROR_CODES[code];
      return { status, body: { status, code, message: ['It is refused.'], violations } };
    });
}

async function isFit(caller: Caller, config: ValueRecord): Promise<boolean> {
  return errorsIn(await caller.validate(config)).length === 0;
}

describe.each(resources.map((resource) => [resource.typeName, resource] as const))(
  `%s, whatever is configured (GATEPOST_TEST_SEED=${SEED}, ${RUNS} times)`,
  (_, resource) => {
    const caller = new Caller(service, resource);
    const { attributes } = resource;
    const parameters = { numRuns: RUNS, seed: SEED };

    test(
      'plans by the rules',
      async () => {
        let planned = 0;
        const config = arbitraries.config(attributes);
        const state = arbitraries.state(attributes);
        const prior = fc.option(state);
        const property = fc.asyncProperty(config, config, prior, state, async (early, other, before, like) => {
          const kept = { ...NOTHING, state: before };
          const given = settled(early, other) as ValueRecord;
          if (!(await isFit(caller, early)) || !(await isFit(caller, given))) return;
          const guess = await planOf(caller, early, kept);
          const plan = await planOf(caller, given, kept);
          if (!plan || !guess) return;
          planned += 1;
          const values = caller.decode(plan.planned_state);
          assertKept(caller.decode(guess.planned_state), values);
          const there = settled(values, like) as ValueRecord;
          // What it says of itself, such as the facts of a certificate, the plan may know better than chance does.
          const next = await planOf(caller, given, { ...NOTHING, state: there });
          const rest = settled(caller.decode(next?.planned_state), there) as ValueRecord;
          await assertAtRest(caller, given, { ...NOTHING, state: rest });
        });
        await fc.assert(property, parameters);
        expect(planned).toBeGreaterThan(0);
      },
      PATIENCE_MS,
    );

    test(
      'applies what was planned, comes to rest, and is imported, upgraded and destroyed',
      async () => {
        let applied = 0;
        const early = arbitraries.config(attributes);
        const config = fc.tuple(early, early).map((both) => settled(...both) as ValueRecord);
        const property = fc.asyncProperty(config, config, async (first, second) => {
          standIn.clear();
          const created = await applyOf(first, NOTHING);
          if (!created) return;
          applied += 1;
          await assertUpgraded(created);
          await assertImported(created);
          const changed = (await applyOf(second, created)) ?? created;
          const gone = await caller.apply(null, changed, await caller.plan(null, changed));
          if (errorsIn(gone).length === 0) deepStrictEqual(caller.decode(gone.new_state), null);
        });
        await fc.assert(property, { ...parameters, numRuns: APPLIES });
        expect(applied).toBeGreaterThan(0);
      },
      PATIENCE_MS,
    );

    test(
      'tells a refusal at an attribute there is, and keeps what was',
      async () => {
        let refused = 0;
        const config = arbitraries.config(attributes).map((each) => settled(each, null) as ValueRecord);
        const property = fc.asyncProperty(config, config, refusals(attributes), async (first, second, refusal) => {
          standIn.clear();
          const created = await applyOf(first, NOTHING);
          standIn.refuseWrites(refusal);
          refused += await refusedOf(first, NOTHING);
          if (!created) return;
          refused += await refusedOf(second, created);
          refused += await refusedOf(null, created);
        });
        await fc.assert(property, { ...parameters, numRuns: APPLIES });
        expect(refused).toBeGreaterThan(0);
      },
      PATIENCE_MS,
    );

    /** Nothing was done, so that nothing else is in the state afterwards. Answers how many refusals were told. */
    async function refusedOf(config: ValueRecord | null, before: Kept): Promise<number> {
      if (config && !(await isFit(caller, config))) return 0;
      const plan = await caller.plan(config, before);
      if (errorsIn(plan).length > 0 || plan.requires_replace?.length) return 0;
      const answer = await caller.apply(config, before, plan);
      // What is not there any more is deleted, and what the API knows nothing of is changed without it.
      if (errorsIn(answer).length === 0) return 0;
      deepStrictEqual(caller.decode(answer.new_state), before.state);
      expect(answer.private).toBeInstanceOf(Uint8Array);
      return 1;
    }

    async function applyOf(config: ValueRecord, before: Kept): Promise<Kept | undefined> {
      if (!(await isFit(caller, config))) return undefined;
      const plan = await planOf(caller, config, before);
      if (!plan || plan.requires_replace?.length) return undefined;
      const answer = await caller.apply(config, before, plan);
      const state = caller.decode(answer.new_state);
      assertWriteOnlyNull(attributes, state);
      if (errorsIn(answer).length > 0) return undefined;
      assertApplied(caller.decode(plan.planned_state), state);
      const now = { state, private: answer.private ?? new Uint8Array() };
      await assertAtRest(caller, config, now);
      const read = await caller.read(now);
      deepStrictEqual([errorsIn(read), caller.decode(read.new_state)], [[], state]);
      return { ...now, private: read.private ?? new Uint8Array() };
    }

    /** Not every object is found by its id alone; one that is found can be read. */
    async function assertImported({ state }: Kept): Promise<void> {
      const { imported_resources: [imported] = [] } = await caller.ask('ImportResourceState', { id: state?.id });
      if (!imported) return;
      const read = await caller.read({ state: caller.decode(imported.state), private: imported.private });
      deepStrictEqual([errorsIn(read), caller.decode(read.new_state)?.id], [[], state?.id]);
    }

    async function assertUpgraded({ state }: Kept): Promise<void> {
      const json = new TextEncoder().encode(JSON.stringify(state));
      const answer = await caller.ask('UpgradeResourceState', { raw_state: { json }, version: resource.version ?? 0 });
      deepStrictEqual(caller.decode(answer.upgraded_state), state);
    }

    test(
      'refuses nonsense in words',
      async () => {
        const nonsense = arbitraries.nonsense(attributes);
        const property = fc.asyncProperty(nonsense, arbitraries.config(attributes), async (odd, fit) => {
          const before = { ...NOTHING, state: unknownAsNull(odd) as ValueRecord };
          // An engine validates again before it plans, once more is known.
          for (const config of [odd, fit]) if (await isFit(caller, config)) await caller.plan(config, before);
          await caller.plan(null, before);
        });
        await fc.assert(property, parameters);
      },
      PATIENCE_MS,
    );

    test(
      'survives bytes, JSON and import ids that are none',
      async () => {
        const value = fc.oneof(
          fc.uint8Array({ maxLength: 40 }).map((msgpack) => ({ msgpack })),
          fc.json().map((text) => ({ json: new TextEncoder().encode(text) })),
          fc.constant(undefined),
        );
        const property = fc.asyncProperty(
          value,
          value,
          fc.uint8Array(),
          fc.string({ unit: 'binary' }),
          async (some, other, bytes, id) => {
            const states = { prior_state: other, current_state: some, raw_state: other, planned_state: some };
            const request = { config: some, proposed_new_state: some, ...states, prior_private: bytes, id };
            for (const method of METHODS) {
              const answer = service[method]?.({ type_name: resource.typeName, ...request }, CALL);
              deepStrictEqual(Array.isArray(((await answer) as Partial<Answer>).diagnostics), true);
            }
          },
        );
        await fc.assert(property, parameters);
      },
      PATIENCE_MS,
    );
  },
);
