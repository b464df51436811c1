import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newTitle, pointersOf } from './builder.ts';
import { enrol } from './person.ts';
import { createProviderOrg, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const SETTING = '/cloud/settings/user-registries';
const REGISTRIES = '/orgs/admin/user-registries';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const read = async () => (await api.admin.get(SETTING).expect(200)).body;

async function createRegistry(): Promise<{ url: string; identity_providers: { name: string }[] }> {
  return (await api.admin.post(REGISTRIES, { title: newTitle('registry') }).expect(201)).body;
}

test('GET answers the registries of both sides and the default of each', async () => {
  const cloud = (await api.admin.get(`${REGISTRIES}/cloud-manager-lur`).expect(200)).body.url;
  const manager = (await api.admin.get(`${REGISTRIES}/api-manager-lur`).expect(200)).body.url;
  expect(await read()).toMatchObject({
    admin_user_registry_urls: [cloud],
    admin_user_registry_default_url: cloud,
    provider_user_registry_urls: [manager],
    provider_user_registry_default_url: manager,
    url: `${api.url}/api${SETTING}`,
  });
});

test('the whole object is accepted back, and changes nothing', async () => {
  const before = await api.admin.get(SETTING).expect(200);
  const after = await api.admin.put(SETTING, before.body).set('If-Match', String(before.headers.etag)).expect(200);
  expect(after.body).toEqual(before.body);
  expect(after.headers.etag).toBe(before.headers.etag);
});

test('a registry is added with the whole object, may be the default, and is found among the identity providers', async () => {
  const before = await read();
  const registry = await createRegistry();
  const provider_user_registry_urls = [...before.provider_user_registry_urls, registry.url];
  const added = await api.admin.put(SETTING, { ...before, provider_user_registry_urls }).expect(200);
  expect(added.body).toMatchObject({ ...before, provider_user_registry_urls, updated_at: expect.any(String) });
  const preferred = {
    provider_user_registry_default_url: `/api${REGISTRIES}/${pathOf(registry.url).split('/').pop()}`,
  };
  const changed = await api.admin.put(SETTING, preferred).expect(200);
  expect(changed.body.provider_user_registry_default_url).toBe(registry.url);
  const { body } = await api.as().get('/cloud/provider/identity-providers').expect(200);
  expect(body.results).toMatchObject([
    { name: 'default-idp-2', default: false },
    { name: registry.identity_providers[0]?.name, default: true },
  ]);
  const inUse = await api.admin.delete(pathOf(registry.url)).expect(409);
  expect(inUse.body.errors).toEqual(['the cloud settings (provider user registries)']);
  await api.admin.put(SETTING, before).expect(200);
  await api.admin.delete(pathOf(registry.url)).expect(200);
});

test.each([
  ['/admin_user_registry_urls', { admin_user_registry_urls: [] }],
  ['/provider_user_registry_urls', { provider_user_registry_urls: null }],
  ['/provider_user_registry_urls/0', { provider_user_registry_urls: [`/api${REGISTRIES}/nothing`] }],
  ['/provider_user_registry_urls/0', { provider_user_registry_urls: ['/api/orgs/admin/keystores/x'] }],
  ['/provider_user_registry_default_url', { provider_user_registry_urls: [`/api${REGISTRIES}/cloud-manager-lur`] }],
  ['/admin_user_registry_default_url', { admin_user_registry_default_url: `/api${REGISTRIES}/api-manager-lur` }],
  ['/admin_user_registry_default_url', { admin_user_registry_default_url: null }],
  ['/colour', { colour: 'red' }],
])('what is wrong at %s is 400 and changes nothing', async (pointer, sent) => {
  const before = await read();
  const { body } = await api.admin.put(SETTING, sent).expect(400);
  expect(pointersOf(body)).toContain(pointer);
  expect(await read()).toEqual(before);
});

test('a registry that is named twice, by whichever path, is taken once', async () => {
  const before = await read();
  const [first] = before.provider_user_registry_urls;
  const urls = [first, `/api${REGISTRIES}/api-manager-lur`, '/api/user-registries/admin/api-manager-lur', first];
  const { body } = await api.admin.put(SETTING, { provider_user_registry_urls: urls }).expect(200);
  expect(body).toEqual(before);
});

test("the registry of the cloud's own owner stays, and those of other organizations cannot serve the cloud", async () => {
  const registry = await createRegistry();
  const others = { admin_user_registry_urls: [registry.url], admin_user_registry_default_url: registry.url };
  const locked = await api.admin.put(SETTING, others).expect(409);
  expect(locked.body).toMatchObject({ code: 'in_use', violations: [{ pointer: '/admin_user_registry_urls' }] });
  const { client, org } = await createProviderOrg(api);
  const { body: theirs } = await client.post(`/orgs/${org.name}/user-registries`, { title: 'Ours' }).expect(201);
  const { admin_user_registry_urls: urls } = await read();
  const foreign = await api.admin.put(SETTING, { admin_user_registry_urls: [...urls, theirs.url] }).expect(400);
  expect(pointersOf(foreign.body)).toEqual([`/admin_user_registry_urls/${urls.length}`]);
});

test('a stale If-Match is 412; reading needs the right to see settings, writing cloud/manage', async () => {
  await api.admin
    .put(SETTING, await read())
    .set('If-Match', '"0"')
    .expect(412);
  const keeper = api.as((await enrol(api, 'topology-administrator')).token);
  await keeper.get(SETTING).expect(200);
  await keeper.put(SETTING, await read()).expect(403);
  await api
    .as((await enrol(api, 'member')).token)
    .get(SETTING)
    .expect(403);
});
