import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERMISSIONS, type Permission } from '../../api/access/permission.ts';
import { ADMIN_ORG_ROLES, PROVIDER_ORG_ROLES } from '../../api/access/permission-matrix.ts';
import { create, newTitle } from './builder.ts';
import { enrol, type Person, roleUrl } from './person.ts';
import { createProviderOrg, createProviderUser, type ProviderOrg, pathOf } from './provider-org.ts';
import { type Client, signIn, startApi, type TestApi } from './start-api.ts';

const TRIED = '?validate_only=true';
const PASSWORD = 'long enough';

interface Role {
  name: string;
  permissions: readonly Permission[];
}

/** Roles that hold the right to hand something out, and little else: where a small right would become a large one. */
const KEEPERS: Role[] = [
  { name: 'member-keeper', permissions: ['org/view', 'org/member:view', 'org/member:manage'] },
  { name: 'settings-keeper', permissions: ['org/settings:view', 'org/settings:manage'] },
  { name: 'cloud-keeper', permissions: ['cloud/view', 'cloud/manage'] },
  { name: 'org-keeper', permissions: ['cloud/provider-org:view', 'cloud/provider-org:manage'] },
];
const ROLES: Role[] = [...ADMIN_ORG_ROLES, ...KEEPERS];
const PAIRS = ROLES.flatMap((giver) => ROLES.map((given) => [giver.name, given.name, giver, given] as const));

const covers = (giver: Role, given: Role) => given.permissions.every((each) => giver.permissions.includes(each));
const may = (giver: Role, needed: Permission, given: Role, granted: number) =>
  giver.permissions.includes(needed) && covers(giver, given) ? granted : 403;

let api: TestApi;
const people = new Map<string, Person>();
const clients = new Map<string, Client>();
beforeAll(async () => {
  api = await startApi();
  for (const { name, permissions } of KEEPERS) {
    const permission_urls = permissions.map((each) => `/api/cloud/permissions/${each}`);
    await create(api, '/orgs/admin/roles', { title: name, permission_urls });
  }
  for (const { name } of ROLES) {
    const person = await enrol(api, name);
    people.set(name, person);
    clients.set(name, api.as(person.token));
  }
});
afterAll(() => api.stop());

const clientOf = (role: Role) => clients.get(role.name) as Client;
const holderOf = (role: Role) => people.get(role.name) as Person;

/** The statuses of several trials, by what was tried. */
async function statusesOf(tried: Record<string, PromiseLike<{ status: number }>>): Promise<Record<string, number>> {
  const answers = Object.entries(tried).map(async ([what, asked]) => [what, (await asked).status] as const);
  return Object.fromEntries(await Promise.all(answers));
}

const alike = (tried: Record<string, number>, status: number) =>
  Object.fromEntries(Object.keys(tried).map((what) => [what, status]));

describe('whoever hands out a right holds it', () => {
  test.each(PAIRS)('%s gives the role %s by membership and invitation', async (_giver, _given, giver, given) => {
    const client = clientOf(giver);
    const newcomer = await enrolled();
    const invited = await inviteTo('member');
    const ways = await statusesOf({
      member: client.post(`/orgs/admin/members${TRIED}`, {
        user: { url: newcomer.url },
        role_urls: [roleUrl(given.name)],
      }),
      memberChanged: client.patch(`${newcomer.memberPath}${TRIED}`, { role_urls: [roleUrl(given.name)] }),
      invitation: client.post(`/orgs/admin/member-invitations${TRIED}`, invitation(given)),
      invitationChanged: client.patch(`${pathOf(invited.url)}${TRIED}`, { role_urls: [roleUrl(given.name)] }),
    });
    // The one who is changed is a member already, and invited as one.
    const member = ROLES.find(({ name }) => name === 'member') as Role;
    const both = { name: 'both', permissions: [...given.permissions, ...member.permissions] };
    const isSame = given.name === 'member';
    expect(ways).toEqual({
      member: may(giver, 'org/member:manage', given, 201),
      memberChanged: may(giver, 'org/member:manage', isSame ? giver : both, 200),
      invitation: may(giver, 'org/member:manage', given, 201),
      invitationChanged: may(giver, 'org/member:manage', isSame ? giver : both, 200),
    });
  });

  test.each(PAIRS)('%s takes the role %s away, or makes its invitation anew', async (_giver, _given, giver, given) => {
    const client = clientOf(giver);
    const place = holderOf(given).memberPath ?? '';
    const invited = await inviteTo(given.name);
    const ways = await statusesOf({
      changed: client.patch(`${place}${TRIED}`, { role_urls: [] }),
      removed: client.delete(`${place}${TRIED}`),
      regenerated: client.post(`${pathOf(invited.url)}/regenerate${TRIED}`, { notify: false }),
    });
    expect(ways).toEqual(alike(ways, may(giver, 'org/member:manage', given, 200)));
  });

  test.each(PAIRS)('%s makes a role that holds what %s holds', async (_giver, _given, giver, given) => {
    const permission_urls = given.permissions.map((each) => `/api/cloud/permissions/${each}`);
    const body = { title: newTitle('role'), permission_urls };
    const client = clientOf(giver);
    expect((await client.post(`/orgs/admin/roles${TRIED}`, body)).status).toBe(
      may(giver, 'org/member:manage', given, 201),
    );
    const { body: empty } = await api.admin.post('/orgs/admin/roles', { title: newTitle('role'), permission_urls: [] });
    expect((await client.patch(`${pathOf(empty.url)}${TRIED}`, { permission_urls })).status).toBe(
      may(giver, 'org/member:manage', given, 200),
    );
  });

  test.each(PAIRS)('%s gives the rights of %s to a registration', async (_giver, _given, giver, given) => {
    const client = clientOf(giver);
    const { body: known } = await api.admin
      .post('/cloud/registrations', { title: newTitle('client'), scopes: given.permissions })
      .expect(201);
    const { body: bare } = await api.admin.post('/cloud/registrations', { title: newTitle('client') }).expect(201);
    const path = `/cloud/registrations/${known.id}${TRIED}`;
    expect(
      (await client.post(`/cloud/registrations${TRIED}`, { title: newTitle('client'), scopes: given.permissions }))
        .status,
    ).toBe(may(giver, 'cloud/manage', given, 201));
    const ways = await statusesOf({
      scopes: client.patch(`/cloud/registrations/${bare.id}${TRIED}`, { scopes: given.permissions }),
      narrowed: client.patch(path, { scopes: [] }),
      secret: client.patch(path, { client_secret: 'a new one' }),
      sameSecret: client.patch(path, { client_secret: known.client_secret }),
      state: client.patch(path, { state: 'disabled' }),
      deleted: client.delete(path),
    });
    expect(ways).toEqual(alike(ways, may(giver, 'cloud/manage', given, 200)));
    expect((await client.patch(path, { title: 'Another title' })).status).toBe(may(giver, 'cloud/manage', giver, 200));
  });

  test.each(PAIRS)('%s changes password, address, state or existence of %s', async (_giver, _given, giver, given) => {
    const client = clientOf(giver);
    const path = pathOf(holderOf(given).userUrl);
    const ways = await statusesOf({
      password: client.patch(`${path}${TRIED}`, { password: 'another one' }),
      samePassword: client.patch(`${path}${TRIED}`, { password: PASSWORD }),
      address: client.patch(`${path}${TRIED}`, { email: 'mine@acme.test' }),
      state: client.patch(`${path}${TRIED}`, { state: 'disabled' }),
      existence: client.delete(`${path}${TRIED}`),
    });
    expect(ways).toEqual(alike(ways, may(giver, 'org/settings:manage', given, 200)));
    expect((await client.patch(`${path}${TRIED}`, { first_name: 'Ann' })).status).toBe(
      may(giver, 'org/settings:manage', giver, 200),
    );
  });

  test.each(ROLES.map((role) => [role.name, role] as const))(
    '%s takes a registry out of the settings',
    async (_name, role) => {
      const { body: before } = await api.admin.get('/cloud/settings/user-registries').expect(200);
      const registry = await create(api, '/user-registries/admin');
      const admin_user_registry_urls = [...before.admin_user_registry_urls, registry.url];
      const sent = { username: newTitle('person'), email: 'p@acme.test' };
      const { body: user } = await api.admin.post(`/user-registries/admin/${registry.id}/users`, sent).expect(201);
      await api.admin.put('/cloud/settings/user-registries', { admin_user_registry_urls }).expect(200);
      const takeOut = () => clientOf(role).put(`/cloud/settings/user-registries${TRIED}`, before);
      expect((await takeOut()).status).toBe(may(role, 'cloud/manage', role, 200));
      const place = { user: { url: user.url }, role_urls: [roleUrl('topology-administrator')] };
      await api.admin.post('/orgs/admin/members', place).expect(201);
      expect((await takeOut()).status).toBe(may(role, 'cloud/manage', ADMIN_ORG_ROLES[2] as Role, 200));
      await api.admin.put('/cloud/settings/user-registries', before).expect(200);
    },
  );

  test.each(ROLES.map((role) => [role.name, role] as const))('%s does not pass on admin', async (_name, role) => {
    const next = { new_owner_user_url: holderOf(role).userUrl };
    const { body } = await clientOf(role).post(`/orgs/admin/transfer-owner${TRIED}`, next).expect(403);
    expect(body.code).toBe('forbidden');
  });

  test('the owner of admin passes it on, but not with a token that holds less', async () => {
    const next = { new_owner_user_url: holderOf(ROLES[1] as Role).userUrl };
    await api.admin.post(`/orgs/admin/transfer-owner${TRIED}`, next).expect(200);
    const { username } = (await api.admin.get('/me').expect(200)).body;
    const login = { grant_type: 'password', username, password: 'correct horse battery' };
    const scope = PERMISSIONS.filter((each) => each !== 'cloud/analytics:view').join(' ');
    const { body } = await api
      .as()
      .post('/token', { ...login, scope })
      .expect(200);
    await api.as(body.access_token).post(`/orgs/admin/transfer-owner${TRIED}`, next).expect(403);
  });

  test('the refusal names what is missing', async () => {
    const sent = { title: 'Everything', scopes: PERMISSIONS };
    const { body } = await clientOf(KEEPERS[2] as Role)
      .post('/cloud/registrations', sent)
      .expect(403);
    expect(body.message[0]).toMatch(/holds it.*org\/settings:manage/);
    expect(body.message[0]).not.toContain('cloud/manage');
  });
});

describe('in a provider organization', () => {
  let acme: ProviderOrg;
  const holders = new Map<string, { client: Client; url: string; memberPath: string }>();
  beforeAll(async () => {
    acme = await createProviderOrg(api);
    for (const { name } of PROVIDER_ORG_ROLES) {
      const { url, username } = await createProviderUser(api);
      const { body } = await acme.client.post(`/orgs/${acme.org.id}/members`, joining(url, name)).expect(201);
      const token = await signIn(api.url, username, PASSWORD, 'provider/default-idp-2');
      holders.set(name, { client: api.as(token), url, memberPath: pathOf(body.url) });
    }
  });

  const joining = (url: string, role: string) => ({
    user: { url },
    role_urls: [`/api/orgs/${acme.org.name}/roles/${role}`],
  });

  test.each(
    PROVIDER_ORG_ROLES.flatMap((giver) =>
      PROVIDER_ORG_ROLES.map((given) => [giver.name, given.name, giver, given] as const),
    ),
  )('%s gives %s', async (_giver, _given, giver, given) => {
    const client = holders.get(giver.name)?.client as Client;
    const { url } = await createProviderUser(api);
    const granted = may(giver, 'org/member:manage', given, 201);
    const members = `/orgs/${acme.org.id}/members${TRIED}`;
    expect((await client.post(members, joining(url, given.name))).status).toBe(granted);
    const { role_urls } = joining(url, given.name);
    const sent = { email: `${newTitle('guest')}@acme.test`, notify: false, role_urls };
    expect((await client.post(`/orgs/${acme.org.id}/member-invitations${TRIED}`, sent)).status).toBe(granted);
    const next = { new_owner_user_url: holders.get(given.name)?.url };
    const owner = PROVIDER_ORG_ROLES[0] as Role;
    expect((await client.post(`/orgs/${acme.org.id}/transfer-owner${TRIED}`, next)).status).toBe(
      may(giver, 'org/member:manage', owner, 200),
    );
  });

  test.each(ROLES.flatMap((giver) => PROVIDER_ORG_ROLES.map((given) => [giver.name, given.name, giver] as const)))(
    '%s of admin changes the password of its %s only with the right over organizations',
    async (_a, given, giver) => {
      const path = pathOf(holders.get(given)?.url ?? '');
      const rights: Permission[] = ['org/settings:manage', 'cloud/provider-org:manage'];
      const isEnough = rights.every((each) => giver.permissions.includes(each));
      const { status } = await clientOf(giver).patch(`${path}${TRIED}`, { password: 'another one' });
      expect(status).toBe(isEnough ? 200 : 403);
    },
  );

  test.each(ROLES.map((role) => [role.name, role] as const))('%s of admin passes it on', async (_name, role) => {
    const { status } = await clientOf(role).post(`/orgs/${acme.org.id}/transfer-owner${TRIED}`, {
      new_owner_user_url: holders.get('viewer')?.url,
    });
    expect(status).toBe(role.permissions.includes('cloud/provider-org:manage') ? 200 : 403);
  });
});

function invitation({ name }: Role) {
  return { email: `${newTitle('guest')}@acme.test`, notify: false, role_urls: [roleUrl(name)] };
}

async function inviteTo(role: string): Promise<{ url: string }> {
  const sent = { email: `${newTitle('guest')}@acme.test`, notify: false, role_urls: [roleUrl(role)] };
  return (await api.admin.post('/orgs/admin/member-invitations', sent).expect(201)).body;
}

/** A user who is nobody's member, and the place of another one who is. */
async function enrolled(): Promise<{ url: string; memberPath: string }> {
  const users = '/user-registries/admin/cloud-manager-lur/users';
  const [username, other] = [newTitle('person'), newTitle('person')];
  const { body } = await api.admin.post(users, { username, email: `${username}@acme.test` }).expect(201);
  const { body: second } = await api.admin.post(users, { username: other, email: `${other}@acme.test` }).expect(201);
  const sent = { user: { url: second.url }, role_urls: [roleUrl('member')] };
  const { body: place } = await api.admin.post('/orgs/admin/members', sent).expect(201);
  return { url: body.url, memberPath: pathOf(place.url) };
}
