import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { applyLawfully, expectNoChange } from './law.ts';
import { errorsOf, type Outcome, type Stage, setStage } from './stage.ts';

const USER = 'gatepost_user';

let api: TestApi;
let stage: Stage;
let owner: Outcome & { state: ValueRecord };
beforeAll(async () => {
  ({ api, stage } = await setStage());
  owner = await stage.make(USER, person('owner'));
});
afterAll(() => api.stop());

function person(username: string, fields: ValueRecord = {}): ValueRecord {
  return { username, email: `${username}@acme.test`, first_name: 'A', last_name: 'Person', ...fields };
}

describe('a user', () => {
  test('is created in the registry of the owners, changes in place, and signs in with the password given', async () => {
    const secret = { password_wo: 'first password', password_wo_version: '1' };
    const created = await applyLawfully(stage, USER, person('anna', secret));
    expect(created.state).toMatchObject({ user_registry: 'api-manager-lur', email: 'anna@acme.test' });
    await signIn(api.url, 'anna', 'first password', 'provider/default-idp-2');
    const changed = person('anna', { ...secret, first_name: 'Anna', last_name: null, password_wo: 'not sent at all' });
    const updated = await applyLawfully(stage, USER, changed, created);
    await signIn(api.url, 'anna', 'first password', 'provider/default-idp-2');
    const rotated = { ...changed, password_wo: 'second password', password_wo_version: '2' };
    await applyLawfully(stage, USER, rotated, updated);
    await signIn(api.url, 'anna', 'second password', 'provider/default-idp-2');
  });

  test('keeps its password when that leaves the configuration, and a new version without one is refused', async () => {
    const secret = { password_wo: 'first password', password_wo_version: '1' };
    const created = await stage.make(USER, person('emil', secret));
    const without = await applyLawfully(stage, USER, person('emil'), created);
    await signIn(api.url, 'emil', 'first password', 'provider/default-idp-2');
    const refused = await stage.apply(USER, person('emil', { password_wo_version: '2' }), without);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^password_wo: password is missing/)]);
  });

  test('is replaced for another username or registry', async () => {
    const created = await stage.make(USER, person('berta'));
    expect((await stage.plan(USER, person('carla'), created)).replaced).toEqual(['username']);
    const moved = person('berta', { user_registry: 'cloud-manager-lur' });
    expect((await stage.plan(USER, moved, created)).replaced).toEqual(['user_registry']);
  });

  test('is imported by username, by registry and username, and by id, wherever it is', async () => {
    const created = await stage.make(USER, person('Dora', { user_registry: 'cloud-manager-lur' }));
    const imported = await stage.import(USER, 'cloud-manager-lur/dora');
    await expectNoChange(stage, USER, person('Dora', { user_registry: 'cloud-manager-lur' }), imported);
    expect((await stage.import(USER, String(created.state.id))).state).toEqual(imported.state);
    expect((await stage.import(USER, 'owner')).state?.id).toBe(owner.state.id);
    expect(errorsOf(await stage.import(USER, 'nobody'))).toEqual([expect.stringContaining('There is no')]);
  });

  test('whose username is taken tells what to import', async () => {
    const [error] = errorsOf(await stage.apply(USER, person('owner')));
    expect(error).toMatch(/^username: .*id = "api-manager-lur\/owner"/s);
  });

  test('gets what the API says on its attributes', async () => {
    const short = person('short', { password: 'short', email: 'nobody' });
    const places = errorsOf(await stage.apply(USER, short)).map((error) => error.split(':')[0]);
    expect(places.sort()).toEqual(['email', 'password']);
    const [writeOnly] = errorsOf(
      await stage.apply(USER, person('short', { password_wo: 'x', password_wo_version: '1' })),
    );
    expect(writeOnly).toMatch(/^password_wo: /);
  });
});
