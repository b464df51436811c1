import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anonymous } from '../../api/access/caller.ts';
import { scopeOf } from '../../api/http/unit-of-work.ts';
import { sealClientSecret } from '../../api/resources/people/client-secret.ts';
import { registrationTable } from '../../api/tables/registration.ts';
import { MAIL_SERVERS, mailServer, newTitle, pointersOf, SETTINGS } from './builder.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const TOOLKIT_SECRET = 'known to many';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ GATEPOST_TOOLKIT_CLIENT_ID: 'cli', GATEPOST_TOOLKIT_CLIENT_SECRET: TOOLKIT_SECRET });
});
afterAll(() => api.stop());

const LOGIN = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD };
const ask = (body: object) => api.as().post('/token', body);

/** No route makes registrations yet. */
async function insertRegistration(scopes: string[]): Promise<{ client_id: string; client_secret: string }> {
  const { database, adminOrgId } = api.gatepost.context;
  const [id, name, client_secret] = [randomUUID(), newTitle('client'), randomUUID()];
  const now = new Date();
  const bookkeeping = { id, org_id: adminOrgId, version: 1, updated_by: null, created_at: now, updated_at: now };
  const sealed = sealClientSecret(scopeOf(api.gatepost.context, anonymous), id, client_secret);
  const row = {
    ...bookkeeping,
    name,
    title: name,
    client_id: name,
    client_secret: sealed,
    client_type: 'toolkit',
    scopes,
  };
  await database.getRepository(registrationTable).insert(row);
  return { client_id: name, client_secret };
}

describe('POST /token with a password', () => {
  test('answers a bearer token for 28,800 s', async () => {
    const { body, headers } = await ask(LOGIN).expect(200);
    expect(body).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 28_800 });
    expect(headers['cache-control']).toBe('no-store');
    await api.as(body.access_token).get('/me').expect(200);
  });

  test('takes the lifetime from the settings', async () => {
    await api.admin.put(SETTINGS, { access_token_expires_in: 600 }).expect(200);
    expect((await ask(LOGIN).expect(200)).body.expires_in).toBe(600);
    await api.admin.put(SETTINGS, { access_token_expires_in: 28_800 }).expect(200);
  });

  test('ignores an Authorization header', async () => {
    await ask(LOGIN).set('Authorization', 'Bearer garbage').expect(200);
  });

  test.each([
    { password: 'wrong password' },
    { username: 'nobody' },
    { realm: 'provider/default-idp-2' },
    { realm: 'admin/nothing' },
    { realm: 'nowhere' },
    { client_id: 'unknown', client_secret: 'x' },
    { client_id: 'cli', client_secret: 'wrong' },
    { client_id: 'cli' },
    { client_secret: TOOLKIT_SECRET },
  ])('%j is 401, with the same words', async (wrong) => {
    const { body } = await ask({ ...LOGIN, ...wrong }).expect(401);
    expect(body).toEqual({
      status: 401,
      code: 'unauthenticated',
      message: ['The user name, password, realm or client is not right.'],
    });
  });

  test.each([
    ['/grant_type', { grant_type: 'magic' }],
    ['/username', { username: undefined }],
    ['/password', { password: undefined }],
    ['/password', { password: 7 }],
  ])('a wrong %s is 400', async (pointer, wrong) => {
    expect(pointersOf((await ask({ ...LOGIN, ...wrong }).expect(400)).body)).toEqual([pointer]);
  });

  test('takes the client from body, query or headers', async () => {
    const client = { client_id: 'cli', client_secret: TOOLKIT_SECRET };
    await ask({ ...LOGIN, ...client }).expect(200);
    await api
      .as()
      .post(`/token?${new URLSearchParams(client)}`, LOGIN)
      .expect(200);
    await api.as().post('/token?client_id=cli&client_secret=wrong', LOGIN).expect(401);
    const headers = { 'X-IBM-Client-Id': 'cli', 'X-IBM-Client-Secret': TOOLKIT_SECRET };
    await ask(LOGIN).set(headers).expect(200);
    await ask(LOGIN)
      .set({ ...headers, 'X-IBM-Client-Secret': 'wrong' })
      .expect(401);
  });

  test('scopes only narrow', async () => {
    const { body } = await ask({ ...LOGIN, scope: 'org:settings:view  cloud/view' }).expect(200);
    const narrow = api.as(body.access_token);
    await narrow.get(MAIL_SERVERS).expect(200);
    await narrow.post(MAIL_SERVERS, mailServer()).expect(403);
    for (const scope of ['cloud/unheard-of', 'cloud/view everything']) {
      expect(pointersOf((await ask({ ...LOGIN, scope }).expect(400)).body)).toEqual(['/scope']);
    }
    const viewer = await enrol(api, 'viewer');
    const login = { grant_type: 'password', username: viewer.username, password: 'long enough', scope: 'cloud/manage' };
    const { body: wide } = await ask(login).expect(200);
    await api.as(wide.access_token).put(SETTINGS, {}).expect(403);
  });
});

describe('POST /token with client_credentials', () => {
  test('of a registration with scopes has exactly those permissions, and no user', async () => {
    const client = await insertRegistration(['org/settings:view', 'org/settings:manage']);
    const { body } = await ask({ grant_type: 'client_credentials', ...client }).expect(200);
    expect(body).not.toHaveProperty('refresh_token');
    const machine = api.as(body.access_token);
    await machine.post(MAIL_SERVERS, mailServer()).expect(201);
    await machine.put(SETTINGS, { email_sender: { name: 'Machine' } }).expect(200);
    await machine.get('/cloud/deliveries').expect(403);
    await machine.get('/me').expect(403);
    await machine.put('/me', {}).expect(403);
  });

  test('is named in what it wrote', async () => {
    const client = await insertRegistration(['org/settings:manage']);
    const { body } = await ask({ grant_type: 'client_credentials', ...client }).expect(200);
    const { body: server } = await api.as(body.access_token).post(MAIL_SERVERS, mailServer()).expect(201);
    const stale = await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, {}).set('If-Match', '"0"').expect(412);
    expect(stale.body.message[0]).toContain(`by ${client.client_id} at`);
  });

  test('of one without scopes, the toolkit too, is 400 unauthorized_client', async () => {
    const toolkit = { client_id: 'cli', client_secret: TOOLKIT_SECRET };
    for (const client of [toolkit, await insertRegistration([])]) {
      const { body } = await ask({ grant_type: 'client_credentials', ...client }).expect(400);
      expect(body.code).toBe('unauthorized_client');
    }
  });

  test('without a client is 400, with a wrong secret 401', async () => {
    expect(pointersOf((await ask({ grant_type: 'client_credentials' }).expect(400)).body)).toEqual(['/client_id']);
    const { client_id } = await insertRegistration(['cloud/view']);
    await ask({ grant_type: 'client_credentials', client_id, client_secret: 'wrong' }).expect(401);
  });

  test('a registration that is disabled or gone opens nothing any more', async () => {
    const client = await insertRegistration(['org/settings:view']);
    const { body } = await ask({ grant_type: 'client_credentials', ...client }).expect(200);
    const disable = `UPDATE registration SET state = 'disabled' WHERE client_id = $1`;
    await api.gatepost.context.database.query(disable, [client.client_id]);
    await api.as(body.access_token).get(MAIL_SERVERS).expect(401);
    await ask({ grant_type: 'client_credentials', ...client }).expect(401);
  });
});

describe('registrations', () => {
  test('the toolkit registration comes from the configuration and never shows its secret', async () => {
    const { body, text } = await api.admin.get('/cloud/registrations/toolkit').expect(200);
    expect(body).toMatchObject({
      name: 'toolkit',
      client_id: 'cli',
      client_type: 'toolkit',
      scopes: [],
      state: 'enabled',
    });
    expect(text).not.toContain(TOOLKIT_SECRET);
    expect(text).not.toContain('"client_secret"');
  });
});

describe('me', () => {
  test('GET /me is the account, PUT changes it, neither username nor password', async () => {
    const { token, username } = await enrol(api, 'member');
    const me = api.as(token);
    expect((await me.get('/me').expect(200)).body).toMatchObject({ type: 'me', username });
    const proven = { email: 'ada@acme.test', current_password: 'long enough' };
    const { body } = await me.put('/me', { first_name: 'Ada', ...proven }).expect(200);
    expect(body).toMatchObject({ first_name: 'Ada', email: 'ada@acme.test', username });
    expect(pointersOf((await me.put('/me', { username: 'root' }).expect(400)).body)).toEqual(['/username']);
    expect(pointersOf((await me.put('/me', { password: 'another one' }).expect(400)).body)).toEqual(['/password']);
    expect(pointersOf((await me.put('/me', { role_urls: [] }).expect(400)).body)).toEqual(['/role_urls']);
  });

  test('POST /me/change-password wants the current one and at least 8 characters', async () => {
    const { token, username } = await enrol(api, 'member');
    const change = (current_password: string, password: string) =>
      api.as(token).post('/me/change-password', { current_password, password });
    expect(pointersOf((await change('wrong', 'a new password').expect(400)).body)).toEqual(['/current_password']);
    expect(pointersOf((await change('long enough', 'short').expect(400)).body)).toEqual(['/password']);
    await change('long enough', 'a new password').expect(204);
    await expect(signIn(api.url, username, 'long enough')).rejects.toThrow('401');
    await signIn(api.url, username, 'a new password');
  });
});

describe('identity providers', () => {
  test.each([
    ['admin', 'default-idp-1'],
    ['provider', 'default-idp-2'],
  ])('GET /cloud/%s/identity-providers is open and names the realm', async (side, name) => {
    const { body } = await api.as().get(`/cloud/${side}/identity-providers`).expect(200);
    expect(body.total_results).toBe(1);
    expect(body.results).toEqual([
      {
        name,
        title: expect.any(String),
        default: true,
        registry_type: 'lur',
        user_managed: true,
        realm: `${side}/${name}`,
      },
    ]);
  });
});
