import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, pointersOf, SETTINGS } from './builder.ts';
import { enrol, type Person } from './person.ts';
import { createProviderOrg } from './provider-org.ts';
import { PERSON_PASSWORD } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

const KEYS = '/cloud/api-keys';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Key {
  id: string;
  name: string;
  api_key: string;
  expires_at: string;
}

const query = (sql: string, values: unknown[]) => api.gatepost.context.database.query(sql, values);
const settings = (fields: object) => api.admin.put(SETTINGS, fields).expect(200);

async function makeKey(token: string, fields: object = {}): Promise<Key> {
  return (
    await api
      .as(token)
      .post(KEYS, { title: newTitle('key'), ...fields })
      .expect(201)
  ).body;
}

const useKey = (api_key: string, fields: object = {}) =>
  api.as().post('/token', { grant_type: 'api_key', api_key, ...fields });

async function personWithKey(...roles: string[]): Promise<{ person: Person; key: Key }> {
  const person = await enrol(api, ...roles);
  return { person, key: await makeKey(person.token) };
}

describe('an API key', () => {
  test('is shown once, in the answer to its creation, and only its hash is kept', async () => {
    const sent = { name: 'PipelineKey', title: 'PipelineKey', description: 'For the pipeline', client_type: 'toolkit' };
    const { body } = await api.admin.post(KEYS, { ...sent, realm: 'admin', user_url: '/api/x' }).expect(201);
    expect(body).toMatchObject({ ...sent, type: 'api_key', state: 'enabled', last_used_at: null, ttl: 2_592_000 });
    expect(body.api_key).toMatch(/^[\w-]{43}$/);
    expect(body.user_url).toContain('/users/');
    for (const path of [KEYS, `${KEYS}/${body.id}`, `${KEYS}/PipelineKey`]) {
      const { text } = await api.admin.get(path).expect(200);
      expect(text).toContain('PipelineKey');
      expect(text).not.toContain(body.api_key);
    }
    const [row] = await query('SELECT * FROM api_key WHERE id = $1', [body.id]);
    expect(JSON.stringify(row)).not.toContain(body.api_key);
  });

  test('signs its user in, with the rights the user has at that moment, and without a refresh token', async () => {
    const { person, key } = await personWithKey('administrator');
    const { body, headers } = await useKey(key.api_key).expect(200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 28_800 });
    expect(headers['cache-control']).toBe('no-store');
    const machine = api.as(body.access_token);
    expect((await machine.get('/me').expect(200)).body.username).toBe(person.username);
    await machine.put(SETTINGS, {}).expect(200);
    await api.admin.delete(person.memberPath ?? '').expect(200);
    await machine.put(SETTINGS, {}).expect(403);
    await api
      .as((await useKey(key.api_key).expect(200)).body.access_token)
      .put(SETTINGS, {})
      .expect(403);
  });

  test('names the client too, which must be right', async () => {
    const { key } = await personWithKey('viewer');
    await useKey(key.api_key, { client_id: 'toolkit', client_secret: 'toolkit', realm: 'admin/default-idp-1' }).expect(
      200,
    );
    await useKey(key.api_key, { client_id: 'toolkit', client_secret: 'wrong' }).expect(401);
  });

  test('that nobody has is 401, one that is missing 400 at its place', async () => {
    expect((await useKey('nobody has this key').expect(401)).body.code).toBe('unauthenticated');
    const { body } = await api.as().post('/token', { grant_type: 'api_key' }).expect(400);
    expect(pointersOf(body)).toEqual(['/api_key']);
  });

  test('narrows by scopes, and holds no more than the token that made it', async () => {
    const { key } = await personWithKey('administrator');
    const { body } = await useKey(key.api_key, { scope: 'cloud/view' }).expect(200);
    await api.as(body.access_token).get('/cloud/deliveries').expect(200);
    const { body: refused } = await api.as(body.access_token).put(SETTINGS, {}).expect(403);
    expect(refused.message[0]).toMatch(/ or cloud\/manage, which the scopes of this token leave out\.$/);
    const child = await makeKey(body.access_token);
    const { body: second } = await useKey(child.api_key, { scope: 'cloud/view cloud/manage' }).expect(200);
    await api.as(second.access_token).get('/cloud/deliveries').expect(200);
    await api.as(second.access_token).put(SETTINGS, {}).expect(403);
  });

  test('belongs to its user alone: nobody else lists, sees or deletes it', async () => {
    const { key, person } = await personWithKey('administrator');
    const other = await enrol(api, 'administrator');
    const mine = await api.as(person.token).get(KEYS).expect(200);
    expect(mine.body).toMatchObject({ total_results: 1, results: [{ id: key.id }] });
    expect((await api.as(other.token).get(KEYS).expect(200)).body.total_results).toBe(0);
    await api.as(other.token).get(`${KEYS}/${key.id}`).expect(404);
    await api.as(other.token).delete(`${KEYS}/${key.id}`).expect(404);
    await makeKey(other.token, { name: key.name });
    const taken = await api.as(person.token).post(KEYS, { title: 'Again', name: key.name }).expect(409);
    expect(taken.body.code).toBe('name_taken');
  });

  test('is for people of provider organizations too, and for no registration', async () => {
    const { org, token } = await createProviderOrg(api);
    const key = await makeKey(token);
    const { body } = await useKey(key.api_key).expect(200);
    await api.as(body.access_token).get(`/orgs/${org.name}`).expect(200);
    await api.as(body.access_token).get('/orgs/admin').expect(403);
    const client = await create(api, '/cloud/registrations', { client_type: 'toolkit', scopes: ['cloud/manage'] });
    const { client_id, client_secret } = client;
    const signIn = await api.as().post('/token', { grant_type: 'client_credentials', client_id, client_secret });
    await api.as(signIn.body.access_token).get(KEYS).expect(403);
    await api.as(signIn.body.access_token).post(KEYS, { title: 'x' }).expect(403);
  });

  test('and what it signed in end when it is deleted', async () => {
    const { key, person } = await personWithKey('viewer');
    const { body } = await useKey(key.api_key).expect(200);
    await api.as(person.token).delete(`${KEYS}/${key.id}`).expect(200);
    await api.as(body.access_token).get('/me').expect(401);
    await useKey(key.api_key).expect(401);
    await api.as(person.token).get('/me').expect(200);
  });

  test('ends with its user: disabled, the key is refused and goes; deleted, it goes along', async () => {
    const { key, person } = await personWithKey('viewer');
    const { body } = await useKey(key.api_key).expect(200);
    const path = new URL(person.userUrl).pathname.slice('/api'.length);
    await query(`UPDATE "user" SET state = 'disabled' WHERE username = $1`, [person.username]);
    await useKey(key.api_key).expect(401);
    await api.as(body.access_token).get('/me').expect(401);
    await api.admin.patch(path, { first_name: 'Ann' }).expect(200);
    expect(await query('SELECT 1 FROM api_key WHERE id = $1', [key.id])).toEqual([]);
    const second = await personWithKey();
    await api.admin.delete(new URL(second.person.userUrl).pathname.slice('/api'.length)).expect(200);
    await useKey(second.key.api_key).expect(401);
  });

  test('is written down like any sign-in, by the name of the user', async () => {
    const { key, person } = await personWithKey('viewer');
    await useKey(key.api_key).expect(200);
    const { body } = await api.admin.get(`/cloud/audit-events?caller=${person.username}&action=sign-in`).expect(200);
    expect(body.total_results).toBeGreaterThan(1);
  });
});

describe('the cloud settings say of API keys', () => {
  test('how long they live, whenever they were made; a shell may send digits and words', async () => {
    const { key } = await personWithKey('viewer');
    await query(`UPDATE api_key SET created_at = created_at - interval '10 minutes' WHERE id = $1`, [key.id]);
    await useKey(key.api_key).expect(200);
    await settings({ api_key_expires_in: '300', api_key_multiple_uses: 'true' });
    await useKey(key.api_key).expect(401);
    const { body } = await settings({ api_key_expires_in: '110880000' });
    expect(body.api_key_expires_in).toBe(110_880_000);
    await useKey(key.api_key).expect(200);
  });

  test('what a key may ask for itself', async () => {
    await settings({ api_key_expires_in: 600 });
    const { token } = await enrol(api, 'viewer');
    const key = await makeKey(token, { ttl: 60 });
    const { body } = await api.as(token).post(KEYS, { title: 'long', ttl: 601 }).expect(400);
    expect(pointersOf(body)).toEqual(['/ttl']);
    await query(`UPDATE api_key SET created_at = created_at - interval '1 minute' WHERE id = $1`, [key.id]);
    await useKey(key.api_key).expect(401);
    expect((await api.as(token).get(`${KEYS}/${key.id}`).expect(200)).body.state).toBe('expired');
    await settings({ api_key_expires_in: 2_592_000 });
  });

  test('that they work once: of several sign-ins at once one gets through', async () => {
    await settings({ api_key_multiple_uses: false });
    const { key, person } = await personWithKey('viewer');
    const answers = await Promise.all([1, 2, 3, 4].map(() => useKey(key.api_key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect((await api.as(person.token).get(`${KEYS}/${key.id}`).expect(200)).body.state).toBe('used');
    await settings({ api_key_multiple_uses: true });
    await useKey(key.api_key).expect(200);
  });

  test('whether there are any', async () => {
    const { key, person } = await personWithKey('viewer');
    await settings({ api_key_enabled: false });
    await useKey(key.api_key).expect(401);
    await api.as(person.token).post(KEYS, { title: 'x' }).expect(403);
    await settings({ api_key_enabled: true });
    await useKey(key.api_key).expect(200);
  });

  test('nothing that is no number or no flag', async () => {
    for (const [field, value] of [
      ['api_key_expires_in', '59'],
      ['api_key_expires_in', 'long'],
      ['api_key_multiple_uses', 'maybe'],
      ['api_key_enabled', null],
    ]) {
      const { body } = await api.admin.put(SETTINGS, { [field as string]: value }).expect(400);
      expect(pointersOf(body)).toEqual([`/${field}`]);
    }
  });
});

test('a password that is changed ends no key: whoever wants that deletes it', async () => {
  const { key, person } = await personWithKey('viewer');
  const change = { current_password: PERSON_PASSWORD, password: 'another password' };
  await api.as(person.token).post('/me/change-password', change).expect(204);
  await useKey(key.api_key).expect(200);
});
