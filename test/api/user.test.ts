import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn, startApi, type TestApi } from './start-api.ts';

const REGISTRY = '/user-registries/admin/api-manager-lur';
const USERS = `${REGISTRY}/users`;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('user registries', () => {
  test('the two built-in registries are there, at both paths, by name and id', async () => {
    const { body } = await api.admin.get('/orgs/admin/user-registries').expect(200);
    const names = body.results.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['cloud-manager-lur', 'api-manager-lur']);
    const registry = await api.admin.get(REGISTRY).expect(200);
    expect(registry.body).toMatchObject({
      type: 'user_registry',
      registry_type: 'lur',
      case_sensitive: false,
      identity_providers: [{ name: 'default-idp-2' }],
    });
    const byId = await api.admin.get(`/user-registries/admin/${registry.body.id}`).expect(200);
    expect(byId.body).toEqual(registry.body);
    expect(registry.body.url).toBe(
      `${api.url}/api/user-registries/${registry.body.org_url.split('/').pop()}/${registry.body.id}`,
    );
  });

  test('the identity providers of both sides are open to everybody', async () => {
    const { body } = await api.as().get('/cloud/admin/identity-providers').expect(200);
    expect(body.results).toMatchObject([{ name: 'default-idp-1', default: true, realm: 'admin/default-idp-1' }]);
  });
});

describe('users', () => {
  test.each([null, ''])('with the password %j are kept as users without one, who cannot sign in', async (password) => {
    const username = `without-${String(password === null)}`;
    const { body: made } = await api.admin.post(USERS, { username, password, email: 'w@acme.test' }).expect(201);
    expect(made.password_set).toBe(false);
    await api.admin.patch(`${USERS}/${made.id}`, { password: 'sesame, open up' }).expect(200);
    const token = await signIn(api.url, username, 'sesame, open up', 'provider/default-idp-2');
    const { body } = await api.admin.patch(`${USERS}/${made.id}`, { password }).expect(200);
    expect(body.password_set).toBe(false);
    await api.as(token).get('/me').expect(401);
  });

  test('POST creates a user as real scripts send one, and no password ever leaves', async () => {
    const sent = {
      type: 'user',
      api_version: '2.0.0',
      name: 'ann',
      title: 'Ann Lee',
      state: 'enabled',
      identity_provider: 'default-idp-2',
      username: 'ann',
      password: 'sesame, open up',
      email: 'ann@acme.test',
      first_name: 'Ann',
      last_name: 'Lee',
    };
    const created = await api.admin.post(USERS, sent).expect(201);
    expect(created.body).toMatchObject({
      username: 'ann',
      name: 'ann',
      title: 'Ann Lee',
      email: 'ann@acme.test',
      first_name: 'Ann',
      password_set: true,
      state: 'enabled',
      identity_provider: 'default-idp-2',
    });
    expect(created.text).not.toContain('sesame');
    expect(created.text).not.toContain('argon2');
    const { body } = await api.admin.get(`${USERS}/ann`).expect(200);
    expect(body).toEqual(created.body);
    await signIn(api.url, 'ann', 'sesame, open up', 'provider/default-idp-2');
  });

  test('without a name the username is the name, so that scripts find the user by it', async () => {
    const sent = { username: 'b.cooper@acme.test', email: 'b.cooper@acme.test' };
    const created = await api.admin.post(USERS, sent).expect(201);
    expect(created.body).toMatchObject({ name: 'b.cooper@acme.test', password_set: false });
    await api.admin.get(`${USERS}/b.cooper@acme.test`).expect(200);
  });

  test('usernames compare without case: a second one is 409 on /username', async () => {
    await api.admin.post(USERS, { username: 'Carl', email: 'carl@acme.test', password: 'long enough' }).expect(201);
    for (const username of ['carl', 'Carl', 'CARL']) {
      const { body } = await api.admin.post(USERS, { username, email: 'c@acme.test' }).expect(409);
      expect(body).toMatchObject({ code: 'name_taken', violations: [{ pointer: '/username' }] });
    }
    await signIn(api.url, 'cARL', 'long enough', 'provider/default-idp-2');
    const other = '/user-registries/admin/cloud-manager-lur/users';
    await api.admin.post(other, { username: 'carl', email: 'carl@acme.test' }).expect(201);
  });

  test.each([
    ['/username', { email: 'x@acme.test' }],
    ['/email', { username: 'x' }],
    ['/email', { username: 'x', email: 'no address' }],
    ['/password', { username: 'x', email: 'x@acme.test', password: 'short' }],
    ['/username', { username: 'x\ny', email: 'x@acme.test' }],
    ['/username', { username: '7d444840-9dc0-11d1-b245-5ffdce74fad2', email: 'x@acme.test' }],
    ['/nickname', { username: 'x', email: 'x@acme.test', nickname: 'y' }],
  ])('a body that is wrong at %s is 400 and names the field', async (pointer, sent) => {
    const { body } = await api.admin.post(USERS, sent).expect(400);
    expect(body.violations.map((violation: { pointer: string }) => violation.pointer)).toContain(pointer);
    await api.admin.get(`${USERS}/x`).expect(404);
  });

  test('admin@localhost is fine as an address on premises', async () => {
    await api.admin.post(USERS, { username: 'local', email: 'admin@localhost' }).expect(201);
  });

  test('PATCH changes everything but the username, and takes back what GET gave', async () => {
    const sent = { username: 'dora', email: 'dora@acme.test', password: 'first password' };
    const { body: before } = await api.admin.post(USERS, sent).expect(201);
    const change = { ...before, email: 'dora@new.test', first_name: 'Dora', password: 'second password' };
    const { body: after } = await api.admin.patch(`${USERS}/dora`, change).expect(200);
    expect(after).toMatchObject({ email: 'dora@new.test', first_name: 'Dora', name: 'dora' });
    await signIn(api.url, 'dora', 'second password', 'provider/default-idp-2');
    await expect(signIn(api.url, 'dora', 'first password', 'provider/default-idp-2')).rejects.toThrow('401');
    const { body } = await api.admin.patch(`${USERS}/dora`, { username: 'dorothy' }).expect(400);
    expect(body.violations[0].pointer).toBe('/username');
    const cleared = await api.admin.patch(`${USERS}/dora`, { first_name: null }).expect(200);
    expect(cleared.body).not.toHaveProperty('first_name');
    expect(cleared.body).not.toHaveProperty('last_name');
  });

  test('the same password again changes nothing', async () => {
    const sent = { username: 'emil', email: 'emil@acme.test', password: 'always the same' };
    await api.admin.post(USERS, sent).expect(201);
    const same = await api.admin.patch(`${USERS}/emil`, { password: 'always the same' }).expect(200);
    expect(same.headers.etag).toBe('"1"');
    const other = await api.admin.patch(`${USERS}/emil`, { password: 'another one' }).expect(200);
    expect(other.headers.etag).toBe('"2"');
  });

  test('POST search finds a user by username, whatever the case', async () => {
    await api.admin.post(USERS, { username: 'Finder', email: 'f@acme.test' }).expect(201);
    const found = await api.admin.post(`${REGISTRY}/search`, { username: 'finder', remote: false }).expect(200);
    expect(found.body).toMatchObject({ total_results: 1, results: [{ username: 'Finder' }] });
    const none = await api.admin.post(`${REGISTRY}/search`, { username: 'nobody' }).expect(200);
    expect(none.body).toEqual({ total_results: 0, results: [] });
    await api.admin.post(`${REGISTRY}/search`, {}).expect(400);
  });

  test('a user who owns an org cannot be deleted: 409 in_use names the orgs', async () => {
    const { body: owner } = await api.admin.post(USERS, { username: 'gina', email: 'g@acme.test' }).expect(201);
    await api.admin.post('/cloud/orgs', { title: 'Gina Corp', owner_url: owner.url }).expect(201);
    const { body } = await api.admin.delete(`${USERS}/gina`).expect(409);
    expect(body.code).toBe('in_use');
    expect(body.errors).toEqual(['org "gina-corp" as its owner']);
    await api.admin.delete('/orgs/gina-corp').expect(200);
    await api.admin.delete(`${USERS}/gina`).expect(200);
    await api.admin.get(`${USERS}/gina`).expect(404);
  });

  test('a user is disabled and enabled: signed out at once, and let in again', async () => {
    const sent = { username: 'state', email: 's@acme.test', password: 'long enough' };
    const { body: user } = await api.admin.post(USERS, sent).expect(201);
    const realm = 'provider/default-idp-2';
    const token = await signIn(api.url, 'state', 'long enough', realm);
    const disabled = await api.admin.patch(`${USERS}/state`, { state: 'disabled' }).expect(200);
    expect(disabled.body).toEqual({ ...user, state: 'disabled', updated_at: disabled.body.updated_at });
    await api.as(token).get('/me').expect(401);
    await expect(signIn(api.url, 'state', 'long enough', realm)).rejects.toThrow('401');
    await api.admin.patch(`${USERS}/state`, { ...disabled.body, state: 'enabled' }).expect(200);
    await signIn(api.url, 'state', 'long enough', realm);
    await api.as(token).get('/me').expect(401);
    await api.admin.patch(`${USERS}/state`, { state: 'asleep' }).expect(400);
    await api.admin.post(USERS, { ...sent, username: 'later', state: 'disabled' }).expect(201);
    await expect(signIn(api.url, 'later', 'long enough', realm)).rejects.toThrow('401');
  });

  test('who owns the organization admin cannot be disabled: nobody could mend it', async () => {
    const path = '/user-registries/admin/cloud-manager-lur/users/admin';
    const { body } = await api.admin.patch(path, { state: 'disabled' }).expect(409);
    expect(body).toMatchObject({ code: 'in_use', violations: [{ pointer: '/state' }] });
  });

  test('a password is stored as argon2id', async () => {
    await api.admin.post(USERS, { username: 'hash', email: 'h@acme.test', password: 'plain as day' }).expect(201);
    const rows: { password_hash: string }[] = await api.gatepost.context.database.query(
      `SELECT password_hash FROM "user" WHERE username = 'hash'`,
    );
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  test('two users of one name at once: one is created, the other is 409', async () => {
    const body = { username: 'twin', email: 't@acme.test' };
    const answers = await Promise.all([api.admin.post(USERS, body), api.admin.post(USERS, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
