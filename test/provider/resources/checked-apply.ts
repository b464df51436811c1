import { expect } from '@jest/globals';
import { isWhollyKnown, type ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { errorsOf, type Outcome, type TestEngine } from './test-engine.ts';

/** What changes after an apply without anybody's doing: the clock of an invitation. */
const MOVING = ['expires_at'];

/**
 * Applies a configuration and asserts what every engine demands: the plan made again is the same, everything is known
 * afterwards, write-only values are null, and the next plan is empty, without a refresh and after one.
 */
export async function applyChecked(
  engine: TestEngine,
  typeName: string,
  config: ValueRecord,
  before?: Outcome,
): Promise<Outcome & { state: ValueRecord }> {
  expect(errorsOf({ diagnostics: await engine.validate(typeName, config) })).toEqual([]);
  const plan = await engine.plan(typeName, config, before);
  expect(errorsOf(plan)).toEqual([]);
  expect((await engine.plan(typeName, config, before)).planned).toEqual(plan.planned);
  await expectWriteOnlyNull(typeName, plan.planned);
  const applied = await engine.apply(typeName, config, before);
  expect(errorsOf(applied)).toEqual([]);
  const state = applied.state ?? {};
  expect(isWhollyKnown(state)).toBe(true);
  await expectWriteOnlyNull(typeName, state);
  await expectNoChange(engine, typeName, config, applied);
  const refreshed = await engine.refresh(typeName, applied);
  expect(errorsOf(refreshed)).toEqual([]);
  expect({ ...refreshed.state, ...pick(state, MOVING) }).toEqual(state);
  await expectNoChange(engine, typeName, config, refreshed);
  return { ...refreshed, state };
}

/** An engine would say "No changes". */
export async function expectNoChange(
  engine: TestEngine,
  typeName: string,
  config: ValueRecord,
  now: Outcome,
): Promise<void> {
  const plan = await engine.plan(typeName, config, now);
  expect(errorsOf(plan)).toEqual([]);
  expect(plan.planned).toEqual(now.state);
  expect(plan.replaced).toEqual([]);
}

async function expectWriteOnlyNull(typeName: string, value: ValueRecord | null): Promise<void> {
  const resource = (await provider.resources()).find((one) => one.typeName === typeName);
  const names = Object.entries(resource?.attributes ?? {}).flatMap(([name, { writeOnly }]) =>
    writeOnly ? [name] : [],
  );
  for (const name of names) expect(value?.[name]).toBeNull();
}

function pick(value: ValueRecord, names: readonly string[]): ValueRecord {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
