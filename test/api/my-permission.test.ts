import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ORG_PERMISSIONS, PERMISSIONS } from '../../api/access/permission.ts';
import { newTitle } from './builder.ts';
import { enrol } from './person.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Held {
  scope_url: string;
  permissions: string[];
}

const held = async (token: string): Promise<Held[]> =>
  (await api.as(token).get('/permissions').expect(200)).body.results;

test('GET /permissions lists what the caller may do, by scope_url', async () => {
  const [cloud, org] = await held(api.token);
  const { body: admin } = await api.admin.get('/orgs/admin').expect(200);
  expect(cloud?.scope_url).toBe(`${api.url}/api/cloud`);
  expect(org?.scope_url).toBe(admin.url);
  expect([...(cloud?.permissions ?? []), ...(org?.permissions ?? [])].sort()).toEqual([...PERMISSIONS].sort());
});

test('a member of admin has one permission, who is no member anywhere has none', async () => {
  expect(await held((await enrol(api, 'member')).token)).toMatchObject([{ permissions: ['org/view'] }]);
  expect(await held((await enrol(api)).token)).toEqual([]);
});

test('the owner of a provider organization has what its roles give there, and nothing of the cloud', async () => {
  const username = newTitle('owner');
  const sent = { username, email: `${username}@acme.test`, password: 'long enough' };
  const { body: user } = await api.admin.post('/user-registries/admin/api-manager-lur/users', sent).expect(201);
  const { body: org } = await api.admin
    .post('/cloud/orgs', { title: newTitle('Org'), owner_url: user.url })
    .expect(201);
  const token = await signIn(api.url, username, 'long enough', 'provider/default-idp-2');
  expect(await held(token)).toEqual([{ scope_url: org.url, permissions: [...ORG_PERMISSIONS].sort() }]);
});

test('it needs a sign-in', async () => {
  await api.as().get('/permissions').expect(401);
});
