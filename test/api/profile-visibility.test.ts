import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ProfileVisibility1763805003000 } from '../../api/database/migrations/1763805003000-profile-visibility.ts';
import { create, newTitle, PROFILES, pointersOf } from './builder.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const KINDS = [PROFILES, '/orgs/admin/tls-server-profiles'];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const visibleTo = (...org_urls: string[]) => ({ visibility: { type: 'custom', group_urls: null, org_urls } });

describe.each(KINDS)('the visibility of %s', (path) => {
  test('names organizations that there are, by name or id, and is answered by id', async () => {
    const { org } = await createProviderOrg(api);
    const profile = await create(api, path, visibleTo(`https://any.host/api/orgs/${org.name}`));
    expect(profile.visibility).toEqual({ type: 'custom', group_urls: null, org_urls: [org.url] });
    const wrong = { title: newTitle(), ...visibleTo(org.url, '/api/orgs/nobody') };
    expect(pointersOf((await api.admin.post(path, wrong).expect(400)).body)).toEqual(['/visibility/org_urls/1']);
  });

  test('forgets an organization that goes away', async () => {
    const { org } = await createProviderOrg(api);
    const profile = await create(api, path, visibleTo(org.url, '/api/orgs/admin'));
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    const { body } = await api.admin.get(`${path}/${profile.id}`).expect(200);
    expect(body.visibility.org_urls).toEqual([expect.stringMatching(/\/orgs\/[0-9a-f-]{36}$/)]);
  });
});

test('URLs of older versions become organizations; one that refers to none is dropped', async () => {
  const { org } = await createProviderOrg(api);
  const [byName, none] = [await create(api, PROFILES), await create(api, PROFILES)];
  const runner = api.gatepost.context.database.createQueryRunner();
  const migration = new ProfileVisibility1763805003000();
  await migration.down(runner);
  const write = 'UPDATE tls_client_profile SET visibility = $2 WHERE id = $1';
  const older = visibleTo(`https://old.host/api/orgs/${org.name}`, 'nonsense').visibility;
  await runner.query(write, [byName.id, JSON.stringify(older)]);
  await runner.query(write, [none.id, JSON.stringify({ type: 'public', org_urls: null })]);
  await migration.up(runner);
  await runner.release();
  const visibilityOf = async (id: string) => (await api.admin.get(`${PROFILES}/${id}`).expect(200)).body.visibility;
  expect(await visibilityOf(byName.id)).toEqual({ type: 'custom', group_urls: null, org_urls: [org.url] });
  expect(await visibilityOf(none.id)).toEqual({ type: 'public', org_urls: null });
});
