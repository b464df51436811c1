import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../../lab/sink.ts';
import type { Attributes } from '../../../provider/framework/attribute.ts';
import { isRecord, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import type { Client, TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { earlierCases, makeMail } from './every-earlier-resource.ts';
import { type Case, cases, type People, surround } from './every-resource.ts';
import { importByIdentity } from './further-engine.ts';
import { errorsOf, type Outcome, startTestEngine, type TestEngine } from './test-engine.ts';

/** HashiCorp's flow, over one cloud: create, change each attribute, import, drift, deleted outside, errors, destroy. */

let api: TestApi;
let administrators: TestEngine;
let people: People;
let sink: Sink;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  sink = await startSink({ security: 'plain' });
  const mail = await makeMail(administrators, sink.port);
  const surrounding = await surround(administrators, api);
  people = { ...surrounding, ids: { ...surrounding.ids, ...mail } };
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

type Made = Outcome & { state: ValueRecord };

const ALL = { ...cases, ...earlierCases };

test('every resource of the provider goes through it, and has an identity', async () => {
  const resources = await provider.resources();
  expect(Object.keys(ALL).toSorted()).toEqual(resources.map(({ typeName }) => typeName).toSorted());
  const anonymous = resources.filter(({ identity }) => identity === undefined);
  expect(anonymous.map(({ typeName }) => typeName)).toEqual([]);
});

/** What a user may write, as `oauth2.client_id` where it stands within something. */
function settable(attributes: Attributes, within = ''): string[] {
  return Object.entries(attributes).flatMap(([name, { required, optional, nested }]) => {
    if (!required && !optional) return [];
    return [within + name, ...(nested ? settable(nested.attributes, `${within}${name}.`) : [])];
  });
}

/** What a configuration sets to something. */
function touched(config: Value | undefined, within = ''): string[] {
  if (Array.isArray(config)) return config.flatMap((each) => touched(each, within));
  if (!isRecord(config)) return [];
  return Object.entries(config).flatMap(([name, value]) =>
    value === null ? [] : [within + name, ...touched(value, `${within}${name}.`)],
  );
}

describe.each(Object.keys(ALL))('%s', (typeName) => {
  let one: Case;
  let made: Made;
  let engine: TestEngine;
  let hand: Client;
  beforeAll(() => {
    one = ALL[typeName]?.(people.ids) as Case;
    engine = one.isOwners ? people.owners : administrators;
    hand = one.isOwners ? api.as(people.token) : api.admin;
  });
  const last = () => one.steps.at(-1) as ValueRecord;
  const unanswered = () => Object.fromEntries((one.unanswered ?? []).map((name) => [name, null]));

  test('has a case that touches whatever can be set', async () => {
    const resource = (await provider.resources()).find((each) => each.typeName === typeName);
    const reached = new Set([...one.steps, one.replaced].flatMap((config) => touched(config)));
    expect(settable(resource?.attributes ?? {}).filter((name) => !reached.has(name))).toEqual([]);
  });

  test('is created and changed in place, attribute by attribute, with empty plans in between', async () => {
    const [first = {}, ...changes] = one.steps;
    made = await applyChecked(engine, typeName, first);
    const { id } = made.state;
    for (const change of changes) made = await applyChecked(engine, typeName, change, made);
    expect(made.state.id).toBe(id);
  });

  test('is replaced for what cannot be changed in place, and for nothing else', async () => {
    for (const [name, value] of Object.entries(one.replaced ?? {})) {
      const plan = await engine.plan(typeName, { ...last(), [name]: value }, made);
      expect(errorsOf(plan)).toEqual([]);
      expect(plan.replaced).toEqual([name]);
    }
  });

  test('is imported, and the next plan is empty', async () => {
    for (const importId of one.importIds(made.state)) {
      const imported = await engine.import(typeName, importId);
      expect(errorsOf(imported)).toEqual([]);
      expect(imported.state).toMatchObject({ id: made.state.id });
      await expectNoChange(engine, typeName, { ...last(), ...unanswered() }, imported);
    }
  });

  test('is imported by its identity as by an id', async () => {
    const imported = await importByIdentity(engine, typeName, made.state);
    expect(errorsOf(imported)).toEqual([]);
    expect(imported.state).toMatchObject({ id: made.state.id });
    await expectNoChange(engine, typeName, { ...last(), ...unanswered() }, imported);
  });

  test('keeps its secret while something else is changed', async () => {
    if (!one.secret) return;
    const { unrelated, fingerprint } = one.secret;
    const secretOf = async () => (await hand.get(one.path(made.state)).expect(200)).body[fingerprint];
    const before = await secretOf();
    expect(before).toEqual(expect.any(String));
    made = await applyChecked(engine, typeName, { ...last(), ...unrelated }, made);
    expect(await secretOf()).toBe(before);
    made = await applyChecked(engine, typeName, last(), made);
  });

  test('that is not there is not imported', async () => {
    const [missing = ''] = one.importIds({ id: '00000000-0000-4000-8000-000000000000', name: 'nobody-of-that-name' });
    if (one.isSettings) return;
    expect(errorsOf(await engine.import(typeName, missing))).toEqual([expect.stringContaining('There is no')]);
  });

  test('that was changed by hand is brought back', async () => {
    const change = one.isSettings && !typeName.endsWith('_template') ? hand.put : hand.patch;
    await change(one.path(made.state), one.drift).expect(200);
    const refreshed = await engine.refresh(typeName, made);
    expect(refreshed.state).not.toEqual(made.state);
    made = await applyChecked(engine, typeName, last(), refreshed);
  });

  test('of a name that is taken ends in the import block that takes it over', async () => {
    if (one.isSettings && !typeName.endsWith('_template')) return;
    const [error = ''] = errorsOf(await engine.apply(typeName, last()));
    const [, importId = ''] = /import \{\n {2}to = \w+\.this\n {2}id = "([^"]+)"\n\}/.exec(error) ?? [];
    expect((await engine.import(typeName, importId)).state).toMatchObject({ id: made.state.id });
  });

  test('that was deleted outside is gone, and made again', async () => {
    if (one.isSettings) return;
    await hand.delete(one.path(made.state)).expect(200);
    expect((await engine.refresh(typeName, made)).state).toBeNull();
    made = await applyChecked(engine, typeName, last());
  });

  test('is refused on the attribute that is wrong', async () => {
    for (const [config, error] of one.errors ?? []) {
      const invalid = errorsOf({ diagnostics: await engine.validate(typeName, config) });
      const refused = invalid.length > 0 ? invalid : errorsOf(await engine.apply(typeName, config));
      expect(refused).toEqual([expect.stringMatching(error)]);
    }
  });

  test('is destroyed, which the API knows', async () => {
    const destroyed = await engine.apply(typeName, null, made);
    expect(errorsOf(destroyed)).toEqual([]);
    expect(destroyed.state).toBeNull();
    const { status, body } = await hand.get(one.path(made.state));
    if (one.isSettings) expect(JSON.stringify(body)).not.toContain('by hand');
    else expect(status).toBe(404);
  });
});
