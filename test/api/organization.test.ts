import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const USERS = '/user-registries/admin/api-manager-lur/users';
const UNKNOWN_ID = '7d444840-9dc0-11d1-b245-5ffdce74fad2';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let count = 0;

async function createUser(fields: object = {}) {
  count += 1;
  const username = `owner${count}`;
  const sent = { username, email: `${username}@acme.test`, password: 'long enough', ...fields };
  const response = await api.admin.post(USERS, sent).expect(201);
  return response.body;
}

async function createOrganization(fields: object = {}) {
  const owner = await createUser();
  const sent = { title: `Org ${count}`, owner_url: owner.url, ...fields };
  const response = await api.admin.post('/cloud/orgs', sent).expect(201);
  return { owner, org: response.body };
}

describe('provider organizations', () => {
  test('POST /cloud/orgs creates a provider organization whose name follows from its title', async () => {
    const owner = await createUser();
    const body = {
      title: 'Größe & Söhne',
      summary: 'tools',
      org_type: 'provider',
      state: 'enabled',
      owner_url: owner.url,
    };
    const { body: org } = await api.admin.post('/cloud/orgs', body).expect(201);
    expect(org).toMatchObject({
      type: 'org',
      api_version: '2.0.0',
      name: 'grosse-sohne',
      title: 'Größe & Söhne',
      summary: 'tools',
      org_type: 'provider',
      state: 'enabled',
      owner_url: owner.url,
      url: `${api.url}/api/orgs/${org.id}`,
    });
  });

  test('the list of /cloud/orgs holds the admin org too', async () => {
    const { body } = await api.admin.get('/cloud/orgs').expect(200);
    expect(body.total_results).toBe(body.results.length);
    expect(body.results[0]).toMatchObject({ name: 'admin', title: 'Admin', org_type: 'admin' });
    expect(body.results[0].owner_url).toContain('/users/');
  });

  test('an organization is found by name and by id, and fields=url answers nothing else', async () => {
    const { org } = await createOrganization();
    const byName = await api.admin.get(`/orgs/${org.name}`).expect(200);
    expect(byName.body).toEqual(org);
    expect(byName.headers.etag).toBe('"1"');
    const byId = await api.admin.get(`/orgs/${org.id}?fields=url`).expect(200);
    expect(byId.body).toEqual({ url: org.url });
  });

  test('an unknown organization is 404 for who could have read it, and 403 for anybody else', async () => {
    await api.admin.get(`/orgs/${UNKNOWN_ID}`).expect(404);
    await api.admin.get('/orgs/nothing-here').expect(404);
    const { owner } = await createOrganization();
    const token = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    await api.as(token).get(`/orgs/${UNKNOWN_ID}`).expect(403);
    await api.as(token).get('/orgs/admin').expect(403);
    await api.as().get('/orgs/admin').expect(401);
  });

  test('a user of the provider realm reaches only orgs where they are a member', async () => {
    const { owner, org } = await createOrganization();
    const { org: other } = await createOrganization();
    const token = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const { body: mine } = await api.as(token).get('/orgs').expect(200);
    expect(mine.results.map(({ id }: { id: string }) => id)).toEqual([org.id]);
    await api.as(token).get(`/orgs/${org.name}`).expect(200);
    await api.as(token).get(`/orgs/${other.id}`).expect(403);
    await api.as(token).get('/cloud/orgs').expect(403);
    await api.as(token).patch(`/orgs/${other.id}`, { title: 'Mine' }).expect(403);
  });

  test('the owner and administrators change title and summary of their own organization, others do not', async () => {
    const { owner, org } = await createOrganization();
    const ownClient = api.as(await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2'));
    const { body } = await ownClient.patch(`/orgs/${org.name}`, { title: 'Ours', summary: 'our tools' }).expect(200);
    expect(body).toMatchObject({ title: 'Ours', summary: 'our tools', name: org.name });
    for (const [role, status] of [
      ['administrator', 200],
      ['viewer', 403],
    ] as const) {
      const person = await createUser();
      const role_urls = [`/api/orgs/${org.name}/roles/${role}`];
      await ownClient.post(`/orgs/${org.id}/members`, { user: { url: person.url }, role_urls }).expect(201);
      const client = api.as(await signIn(api.url, person.username, 'long enough', 'provider/default-idp-2'));
      await client.patch(`/orgs/${org.id}`, { title: `Of the ${role}` }).expect(status);
    }
    await ownClient.delete(`/orgs/${org.id}`).expect(403);
  });

  test('owner_url is required, must refer to a user, and to one of a provider registry', async () => {
    const missing = await api.admin.post('/cloud/orgs', { title: 'No owner' }).expect(400);
    expect(missing.body.violations[0].pointer).toBe('/owner_url');
    const nobody = { title: 'No owner', owner_url: `/api${USERS}/nobody` };
    const unknown = await api.admin.post('/cloud/orgs', nobody).expect(400);
    expect(unknown.body.violations[0].pointer).toBe('/owner_url');
    const administrator = { title: 'No owner', owner_url: '/api/user-registries/admin/cloud-manager-lur/users/admin' };
    const wrongSide = await api.admin.post('/cloud/orgs', administrator).expect(400);
    expect(wrongSide.body).toMatchObject({ code: 'validation_failed', violations: [{ pointer: '/owner_url' }] });
    await api.admin.get('/orgs/no-owner').expect(404);
  });

  test('a reference may be built from names, on any host', async () => {
    const owner = await createUser();
    const owner_url = `https://elsewhere.test/mgmt/api${USERS}/${owner.username}`;
    const { body } = await api.admin.post('/cloud/orgs', { title: 'By names', owner_url }).expect(201);
    expect(body.owner_url).toBe(owner.url);
  });

  test('a name that is taken is 409, an unknown field 400, an underivable name 400 on /name', async () => {
    const { org, owner } = await createOrganization();
    const taken = await api.admin.post('/cloud/orgs', { title: org.title, owner_url: owner.url }).expect(409);
    expect(taken.body).toMatchObject({ status: 409, code: 'name_taken', violations: [{ pointer: '/name' }] });
    const unknown = { title: 'X1', owner_url: owner.url, colour: 'red' };
    expect((await api.admin.post('/cloud/orgs', unknown).expect(400)).body.violations[0].pointer).toBe('/colour');
    const nameless = { title: '!!!', owner_url: owner.url };
    expect((await api.admin.post('/cloud/orgs', nameless).expect(400)).body.violations[0].pointer).toBe('/name');
    const uuid = { title: 'X2', name: UNKNOWN_ID, owner_url: owner.url };
    expect((await api.admin.post('/cloud/orgs', uuid).expect(400)).body.violations[0].pointer).toBe('/name');
    const second = { title: 'X3', org_type: 'admin', owner_url: owner.url };
    expect((await api.admin.post('/cloud/orgs', second).expect(400)).body.violations[0].pointer).toBe('/org_type');
  });

  test('PATCH changes the title, refuses name, org_type and owner_url, and takes back what GET gave', async () => {
    const { org } = await createOrganization();
    const path = `/orgs/${org.name}`;
    const changed = await api.admin.patch(path, { title: 'Another title' }).expect(200);
    expect(changed.body).toMatchObject({ title: 'Another title', name: org.name });
    expect(changed.headers.etag).toBe('"2"');
    for (const refused of [{ name: 'other' }, { org_type: 'admin' }]) {
      const { body } = await api.admin.patch(path, refused).expect(400);
      expect(body.violations[0].pointer).toBe(`/${Object.keys(refused)[0]}`);
    }
    const other = await createUser();
    const { body } = await api.admin.patch(path, { owner_url: other.url }).expect(400);
    expect(body.violations[0]).toMatchObject({
      pointer: '/owner_url',
      message: expect.stringContaining('transfer-owner'),
    });
    const whole = await api.admin.patch(path, { ...changed.body, title: 'A third' }).expect(200);
    expect(whole.body).toMatchObject({ title: 'A third', owner_url: org.owner_url });
    const same = await api.admin.patch(path, whole.body).expect(200);
    expect(same.headers.etag).toBe(whole.headers.etag);
    const admin = await api.admin.get('/orgs/admin').expect(200);
    await api.admin.patch('/orgs/admin', admin.body).expect(200);
  });

  test('If-Match with a stale tag is 412 and says who changed the organization', async () => {
    const { org } = await createOrganization();
    await api.admin.patch(`/orgs/${org.id}`, { title: 'Newer' }).expect(200);
    const stale = await api.admin.patch(`/orgs/${org.id}`, { title: 'Newest' }).set('If-Match', '"1"').expect(412);
    expect(stale.body.code).toBe('stale');
    expect(stale.body.message[0]).toContain('admin');
  });

  test('validate_only=true runs every check and changes nothing', async () => {
    const owner = await createUser();
    const body = { title: 'Only tried', owner_url: owner.url };
    await api.admin.post('/cloud/orgs?validate_only=true', body).expect(201);
    await api.admin.get('/orgs/only-tried').expect(404);
  });

  test('a new organization has its shipped roles and its owner as member with the role owner', async () => {
    const { org, owner } = await createOrganization();
    const token = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const shipped = await api.as(token).get(`/orgs/${org.name}/roles`).expect(200);
    expect(shipped.body.results.map(({ name }: { name: string }) => name)).toEqual([
      'owner',
      'administrator',
      'api-administrator',
      'community-manager',
      'developer',
      'viewer',
      'member',
    ]);
    const members = await api.as(token).get(`/orgs/${org.id}/members`).expect(200);
    expect(members.body.total_results).toBe(1);
    expect(members.body.results[0].user).toMatchObject({ url: owner.url, username: owner.username });
    const role = await api.as(token).get(new URL(members.body.results[0].role_urls[0]).pathname.slice(4)).expect(200);
    expect(role.body.name).toBe('owner');
  });

  test("the owner's mail is held while no email server is selected", async () => {
    const { org, owner } = await createOrganization();
    const { body } = await api.admin.get('/cloud/deliveries').expect(200);
    const mine = body.results.find(({ cause }: { cause: { id: string } | null }) => cause?.id === org.id);
    expect(mine).toMatchObject({ state: 'held', template: 'organization-owner', recipient: owner.email });
  });

  test('DELETE takes members and roles with it, leaves the owner, and refuses the admin org', async () => {
    const { org, owner } = await createOrganization();
    const tried = await api.admin.delete(`/orgs/${org.name}?validate_only=true`).expect(200);
    expect(tried.body.contents).toEqual({ members: 1, catalogs: 1, member_invitations: 0 });
    const gone = await api.admin.delete(`/orgs/${org.name}`).expect(200);
    expect(gone.body.contents).toEqual(tried.body.contents);
    expect(gone.body.id).toBe(org.id);
    await api.admin.get(`/orgs/${org.id}`).expect(404);
    const left: { count: string }[] = await api.gatepost.context.database.query(
      'SELECT count(*) FROM member m FULL JOIN role r ON r.org_id = m.org_id WHERE m.org_id = $1 OR r.org_id = $1',
      [org.id],
    );
    expect(left).toEqual([{ count: '0' }]);
    await api.admin.delete(`${USERS}/${owner.username}`).expect(200);
    await api.admin.delete('/orgs/admin').expect(409);
  });

  test('how much is in it is told when fields= names it, to whoever may see organizations or its members', async () => {
    const { org, owner } = await createOrganization();
    const path = `/orgs/${org.name}`;
    const counts = { members: 2, catalogs: 1, member_invitations: 0 };
    const ownerToken = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const { username, url } = await createUser();
    const member = { user: { url }, role_urls: [`/api/orgs/${org.name}/roles/member`] };
    await api.as(ownerToken).post(`${path}/members`, member).expect(201);
    const memberToken = await signIn(api.url, username, 'long enough', 'provider/default-idp-2');
    const { token: viewerToken } = await enrol(api, 'viewer');
    const told = async (token: string, query: string) => (await api.as(token).get(`${path}?${query}`).expect(200)).body;
    for (const token of [ownerToken, viewerToken]) {
      expect(await told(token, 'fields=add(contents)')).toMatchObject({ id: org.id, contents: counts });
      expect(await told(token, 'fields=contents')).toEqual({ contents: counts });
      expect(await told(token, '')).not.toHaveProperty('contents');
      expect(await told(token, 'fields=id')).toEqual({ id: org.id });
    }
    expect(await told(memberToken, 'fields=id,contents')).toEqual({ id: org.id });
  });

  test('an organization that still holds a truststore is in use, and the answer names it', async () => {
    const { org, owner } = await createOrganization();
    const token = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const store = { title: 'Ours', truststore: rootCertificates[0] };
    await api.as(token).post(`/orgs/${org.id}/truststores`, store).expect(201);
    const { body } = await api.admin.delete(`/orgs/${org.id}`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: ['truststore "ours"'] });
    await api.as(token).delete(`/orgs/${org.id}/truststores/ours`).expect(200);
    await api.admin.delete(`/orgs/${org.id}`).expect(200);
  });

  test('a caller without the permission is told which one is missing', async () => {
    const { owner } = await createOrganization();
    const token = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const { body } = await api.as(token).post('/cloud/orgs', {}).expect(403);
    expect(body.message[0]).toContain('cloud/provider-org:manage');
  });

  test('two organizations of one name at once: one is created, the other is 409', async () => {
    const owner = await createUser();
    const body = { title: 'Twice at once', owner_url: owner.url };
    const answers = await Promise.all([api.admin.post('/cloud/orgs', body), api.admin.post('/cloud/orgs', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('transfer of ownership', () => {
  test('POST transfer-owner with a user makes them owner and leaves the old one as a member', async () => {
    const { org, owner } = await createOrganization();
    const next = await createUser();
    const path = `/orgs/${org.id}/transfer-owner`;
    const { body } = await api.admin.post(path, { new_owner_user_url: next.url }).expect(200);
    expect(body.owner_url).toBe(next.url);
    const token = await signIn(api.url, next.username, 'long enough', 'provider/default-idp-2');
    const { body: members } = await api.as(token).get(`/orgs/${org.id}/members`).expect(200);
    const roles = await rolesByUser(token, members.results);
    expect(roles).toEqual({ [owner.username]: ['member'], [next.username]: ['owner'] });
    const again = await api.admin.post(path, { new_owner_user_url: next.url }).expect(200);
    expect(again.body).toEqual(body);
  });

  test('the owner passes their own organization on, and has what is left to them at the next request', async () => {
    const { org, owner } = await createOrganization();
    const next = await createUser();
    const ownClient = api.as(await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2'));
    const path = `/orgs/${org.id}/transfer-owner`;
    const { body } = await ownClient.post(path, { new_owner_user_url: next.url }).expect(200);
    expect(body.owner_url).toBe(next.url);
    await ownClient.post(path, { new_owner_user_url: owner.url }).expect(403);
  });

  test('with a member and old_owner_new_role_urls the old owner gets those roles', async () => {
    const { org, owner } = await createOrganization();
    const next = await createUser();
    const ownerToken = await signIn(api.url, owner.username, 'long enough', 'provider/default-idp-2');
    const role_urls = [`/api/orgs/${org.name}/roles/developer`];
    const member = await api.as(ownerToken).post(`/orgs/${org.id}/members`, { user: { url: next.url }, role_urls });
    expect(member.status).toBe(201);
    const transfer = {
      new_owner_member_url: member.body.url,
      old_owner_new_role_urls: [`/api/orgs/${org.id}/roles/viewer`],
    };
    await api.admin.post(`/orgs/${org.id}/transfer-owner`, transfer).expect(200);
    const token = await signIn(api.url, next.username, 'long enough', 'provider/default-idp-2');
    const { body } = await api.as(token).get(`/orgs/${org.id}/members`).expect(200);
    expect(await rolesByUser(token, body.results)).toEqual({
      [owner.username]: ['viewer'],
      [next.username]: ['owner'],
    });
  });

  test('neither or both of member and user, a user of the other side, and the role owner for the old one are 400', async () => {
    const { org } = await createOrganization();
    const next = await createUser();
    const path = `/orgs/${org.id}/transfer-owner`;
    await api.admin.post(path, {}).expect(400);
    const admin = '/api/user-registries/admin/cloud-manager-lur/users/admin';
    const wrongSide = await api.admin.post(path, { new_owner_user_url: admin }).expect(400);
    expect(wrongSide.body.violations[0].pointer).toBe('/new_owner_user_url');
    const stillOwner = { new_owner_user_url: next.url, old_owner_new_role_urls: [`/api/orgs/${org.id}/roles/owner`] };
    const { body } = await api.admin.post(path, stillOwner).expect(400);
    expect(body.violations[0].pointer).toBe('/old_owner_new_role_urls/0');
    const after = await api.admin.get(`/orgs/${org.id}`).expect(200);
    expect(after.body).toEqual(org);
  });
});

test('the first administrator owns the admin org and signs in with the password of the first start', async () => {
  const token = await signIn(api.url, 'ADMIN', ADMIN_PASSWORD, 'admin/default-idp-1');
  const { body } = await api.as(token).get('/orgs/admin/members').expect(200);
  expect(body.results[0].user.username).toBe('admin');
});

async function rolesByUser(token: string, members: { user: { username: string }; role_urls: string[] }[]) {
  const entries = members.map(async ({ user, role_urls }) => {
    const roles = await Promise.all(role_urls.map((url) => api.as(token).get(new URL(url).pathname.slice(4))));
    return [user.username, roles.map(({ body }) => body.name)];
  });
  return Object.fromEntries(await Promise.all(entries));
}
