import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enrol } from './person.ts';
import { createProviderOrg, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const DEFAULTS = '/cloud/settings/role-defaults';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('GET role-defaults/provider lists the roles that a new organization then has, with their permissions', async () => {
  const { body: defaults } = await api.admin.get(`${DEFAULTS}/provider`).expect(200);
  const { client, org } = await createProviderOrg(api);
  const { body: roles } = await client.get(`/orgs/${org.name}/roles`).expect(200);
  const essence = ({ name, title, permission_urls }: Record<string, unknown>) => ({ name, title, permission_urls });
  expect(defaults.results.map(essence)).toEqual(roles.results.map(essence));
});

test('GET role-defaults lists those of every kind; there are no consumer organizations, and so no roles for them', async () => {
  const { body: all } = await api.admin.get(DEFAULTS).expect(200);
  expect(all.total_results).toBe(7);
  const consumer = await api.admin.get(`${DEFAULTS}/consumer`).expect(200);
  expect(consumer.body).toEqual({ total_results: 0, results: [] });
  await api.admin.get(`${DEFAULTS}/nothing`).expect(404);
});

test('one is found by name and at its url, and nothing can be changed', async () => {
  const { body } = await api.admin.get(`${DEFAULTS}/provider/owner`).expect(200);
  expect(body).toMatchObject({ type: 'role_default', name: 'owner', scope: 'provider' });
  expect((await api.admin.get(pathOf(body.url)).expect(200)).body).toEqual(body);
  await api.admin.patch(`${DEFAULTS}/provider/owner`, { title: 'X' }).expect(405);
  await api.admin.get(`${DEFAULTS}/provider/nothing`).expect(404);
});

test('who may see the settings may see them, nobody else', async () => {
  await api
    .as((await enrol(api, 'viewer')).token)
    .get(DEFAULTS)
    .expect(200);
  await api
    .as((await enrol(api, 'member')).token)
    .get(DEFAULTS)
    .expect(403);
});
