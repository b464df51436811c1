import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, SETTINGS } from './builder.ts';
import { enrol } from './person.ts';
import { createProviderOrg, createProviderUser, type ProviderOrg, pathOf } from './provider-org.ts';
import { type Client, startApi, type TestApi } from './start-api.ts';

const TRIED = '?validate_only=true';
const PROVIDER_USERS = '/api/user-registries/admin/api-manager-lur/users';
const ADMIN_USERS = '/api/user-registries/admin/cloud-manager-lur/users';

let api: TestApi;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  acme = await createProviderOrg(api);
});
afterAll(() => api.stop());

/** A client of its own with some permissions of the cloud alone. */
async function clientWith(...scopes: string[]): Promise<Client> {
  const client = await create(api, '/cloud/registrations', { scopes });
  const { client_id, client_secret } = client;
  const grant = { grant_type: 'client_credentials', client_id, client_secret };
  return api.as((await api.as().post('/token', grant).expect(200)).body.access_token);
}

/** Where a request names a user who may not be its caller's to see. */
const PLACES: Record<string, (url: string) => Promise<{ status: number; body: object }>> = {
  'a new member': (url) =>
    acme.client.post(`/orgs/${acme.org.id}/members${TRIED}`, {
      user: { url },
      role_urls: [`/api/orgs/${acme.org.id}/roles/member`],
    }),
  'a new owner': (new_owner_user_url) =>
    acme.client.post(`/orgs/${acme.org.id}/transfer-owner${TRIED}`, { new_owner_user_url }),
  'the owner of a new organization': async (owner_url) => {
    const client = await clientWith('cloud/provider-org:view', 'cloud/provider-org:manage');
    return client.post(`/cloud/orgs${TRIED}`, { title: newTitle('org'), owner_url });
  },
};

describe.each(Object.entries(PLACES))('%s', (_what, name) => {
  test('is refused with one text, whether nobody has the name or somebody out of reach', async () => {
    const { username } = await createProviderUser(api);
    const urls = [
      `${PROVIDER_USERS}/nobody-at-all`,
      `${PROVIDER_USERS}/${username}`,
      `${ADMIN_USERS}/nobody-at-all`,
      `${ADMIN_USERS}/admin`,
      '/api/user-registries/admin/no-such-registry/users/admin',
      (await enrol(api, 'viewer')).userUrl,
      `${PROVIDER_USERS}/7d444840-9dc0-41d1-b245-5ffdce74fad2`,
    ];
    const answers = [];
    for (const url of urls) answers.push(await name(url));
    expect(answers.map(({ status }) => status)).toEqual(urls.map(() => 400));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('is found by the id, which somebody told', async () => {
    const { url } = await createProviderUser(api);
    expect((await name(url)).status).toBeLessThan(300);
  });
});

test('who may read a registry names its users by name', async () => {
  const { username } = await createProviderUser(api);
  const sent = { title: newTitle('org'), owner_url: `${PROVIDER_USERS}/${username}` };
  await api.admin.post(`/cloud/orgs${TRIED}`, sent).expect(201);
});

test('adding a member by URL does not show their address to who may not read the registry; a member is seen', async () => {
  const { url, email } = await createProviderUser(api);
  const members = `/orgs/${acme.org.id}/members`;
  const sent = { user: { url }, role_urls: [`/api/orgs/${acme.org.id}/roles/member`] };
  const trial = await acme.client.post(`${members}${TRIED}`, sent).expect(201);
  expect(trial.text).not.toContain(email);
  expect(trial.body.user.url).toBe(url);
  const { body, text } = await acme.client.post(members, sent).expect(201);
  expect(text).not.toContain(email);
  expect((await acme.client.get(pathOf(body.url)).expect(200)).body.user).toMatchObject({ url, email });
});

test('who may read the registry sees whom they add', async () => {
  const users = '/user-registries/admin/cloud-manager-lur/users';
  const username = newTitle('person');
  const { body: user } = await api.admin.post(users, { username, email: `${username}@acme.test` }).expect(201);
  const sent = { user: { url: user.url }, role_urls: ['/api/orgs/admin/roles/member'] };
  const { body } = await api.admin.post(`/orgs/admin/members${TRIED}`, sent).expect(201);
  expect(body.user).toEqual(user);
});

test('an identity provider that another organization has is taken, and nothing tells by whom', async () => {
  const registries = `/orgs/${acme.org.id}/user-registries`;
  const theirs = await create(api, '/user-registries/admin', { title: 'Secret project' });
  const sent = { title: newTitle('registry'), identity_providers: theirs.identity_providers };
  const { body, text } = await acme.client.post(registries, sent).expect(409);
  expect(body.violations).toMatchObject([{ pointer: '/identity_providers/0/name' }]);
  expect(text).not.toContain(theirs.name);
});

test('a registry in use tells of organizations to who may see them, and of others only that there are some', async () => {
  const registry = (
    await acme.client.post(`/orgs/${acme.org.id}/user-registries`, { title: newTitle('registry') }).expect(201)
  ).body;
  const { body: before } = await api.admin.get(`${SETTINGS}/user-registries`).expect(200);
  const provider_user_registry_urls = [...before.provider_user_registry_urls, registry.url];
  await api.admin.put(`${SETTINGS}/user-registries`, { provider_user_registry_urls }).expect(200);
  const user = { username: 'lent', email: 'lent@acme.test' };
  const lent = await acme.client.post(`${pathOf(registry.url)}/users`, user).expect(201);
  const other = await create(api, '/cloud/orgs', { title: newTitle('other'), owner_url: lent.body.url });
  const { body, text } = await acme.client.delete(pathOf(registry.url)).expect(409);
  expect(body.errors).toContain('user "lent", who owns another organization');
  expect(text).not.toContain(other.name);
});
