import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import type { Client, TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { type Case, cases, type People, surround } from './every-resource.ts';
import { errorsOf, type Outcome, startTestEngine, type TestEngine } from './test-engine.ts';

/** HashiCorp's flow, over one cloud: create, change each attribute, import, drift, deleted outside, errors, destroy. */

let api: TestApi;
let administrators: TestEngine;
let people: People;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  const relay = await administrators.make('gatepost_email_server', {
    title: 'Relay',
    host: 'mail.acme.test',
    port: 25,
  });
  await administrators.make('gatepost_notification_settings', { email_server_id: relay.state.id ?? null });
  people = await surround(administrators, api);
});
afterAll(() => api.stop());

type Made = Outcome & { state: ValueRecord };

describe.each(Object.keys(cases))('%s', (typeName) => {
  let one: Case;
  let made: Made;
  let engine: TestEngine;
  let hand: Client;
  beforeAll(() => {
    one = cases[typeName]?.(people.ids) as Case;
    engine = one.isOwners ? people.owners : administrators;
    hand = one.isOwners ? api.as(people.token) : api.admin;
  });
  const last = () => one.steps.at(-1) as ValueRecord;

  test('is created and changed in place, attribute by attribute, with empty plans in between', async () => {
    const resource = (await provider.resources()).find((each) => each.typeName === typeName);
    const settable = Object.entries(resource?.attributes ?? {}).filter(([, each]) => each.required || each.optional);
    const touched = new Set([...one.steps, one.replaced ?? {}, { notification_settings_id: '' }].flatMap(Object.keys));
    const isSecret = (name: string) => ['client_secret'].includes(name);
    expect(settable.map(([name]) => name).filter((name) => !touched.has(name) && !isSecret(name))).toEqual([]);
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
    const without = Object.fromEntries((one.unanswered ?? []).map((name) => [name, null]));
    for (const importId of one.importIds(made.state)) {
      const imported = await engine.import(typeName, importId);
      expect(errorsOf(imported)).toEqual([]);
      expect(imported.state).toMatchObject({ id: made.state.id });
      await expectNoChange(engine, typeName, { ...last(), ...without }, imported);
    }
  });

  test('that is not there is not imported', async () => {
    const [missing = ''] = one.importIds({ id: '00000000-0000-4000-8000-000000000000', name: 'nobody-of-that-name' });
    const isThere = one.isSettings || !missing.includes('nobody');
    if (isThere) return;
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
