import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, type Outcome, startTestEngine, type TestEngine } from './test-engine.ts';

const USER = 'gatepost_user';

let api: TestApi;
let engine: TestEngine;
let owner: Outcome & { state: ValueRecord };
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  owner = await engine.make(USER, person('owner'));
});
afterAll(() => api.stop());

function person(username: string, fields: ValueRecord = {}): ValueRecord {
  return { username, email: `${username}@acme.test`, first_name: 'A', last_name: 'Person', ...fields };
}

describe('a user', () => {
  test('is created in the registry of the owners, changes in place, and signs in with the password given', async () => {
    const secret = { password_wo: 'first password', password_wo_version: '1' };
    const created = await applyChecked(engine, USER, person('anna', secret));
    expect(created.state).toMatchObject({ user_registry: 'api-manager-lur', email: 'anna@acme.test' });
    await signIn(api.url, 'anna', 'first password', 'provider/default-idp-2');
    const changed = person('anna', { ...secret, first_name: 'Anna', last_name: null, password_wo: 'not sent at all' });
    const updated = await applyChecked(engine, USER, changed, created);
    await signIn(api.url, 'anna', 'first password', 'provider/default-idp-2');
    const rotated = { ...changed, password_wo: 'second password', password_wo_version: '2' };
    await applyChecked(engine, USER, rotated, updated);
    await signIn(api.url, 'anna', 'second password', 'provider/default-idp-2');
  });

  test('keeps its password when that leaves the configuration, and a new version without one is refused', async () => {
    const secret = { password_wo: 'first password', password_wo_version: '1' };
    const created = await engine.make(USER, person('emil', secret));
    const without = await applyChecked(engine, USER, person('emil'), created);
    await signIn(api.url, 'emil', 'first password', 'provider/default-idp-2');
    const refused = await engine.apply(USER, person('emil', { password_wo_version: '2' }), without);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^password_wo_version: password is missing/)]);
  });

  test('is disabled and enabled again in place', async () => {
    const secret = { password: 'first password' };
    const enabled = await applyChecked(engine, USER, person('frida', secret));
    expect(enabled.state).toMatchObject({ state: 'enabled' });
    const disabled = await applyChecked(engine, USER, person('frida', { ...secret, state: 'disabled' }), enabled);
    await expect(signIn(api.url, 'frida', 'first password', 'provider/default-idp-2')).rejects.toThrow('401');
    await applyChecked(engine, USER, person('frida', secret), disabled);
    await signIn(api.url, 'frida', 'first password', 'provider/default-idp-2');
  });

  test('is imported by username, by registry and username, and by id, wherever it is', async () => {
    const created = await engine.make(USER, person('Dora', { user_registry: 'cloud-manager-lur' }));
    const imported = await engine.import(USER, 'cloud-manager-lur/dora');
    await expectNoChange(engine, USER, person('Dora', { user_registry: 'cloud-manager-lur' }), imported);
    expect((await engine.import(USER, String(created.state.id))).state).toEqual(imported.state);
    expect((await engine.import(USER, 'owner')).state?.id).toBe(owner.state.id);
    expect(errorsOf(await engine.import(USER, 'nobody'))).toEqual([expect.stringContaining('There is no')]);
  });

  test('whose username is taken tells what to import', async () => {
    const [error] = errorsOf(await engine.apply(USER, person('owner')));
    expect(error).toMatch(/^username: .*id = "api-manager-lur\/owner"/s);
  });

  test('gets what the API says on its attributes', async () => {
    const short = person('short', { password: 'short', email: 'nobody' });
    const places = errorsOf(await engine.apply(USER, short)).map((error) => error.split(':')[0]);
    expect(places.sort()).toEqual(['email', 'password_wo_version']);
    const [writeOnly] = errorsOf(
      await engine.apply(USER, person('short', { password_wo: 'x', password_wo_version: '1' })),
    );
    expect(writeOnly).toMatch(/^password_wo_version: .*password_wo /s);
  });
});
