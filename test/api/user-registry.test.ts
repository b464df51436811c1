import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { newTitle, pointersOf } from './builder.ts';
import { createProviderOrg, pathOf } from './provider-org.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

const REGISTRIES = '/orgs/admin/user-registries';
const PASSWORD = 'long enough';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function createRegistry(fields: object = {}, client = api.admin, path = REGISTRIES) {
  const { body } = await client.post(path, { title: newTitle('registry'), ...fields }).expect(201);
  return body;
}

async function createUser(registry: { url: string }, username: string, client = api.admin) {
  const sent = { username, email: `${username}@acme.test`, password: PASSWORD };
  const { body } = await client.post(`${pathOf(registry.url)}/users`, sent).expect(201);
  return body;
}

describe('a user registry', () => {
  test('POST creates it as sent, and it is found under both paths', async () => {
    const sent = {
      name: 'staff',
      title: 'Staff',
      registry_type: 'lur',
      user_managed: true,
      case_sensitive: true,
      email_required: false,
      identity_providers: [{ name: 'staff-idp', title: 'Staff sign-in' }],
    };
    const { body } = await api.admin.post(REGISTRIES, sent).expect(201);
    expect(body).toMatchObject({ type: 'user_registry', ...sent });
    for (const path of [`${REGISTRIES}/staff`, '/user-registries/admin/staff', pathOf(body.url)]) {
      expect((await api.admin.get(path).expect(200)).body).toEqual(body);
    }
  });

  test('gets a default identity provider when none is sent, with a name of its own', async () => {
    const registry = await createRegistry({ title: 'Plain one' });
    expect(registry.identity_providers).toEqual([{ name: 'plain-one-idp', title: 'Plain one' }]);
    const { client, org } = await createProviderOrg(api);
    const empty = { title: 'Plain one', identity_providers: [] };
    const other = await createRegistry(empty, client, `/orgs/${org.name}/user-registries`);
    expect(other.identity_providers).toEqual([{ name: 'plain-one-idp-2', title: 'Plain one' }]);
  });

  test('finds that name in as few questions where very many are taken', async () => {
    const taken = Array.from({ length: 120 }, (_, at) => ({ name: `busy-idp${at === 0 ? '' : `-${at + 1}`}` }));
    for (const from of [0, 20, 40, 60, 80, 100]) {
      await createRegistry({ title: `Takes ${from}`, identity_providers: taken.slice(from, from + 20) });
    }
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    try {
      const { identity_providers: own } = await createRegistry({ title: 'Busy' });
      expect(own).toEqual([{ name: 'busy-idp-121', title: 'Busy' }]);
      expect(statements.mock.calls.length).toBeLessThan(50);
    } finally {
      statements.mockRestore();
    }
  });

  test('may be sent with the integration it is made of, by name or id', async () => {
    const { body: lur } = await api.admin.get('/cloud/integrations/user-registry/lur').expect(200);
    const registry = await createRegistry({ integration_url: lur.url });
    expect(registry.integration_url).toBe(lur.url);
    const byId = `https://elsewhere.test/api/cloud/integrations/user-registry/${lur.id}`;
    await api.admin.patch(pathOf(registry.url), { integration_url: byId }).expect(200);
  });

  test.each([
    ['/registry_type', { title: 'X', registry_type: 'ldap' }],
    ['/integration_url', { title: 'X', integration_url: '/api/cloud/integrations/user-registry/ldap' }],
    ['/title', {}],
    ['/user_managed', { title: 'X', user_managed: 'yes' }],
    ['/identity_providers/0/name', { title: 'X', identity_providers: [{ title: 'No name' }] }],
    ['/identity_providers/1/name', { title: 'X', identity_providers: [{ name: 'same' }, { name: 'same' }] }],
    ['/colour', { title: 'X', colour: 'red' }],
  ])('a body that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await api.admin.post(REGISTRIES, sent).expect(400);
    expect(pointersOf(body)).toContain(pointer);
    await api.admin.get(`${REGISTRIES}/x`).expect(404);
  });

  test('the name of an identity provider is used once in the whole cloud, since a realm names one registry', async () => {
    const identity_providers = [{ name: 'default-idp-2', title: 'Taken' }];
    const { body } = await api.admin.post(REGISTRIES, { title: 'X', identity_providers }).expect(409);
    expect(pointersOf(body)).toEqual(['/identity_providers/0/name']);
  });

  test('PATCH takes back what GET gave, and changes what may change', async () => {
    const registry = await createRegistry();
    const path = pathOf(registry.url);
    const same = await api.admin.patch(path, registry).expect(200);
    expect(same.body).toEqual(registry);
    const identity_providers = [...registry.identity_providers, { name: newTitle('second-idp') }];
    const changes = { email_required: false, case_sensitive: true, identity_providers, title: 'New' };
    const { body } = await api.admin.patch(path, changes).expect(200);
    expect(body).toMatchObject({ email_required: false, case_sensitive: true, title: 'New', name: registry.name });
    expect(body.identity_providers).toHaveLength(2);
  });

  test('once it has users, case_sensitive is fixed, and the identity provider they sign in by stays', async () => {
    const registry = await createRegistry();
    const path = pathOf(registry.url);
    await createUser(registry, 'first');
    const refused = await api.admin.patch(path, { case_sensitive: true }).expect(400);
    expect(pointersOf(refused.body)).toEqual(['/case_sensitive']);
    await api.admin.patch(path, { case_sensitive: false, title: 'Same' }).expect(200);
    const gone = await api.admin.patch(path, { identity_providers: [{ name: newTitle('idp') }] }).expect(409);
    expect(gone.body.code).toBe('in_use');
  });

  test('compares usernames with their case only when it is case-sensitive', async () => {
    const exact = await createRegistry({ case_sensitive: true });
    const ids = [await createUser(exact, 'Ann'), await createUser(exact, 'ann')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    const lax = await createRegistry();
    await createUser(lax, 'Ann');
    await api.admin.post(`${pathOf(lax.url)}/users`, { username: 'ann', email: 'a@acme.test' }).expect(409);
  });

  test('of an organization is its own: its administrators make it, others do not see it', async () => {
    const [mine, other] = [await createProviderOrg(api), await createProviderOrg(api)];
    const registry = await createRegistry({}, mine.client, `/orgs/${mine.org.name}/user-registries`);
    expect(registry.org_url).toBe(mine.org.url);
    await createUser(registry, 'inside', mine.client);
    await other.client.get(pathOf(registry.url)).expect(403);
    const { body } = await api.admin.delete(`/orgs/${mine.org.name}`).expect(409);
    expect(body.errors).toEqual([`user registry "${registry.name}"`]);
    await mine.client.delete(pathOf(registry.url)).expect(200);
    await api.admin.delete(`/orgs/${mine.org.name}`).expect(200);
  });
});

describe('deleting a user registry', () => {
  test('takes its users with it when nobody needs them', async () => {
    const registry = await createRegistry();
    const user = await createUser(registry, 'nobody');
    const { body } = await api.admin.delete(pathOf(registry.url)).expect(200);
    expect(body.id).toBe(registry.id);
    await api.admin.get(pathOf(user.url)).expect(404);
  });

  test('is 409 for those that ship, and in_use while the settings name it or users of it are members or owners', async () => {
    for (const name of ['cloud-manager-lur', 'api-manager-lur']) {
      await api.admin.delete(`${REGISTRIES}/${name}`).expect(409);
      const renamed = await api.admin.patch(`${REGISTRIES}/${name}`, { name: 'other' }).expect(400);
      expect(pointersOf(renamed.body)).toEqual(['/name']);
    }
    const registry = await createRegistry();
    const user = await createUser(registry, 'needed');
    const member = await api.admin
      .post('/orgs/admin/members', { name: 'needed', user: { url: user.url }, role_urls: [] })
      .expect(201);
    const inUse = await api.admin.delete(pathOf(registry.url)).expect(409);
    expect(inUse.body).toMatchObject({ code: 'in_use', errors: ['user "needed", a member of the org "admin"'] });
    await api.admin.delete(pathOf(member.body.url)).expect(200);
    await api.admin.delete(pathOf(registry.url)).expect(200);
  });

  test('clearing the collection leaves those that ship, and is refused as a whole when one is in use', async () => {
    const { client, org } = await createProviderOrg(api);
    const path = `/orgs/${org.name}/user-registries`;
    const [kept, other] = [await createRegistry({}, client, path), await createRegistry({}, client, path)];
    const user = await createUser(kept, 'clearing', client);
    const member = await client.post(`/orgs/${org.name}/members`, { user: { url: user.url } }).expect(201);
    await client.delete(`${path}?confirm=${org.name}`).expect(409);
    await client.get(pathOf(other.url)).expect(200);
    await client.delete(pathOf(member.body.url)).expect(200);
    await client.delete(`${path}?confirm=admin`).expect(400);
    await client.delete(`${path}?confirm=${org.name}`).expect(204);
    expect((await client.get(path).expect(200)).body).toEqual({ total_results: 0, results: [] });
  });
});

describe('a new registry is usable for members', () => {
  test('its users become members at once, and sign in as soon as the settings name it', async () => {
    const registry = await createRegistry();
    const user = await createUser(registry, 'newcomer');
    const role_urls = ['/api/orgs/admin/roles/viewer'];
    const sent = { name: 'a-name-of-its-own', user: { identity_provider: 'x', url: user.url }, role_urls };
    const { body: member } = await api.admin.post('/orgs/admin/members', sent).expect(201);
    expect(member).toMatchObject({ name: 'a-name-of-its-own', user: { username: 'newcomer' } });
    const realm = `admin/${registry.identity_providers[0].name}`;
    await expect(signIn(api.url, 'newcomer', PASSWORD, realm)).rejects.toThrow('401');
    const { body: settings } = await api.admin.get('/cloud/settings/user-registries').expect(200);
    const admin_user_registry_urls = [...settings.admin_user_registry_urls, registry.url];
    await api.admin.put('/cloud/settings/user-registries', { ...settings, admin_user_registry_urls }).expect(200);
    const token = await signIn(api.url, 'newcomer', PASSWORD, realm);
    await api.as(token).get('/cloud/orgs').expect(200);
    await api.as(token).post('/cloud/orgs', {}).expect(403);
  });

  test('but an owner comes from a provider registry of the settings, and a registry of the other side is refused', async () => {
    const registry = await createRegistry();
    const user = await createUser(registry, 'would-be');
    const owner = await api.admin.post('/cloud/orgs', { title: 'Would be', owner_url: user.url }).expect(400);
    expect(pointersOf(owner.body)).toEqual(['/owner_url']);
    const { client, org, owner: provider } = await createProviderOrg(api);
    const wrong = await api.admin.post('/orgs/admin/members', { user: { url: provider.url } }).expect(400);
    expect(pointersOf(wrong.body)).toEqual(['/user/url']);
    const administrator = '/api/user-registries/admin/cloud-manager-lur/users/admin';
    const other = await client.post(`/orgs/${org.name}/members`, { user: { url: administrator } }).expect(400);
    expect(pointersOf(other.body)).toEqual(['/user/url']);
  });
});
