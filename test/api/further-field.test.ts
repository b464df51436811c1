import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, pointersOf, SETTINGS } from './builder.ts';
import { createGateway, createProviderOrg, pathOf, ZONE } from './provider-org.ts';
import { enrolWithSession, openSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const REGISTRIES = '/orgs/admin/user-registries';

describe('a user registry', () => {
  test('keeps who sees it; an organization that goes away is taken out of the list', async () => {
    expect((await create(api, REGISTRIES)).visibility).toEqual({ type: 'private' });
    const { org } = await createProviderOrg(api);
    const visibility = { type: 'custom', group_urls: null, org_urls: [org.url] };
    const registry = await create(api, REGISTRIES, { visibility });
    expect(registry.visibility).toEqual(visibility);
    await api.admin.delete(pathOf(org.url)).expect(200);
    const { body } = await api.admin.get(pathOf(registry.url)).expect(200);
    expect(body.visibility).toEqual({ ...visibility, org_urls: [] });
  });

  test('with email_unique_if_exist lets an address belong to one user only, also of requests that come at once', async () => {
    const registry = await create(api, REGISTRIES, { email_unique_if_exist: true, email_required: false });
    expect(registry.email_unique_if_exist).toBe(true);
    const users = `${pathOf(registry.url)}/users`;
    const post = (email?: string) => api.admin.post(users, { username: newTitle('person'), email });
    const answers = await Promise.all(['a@acme.test', 'A@acme.test', 'a@ACME.test'].map((email) => post(email)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { body: none } = await post().expect(201);
    await post().expect(201);
    const taken = await api.admin.patch(`${users}/${none.id}`, { email: 'a@acme.test' }).expect(409);
    expect(pointersOf(taken.body)).toEqual(['/email']);
    const { body: kept } = await api.admin.patch(`${users}/${none.id}`, { email: 'b@acme.test' }).expect(200);
    await api.admin.patch(`${users}/${none.id}`, { ...kept, first_name: 'B' }).expect(200);
  });
});

describe('the cloud settings', () => {
  test('keep what is said of API keys, as numbers and flags or in quotes', async () => {
    const quoted = { api_key_expires_in: '110880000', api_key_multiple_uses: 'true' };
    const { body } = await api.admin.put(SETTINGS, quoted).expect(200);
    expect(body).toMatchObject({ api_key_expires_in: 110_880_000, api_key_multiple_uses: true });
    const plain = { api_key_expires_in: 600, api_key_multiple_uses: false };
    expect((await api.admin.put(SETTINGS, plain).expect(200)).body).toMatchObject(plain);
  });

  test('say how long a session can be renewed, and whether at all', async () => {
    const { body } = await api.admin.get(SETTINGS).expect(200);
    expect(body).toMatchObject({ refresh_expires_in: 2_592_000, refresh_token_enabled: true });
    const { username, session } = await enrolWithSession(api, 'member');
    await api.admin.put(SETTINGS, { refresh_expires_in: 600 }).expect(200);
    expect((await openSession(api, username)).refresh_expires_in).toBe(600);
    await api.admin.put(SETTINGS, { refresh_token_enabled: false }).expect(200);
    expect(await openSession(api, username)).not.toHaveProperty('refresh_token');
    await refresh(api, session.refresh_token).expect(401);
    await api.admin.put(SETTINGS, { refresh_token_enabled: true }).expect(200);
    await refresh(api, session.refresh_token).expect(200);
  });
});

test('a role gives its external_group_mapping back, null takes it away, and without one there is none', async () => {
  const external_group_mapping = { user_registry_url: '/api/x', user_group_name: 'staff' };
  const role = await create(api, '/orgs/admin/roles', { external_group_mapping });
  expect(role.external_group_mapping).toEqual(external_group_mapping);
  const { body } = await api.admin.patch(pathOf(role.url), { external_group_mapping: null }).expect(200);
  expect(body).not.toHaveProperty('external_group_mapping');
  const sent = { title: 'X', external_group_mapping: 'staff' };
  expect(pointersOf((await api.admin.post('/orgs/admin/roles', sent).expect(400)).body)).toEqual([
    '/external_group_mapping',
  ]);
});

describe('a gateway', () => {
  test.each(['gw.acme.test:443', 'gw.acme.test', '10.0.0.1:8443', '[::1]:443', 'https://gw.acme.test/x'])(
    'gives its api_endpoint_base %s back',
    async (api_endpoint_base) => {
      expect((await createGateway(api, { api_endpoint_base })).api_endpoint_base).toBe(api_endpoint_base);
    },
  );

  test.each(['gw.acme.test:0', 'gw.acme.test:65536', 'gw acme', 'ftp://a.test', 'a.test:443/x', '-a.test:443', ':443'])(
    'has no api_endpoint_base %j',
    async (api_endpoint_base) => {
      const sent = { title: 'X', endpoint: 'https://g.test', api_endpoint_base };
      const { body } = await api.admin.post(`${ZONE}/gateway-services`, sent).expect(400);
      expect(pointersOf(body)).toEqual(['/api_endpoint_base']);
    },
  );

  test('may be an event gateway', async () => {
    const integration_url = '/api/cloud/integrations/gateway-service/event-gateway';
    expect((await createGateway(api, { integration_url })).integration_url).toBe(`${api.url}${integration_url}`);
  });
});

test.each([
  ['html_and_text', ['text', 'html']],
  ['text', ['text']],
  [['html'], ['html']],
])('a text of mails takes the content_type %j', async (content_type, kept) => {
  const path = '/cloud/settings/notification-templates/cloud/invitation';
  const { body } = await api.admin.patch(path, { content_type }).expect(200);
  expect(body.content_type).toEqual(kept);
  await api.admin.patch(path, { content_type: body.content_type }).expect(200);
  expect(pointersOf((await api.admin.patch(path, { content_type: 'pdf' }).expect(400)).body)).toEqual([
    '/content_type',
  ]);
});
