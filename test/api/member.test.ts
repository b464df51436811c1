import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const ADMINS = '/user-registries/admin/cloud-manager-lur/users';
const ROLES = '/orgs/admin/roles';
const MEMBERS = '/orgs/admin/members';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function createAdministrator(username: string) {
  const sent = { username, email: `${username}@acme.test`, password: ADMIN_PASSWORD };
  return (await api.admin.post(ADMINS, sent).expect(201)).body;
}

async function addMember(username: string, role: string): Promise<{ id: string; url: string; token: string }> {
  const user = await createAdministrator(username);
  const sent = {
    name: username,
    user: { identity_provider: 'default-idp-1', url: user.url },
    role_urls: [`/api${ROLES}/${role}`],
  };
  const { body } = await api.admin.post(MEMBERS, sent).expect(201);
  return { ...body, token: await signIn(api.url, username, ADMIN_PASSWORD) };
}

describe('permissions', () => {
  test('GET /cloud/permissions lists all of them, a collection lists its own, one is found by name and id', async () => {
    const { body: all } = await api.admin.get('/cloud/permissions').expect(200);
    expect(all.total_results).toBe(12);
    const { body: cloud } = await api.admin.get('/cloud/permissions/cloud').expect(200);
    expect(cloud.results.map(({ name }: { name: string }) => name)).toContain('provider-org:manage');
    const { body: one } = await api.admin.get('/cloud/permissions/org/settings:manage').expect(200);
    expect(one).toMatchObject({ type: 'permission', name: 'settings:manage', collection: 'org' });
    expect((await api.admin.get(`/cloud/permissions/org/${one.id}`).expect(200)).body).toEqual(one);
    await api.admin.get('/cloud/permissions/nothing').expect(404);
    await api.admin.get('/cloud/permissions/org/nothing').expect(404);
  });
});

describe('roles', () => {
  test('the admin org ships owner, administrator, topology-administrator, viewer and member', async () => {
    const { body } = await api.admin.get(ROLES).expect(200);
    expect(body.results.map(({ name }: { name: string }) => name)).toEqual([
      'owner',
      'administrator',
      'topology-administrator',
      'viewer',
      'member',
    ]);
    expect(body.results[4].permission_urls).toEqual([`${api.url}/api/cloud/permissions/org/view`]);
  });

  test('a custom role has what is listed in it, and a change of it acts on the next request', async () => {
    const permission_urls = ['https://any.host/api/cloud/permissions/org/settings:view'];
    const created = await api.admin.post(ROLES, { title: 'Auditor', permission_urls }).expect(201);
    expect(created.body).toMatchObject({
      name: 'auditor',
      permission_urls: [`${api.url}/api/cloud/permissions/org/settings:view`],
    });
    const { token } = await addMember('auditor1', 'auditor');
    await api.as(token).get('/orgs/admin/mail-servers').expect(200);
    await api.as(token).get('/orgs/admin/availability-zones').expect(403);
    const more = { permission_urls: [...permission_urls, '/api/cloud/permissions/org/topology%3Aview'] };
    await api.admin.patch(`${ROLES}/auditor`, more).expect(200);
    await api.as(token).get('/orgs/admin/availability-zones').expect(200);
    const { body } = await api.admin.delete(`${ROLES}/auditor`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: ['member "auditor1"'] });
  });

  test('owner and member cannot be edited or deleted', async () => {
    for (const name of ['owner', 'member']) {
      await api.admin.patch(`${ROLES}/${name}`, { title: 'Other' }).expect(409);
      await api.admin.delete(`${ROLES}/${name}`).expect(409);
    }
  });

  test('an unknown permission is 400 at its place in the list', async () => {
    const permission_urls = ['/api/cloud/permissions/org/view', '/api/cloud/permissions/org/everything'];
    const { body } = await api.admin.post(ROLES, { title: 'Bad', permission_urls }).expect(400);
    expect(body.violations[0].pointer).toBe('/permission_urls/1');
  });
});

describe('members', () => {
  test('a member gets the permissions of their roles, and no others', async () => {
    const { token } = await addMember('viewer1', 'viewer');
    await api.as(token).get('/cloud/orgs').expect(200);
    const { body } = await api.as(token).post('/cloud/orgs', {}).expect(403);
    expect(body.message[0]).toContain('cloud/provider-org:manage');
  });

  test('a member of two roles has the permissions of both', async () => {
    const { id, token } = await addMember('both', 'member');
    const role_urls = ['viewer', 'topology-administrator'].map((role) => `/api${ROLES}/${role}`);
    await api.admin.patch(`${MEMBERS}/${id}`, { role_urls }).expect(200);
    await api.as(token).get(MEMBERS).expect(200);
    await api.as(token).post('/orgs/admin/availability-zones', { title: 'Zone' }).expect(201);
    await api.admin.patch(`${MEMBERS}/${id}`, { role_urls: role_urls.reverse() }).expect(200);
    await api.as(token).get(MEMBERS).expect(200);
    await api.as(token).post('/orgs/admin/availability-zones', { title: 'Another zone' }).expect(201);
  });

  test('the view has the user and the roles, and PATCH takes it back', async () => {
    const { id } = await addMember('patched', 'member');
    const { body } = await api.admin.get(`${MEMBERS}/${id}`).expect(200);
    expect(body).toMatchObject({
      name: 'patched',
      state: 'enabled',
      user: { username: 'patched', password_set: true },
    });
    const same = await api.admin.patch(`${MEMBERS}/patched`, body).expect(200);
    expect(same.body).toEqual(body);
    const changed = await api.admin.patch(`${MEMBERS}/patched`, { role_urls: [`/api${ROLES}/viewer`] }).expect(200);
    expect(changed.body.role_urls).not.toEqual(body.role_urls);
    const other = await createAdministrator('somebody-else');
    const { body: refused } = await api.admin.patch(`${MEMBERS}/patched`, { user: { url: other.url } }).expect(400);
    expect(refused.violations[0].pointer).toBe('/user/url');
  });

  test('nobody is a member twice, a role must be of the organization, a user of its side', async () => {
    const user = await createAdministrator('once');
    const role_urls = [`/api${ROLES}/member`];
    await api.admin.post(MEMBERS, { user: { url: user.url }, role_urls }).expect(201);
    const twice = await api.admin.post(MEMBERS, { name: 'twice', user: { url: user.url }, role_urls }).expect(409);
    expect(twice.body.violations[0].pointer).toBe('/user/url');
    const newcomer = await createAdministrator('newcomer');
    const wrongRole = { user: { url: newcomer.url }, role_urls: [...role_urls, `/api${ROLES}/developer`] };
    const { body } = await api.admin.post(MEMBERS, wrongRole).expect(400);
    expect(body.violations[0].pointer).toBe('/role_urls/1');
    const provider = '/user-registries/admin/api-manager-lur/users';
    const outsider = await api.admin.post(provider, { username: 'outsider', email: 'o@acme.test' }).expect(201);
    const wrongSide = await api.admin.post(MEMBERS, { user: { url: outsider.body.url }, role_urls }).expect(400);
    expect(wrongSide.body.violations[0].pointer).toBe('/user/url');
  });

  test("the owner's member keeps the role owner and cannot be deleted", async () => {
    const { body } = await api.admin.patch(`${MEMBERS}/admin`, { role_urls: [`/api${ROLES}/viewer`] }).expect(400);
    expect(body.violations[0].pointer).toBe('/role_urls');
    const inUse = await api.admin.delete(`${MEMBERS}/admin`).expect(409);
    expect(inUse.body.errors).toEqual(['org "admin" as its owner']);
  });

  test('who is no member any more may do nothing with the next request', async () => {
    const { id, token } = await addMember('leaver', 'administrator');
    await api.as(token).get(MEMBERS).expect(200);
    await api.admin.delete(`${MEMBERS}/${id}`).expect(200);
    await api.as(token).get(MEMBERS).expect(403);
  });
  test('whose membership is disabled may do nothing with the next request', async () => {
    const { id, token } = await addMember('paused', 'administrator');
    await api.as(token).get(MEMBERS).expect(200);
    await api.gatepost.context.database.query(`UPDATE member SET state = 'disabled' WHERE id = $1`, [id]);
    await api.as(token).get(MEMBERS).expect(403);
  });
});
