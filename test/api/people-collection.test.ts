import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrol } from './person.ts';
import { createProviderOrg, createProviderUser, namesOf, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('clearing a collection with confirm', () => {
  test('of 5,000 users takes them all, and says so of each', async () => {
    const { body: registry } = await api.admin.post('/user-registries/admin', { title: 'Crowd', registry_type: 'lur' });
    const sql = (text: string, values: unknown[]) => api.gatepost.context.database.query(text, values);
    await sql(
      `INSERT INTO "user" (id, org_id, created_at, updated_at, user_registry_id, name, title, username, username_key,
                           identity_provider, state)
         SELECT gen_random_uuid(), $1, now(), now(), $2, 'c-' || n, 'C', 'c-' || n, 'c-' || n, 'crowd', 'enabled'
           FROM generate_series(1, 5000) AS n`,
      [api.gatepost.context.adminOrgId, registry.id],
    );
    const users = '/user-registries/admin/crowd/users';
    await api.admin.delete(`${users}?confirm=admin`).expect(204);
    expect((await api.admin.get(users).expect(200)).body.total_results).toBe(0);
    const events = await api.admin.get('/cloud/audit-events?action=delete&object_type=user&limit=1').expect(200);
    expect(events.body.total_results).toBe(5000);
  });

  test('of members leaves the owner and takes everybody else', async () => {
    const { client, org, owner } = await createProviderOrg(api);
    const members = `/orgs/${org.name}/members`;
    for (const name of ['one', 'two']) {
      const user = await createProviderUser(api);
      await client.post(members, { name, user: { identity_provider: 'default-idp-2', url: user.url } }).expect(201);
    }
    await client.delete(members).expect(400);
    await client.delete(`${members}?confirm=admin`).expect(400);
    await client.delete(`${members}?confirm=${org.name}`).expect(204);
    const { body } = await client.get(members).expect(200);
    expect(namesOf(body)).toEqual([owner.username]);
  });

  test('of roles leaves those that ship, and refuses the whole when one is in use', async () => {
    const { client, org } = await createProviderOrg(api);
    const roles = `/orgs/${org.name}/roles`;
    const shipped = namesOf((await client.get(roles).expect(200)).body);
    for (const name of ['one', 'two']) {
      const permission_urls = ['/api/cloud/permissions/provider/view'];
      await client.post(roles, { name, title: name, permission_urls }).expect(201);
    }
    const user = await createProviderUser(api);
    const sent = { user: { url: user.url }, role_urls: [`/api${roles}/two`] };
    const { body: member } = await client.post(`/orgs/${org.name}/members`, sent).expect(201);
    await client.delete(`${roles}?confirm=${org.name}`).expect(409);
    expect(namesOf((await client.get(roles).expect(200)).body)).toEqual([...shipped, 'one', 'two']);
    await client.delete(pathOf(member.url)).expect(200);
    await client.delete(`${roles}?confirm=${org.name}`).expect(204);
    expect(namesOf((await client.get(roles).expect(200)).body)).toEqual(shipped);
  });

  test('of users refuses the whole while one of them owns an organization', async () => {
    const { body: registry } = await api.admin.post('/orgs/admin/user-registries', { title: 'Cleared' }).expect(201);
    const users = `${pathOf(registry.url)}/users`;
    const { body: owner } = await api.admin.post(users, { username: 'owner', email: 'o@acme.test' }).expect(201);
    await api.admin.post(users, { username: 'other', email: 'x@acme.test' }).expect(201);
    const { body: setting } = await api.admin.get('/cloud/settings/user-registries').expect(200);
    const provider_user_registry_urls = [...setting.provider_user_registry_urls, registry.url];
    await api.admin.put('/cloud/settings/user-registries', { provider_user_registry_urls }).expect(200);
    await api.admin.post('/cloud/orgs', { title: 'Owned', owner_url: owner.url }).expect(201);
    const { body } = await api.admin.delete(`${users}?confirm=admin`).expect(409);
    expect(body.errors).toEqual(['org "owned" as its owner']);
    expect((await api.admin.get(users).expect(200)).body.total_results).toBe(2);
    await api.admin.delete('/orgs/owned').expect(200);
    await api.admin.delete(`${users}?confirm=admin`).expect(204);
    expect((await api.admin.get(users).expect(200)).body.total_results).toBe(0);
  });

  test('of owner invitations needs confirm=admin, and kills the links', async () => {
    const invitations = '/cloud/org-invitations';
    const { body } = await api.admin.post(invitations, { email: 'a@acme.test', notify: false }).expect(201);
    await api.admin.delete(invitations).expect(400);
    await api.admin.delete(`${invitations}?confirm=nothing`).expect(400);
    await api.admin.delete(`${invitations}?confirm=admin`).expect(204);
    const token = Buffer.from(body.activation_link.replace(/.*activation=/, ''), 'base64').toString();
    await api.as(token).post(`${invitations}/${body.id}/register`, {}).expect(401);
  });

  test('needs the right to write', async () => {
    const viewer = api.as((await enrol(api, 'viewer')).token);
    for (const path of ['/orgs/admin/members', '/orgs/admin/roles', '/cloud/org-invitations', '/cloud/registrations']) {
      await viewer.delete(`${path}?confirm=admin`).expect(403);
    }
  });
});

describe('fields=', () => {
  test.each([
    ['/orgs/admin/members'],
    ['/orgs/admin/roles'],
    ['/orgs/admin/user-registries'],
    ['/user-registries/admin/cloud-manager-lur/users'],
    ['/cloud/registrations'],
    ['/cloud/orgs'],
    ['/cloud/permissions'],
    ['/cloud/integrations'],
    ['/cloud/settings/role-defaults'],
  ])('%s gives what was asked for in lists and objects; add() gives the ordinary view', async (path) => {
    const { body: whole } = await api.admin.get(path).expect(200);
    const [first] = whole.results;
    const { body: list } = await api.admin.get(`${path}?fields=url`).expect(200);
    expect(list.results[0]).toEqual({ url: first.url });
    const { body: added } = await api.admin.get(`${path}?fields=add(events,url)`).expect(200);
    expect(added).toEqual(whole);
    const { body: one } = await api.admin.get(`${pathOf(first.url)}?fields=name,url`).expect(200);
    expect(one).toEqual({ name: first.name, url: first.url });
    const { body: whole1 } = await api.admin.get(`${pathOf(first.url)}?fields=add(x)`).expect(200);
    expect(whole1).toEqual(first);
  });

  test('a 404 stays a 404, and settings, topology and answers to a POST obey it too', async () => {
    await api.admin.get('/orgs/admin/members/nothing?fields=url').expect(404);
    const topology = await api.admin.get('/cloud/topology?fields=cloud_id').expect(200);
    expect(Object.keys(topology.body)).toEqual(['cloud_id']);
    const settings = await api.admin.get('/cloud/settings/user-registries?fields=url').expect(200);
    expect(Object.keys(settings.body)).toEqual(['url']);
    const created = await api.admin.post('/cloud/registrations?fields=client_secret', { title: 'Brief' }).expect(201);
    expect(Object.keys(created.body)).toEqual(['client_secret']);
  });
});

test('an organization is passed on by names: transfer-owner with references of any host', async () => {
  const { client, org, owner } = await createProviderOrg(api);
  const next = await createProviderUser(api);
  const sent = { name: 'next-in-line', user: { url: next.url }, role_urls: [`/api/orgs/${org.name}/roles/viewer`] };
  await client.post(`/orgs/${org.name}/members`, sent).expect(201);
  const transfer = {
    new_owner_member_url: `https://elsewhere.test/api/orgs/${org.name}/members/next-in-line`,
    old_owner_new_role_urls: [`https://elsewhere.test/api/orgs/${org.name}/roles/administrator`],
  };
  const { body } = await api.admin.post(`/orgs/${org.name}/transfer-owner`, transfer).expect(200);
  expect(body.owner_url).toBe(next.url);
  const members = await client.get(`/orgs/${org.name}/members`).expect(200);
  expect(namesOf(members.body).sort()).toEqual([owner.username, 'next-in-line'].sort());
});
