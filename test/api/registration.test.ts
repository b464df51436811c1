import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { PERMISSIONS } from '../../api/access/permission.ts';
import { newTitle, pointersOf } from './builder.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const REGISTRATIONS = '/cloud/registrations';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function createRegistration(fields: object = {}) {
  const { body } = await api.admin.post(REGISTRATIONS, { title: newTitle('client'), ...fields }).expect(201);
  return body;
}

function askToken(client: { client_id: string; client_secret: string }, fields: object = {}) {
  const { client_id, client_secret } = client;
  const body = { grant_type: 'client_credentials', client_id, client_secret, ...fields };
  return supertest(api.url).post('/api/token').send(body);
}

const inPassword = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD };

describe('a registration', () => {
  test('is created as real scripts create one, without scopes, and its client may be named in a password grant', async () => {
    const sent = {
      name: 'jenkins',
      title: 'jenkins',
      client_type: 'toolkit',
      client_id: 'jenkins-id',
      client_secret: 'jenkins-secret',
      state: 'enabled',
    };
    const created = await api.admin.post(REGISTRATIONS, sent).expect(201);
    expect(created.body).toMatchObject({ ...sent, type: 'registration', scopes: [] });
    await askToken(sent, inPassword).expect(200);
    await askToken({ ...sent, client_secret: 'another' }, inPassword).expect(401);
    const refused = await askToken(sent).expect(400);
    expect(refused.body.code).toBe('unauthorized_client');
  });

  test('gets client_id and client_secret when none are sent; the secret is in the answer to the creation only', async () => {
    const created = await createRegistration();
    expect(created.client_id).toMatch(/^.{8,}$/);
    expect(created.client_secret.length).toBeGreaterThanOrEqual(32);
    await askToken(created, inPassword).expect(200);
    for (const path of [REGISTRATIONS, `${REGISTRATIONS}/${created.id}`, `${REGISTRATIONS}/${created.name}`]) {
      const { text } = await api.admin.get(path).expect(200);
      expect(text).not.toContain('"client_secret"');
      expect(text).not.toContain(created.client_secret);
    }
  });

  test('keeps its secret encrypted at rest', async () => {
    const { client_secret } = await createRegistration({ client_secret: 'planted-secret-of-a-client' });
    const rows = await api.gatepost.context.database.query(
      `SELECT r::text || encode(client_secret, 'escape') AS text FROM registration r`,
    );
    expect(JSON.stringify(rows)).not.toContain(client_secret);
  });

  test('PATCH takes back what GET gave and a new secret; the old one is dead at once, the same one changes nothing', async () => {
    const created = await createRegistration();
    const path = `${REGISTRATIONS}/${created.name}`;
    const { body } = await api.admin.get(path).expect(200);
    const same = await api.admin.patch(path, body).expect(200);
    expect(same.body).toEqual(body);
    const renewed = await api.admin.patch(path, { client_secret: 'the second secret' }).expect(200);
    expect(renewed.headers.etag).toBe('"2"');
    expect(renewed.text).not.toContain('the second secret');
    await askToken(created, inPassword).expect(401);
    await askToken({ ...created, client_secret: 'the second secret' }, inPassword).expect(200);
    const again = await api.admin.patch(path, { client_secret: 'the second secret', title: body.title }).expect(200);
    expect(again.headers.etag).toBe('"2"');
  });

  test.each([
    ['/title', {}],
    ['/scopes/1', { title: 'X', scopes: ['cloud/manage', 'cloud/everything'] }],
    ['/scopes', { title: 'X', scopes: 'cloud/manage' }],
    ['/state', { title: 'X', state: 'asleep' }],
    ['/client_secret', { title: 'X', client_secret: '' }],
    ['/colour', { title: 'X', colour: 'red' }],
  ])('a body that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await api.admin.post(REGISTRATIONS, sent).expect(400);
    expect(pointersOf(body)).toContain(pointer);
  });

  test('a name or a client_id that is taken is 409, a client_id never changes', async () => {
    const { name, client_id } = await createRegistration();
    const taken = await api.admin.post(REGISTRATIONS, { title: 'Other', name }).expect(409);
    expect(pointersOf(taken.body)).toEqual(['/name']);
    const same = await api.admin.post(REGISTRATIONS, { title: 'Other', client_id }).expect(409);
    expect(pointersOf(same.body)).toEqual(['/client_id']);
    const { body } = await api.admin.patch(`${REGISTRATIONS}/${name}`, { client_id: 'new' }).expect(400);
    expect(pointersOf(body)).toEqual(['/client_id']);
  });

  test('needs cloud/manage to be written and cloud/view to be read', async () => {
    const viewer = api.as((await enrol(api, 'viewer')).token);
    await viewer.get(REGISTRATIONS).expect(200);
    await viewer.post(REGISTRATIONS, { title: 'X' }).expect(403);
    const member = api.as((await enrol(api, 'member')).token);
    await member.get(`${REGISTRATIONS}/nothing`).expect(403);
    await viewer.get(`${REGISTRATIONS}/nothing`).expect(404);
  });
});

describe('the token of client_credentials', () => {
  test('holds exactly the scopes of the registration', async () => {
    const client = await createRegistration({ scopes: ['org/settings:view', 'cloud/view'] });
    const { body } = await askToken(client).expect(200);
    expect(body).not.toHaveProperty('refresh_token');
    const machine = api.as(body.access_token);
    await machine.get('/orgs/admin/mail-servers').expect(200);
    await machine.get(REGISTRATIONS).expect(200);
    await machine.post('/orgs/admin/mail-servers', {}).expect(403);
    await machine.get('/orgs/admin/members').expect(403);
    await machine.get('/cloud/orgs').expect(403);
    await machine.get('/me').expect(403);
  });

  test.each(PERMISSIONS.map((permission) => [permission]))('%s can be a scope', async (scope) => {
    const client = await createRegistration({ scopes: [scope] });
    expect(client.scopes).toEqual([scope]);
    await askToken(client).expect(200);
  });

  test('a change of scopes acts on the next request; a permission may be written with a colon, and comes back so', async () => {
    const client = await createRegistration({ scopes: ['cloud:view'] });
    expect(client.scopes).toEqual(['cloud:view']);
    const machine = api.as((await askToken(client).expect(200)).body.access_token);
    await machine.get('/cloud/orgs').expect(403);
    const scopes = ['cloud/view', 'cloud:provider-org:view'];
    const changed = await api.admin.patch(`${REGISTRATIONS}/${client.id}`, { scopes }).expect(200);
    expect(changed.body.scopes).toEqual(scopes);
    await machine.get('/cloud/orgs').expect(200);
  });

  /** As API Connect's own documentation creates a registration. */
  const WIRE =
    'cloud:view cloud:manage provider-org:view provider-org:manage org:view org:manage product-drafts:view ' +
    'product-drafts:edit api-drafts:view api-drafts:edit child:view child:create child:manage product:view ' +
    'product:stage product:manage approval:view approval:manage api-analytics:view api-analytics:manage ' +
    'consumer-org:view consumer-org:manage app:view:all app:manage:all my:view my:manage webhook:view';

  test("API Connect's own scopes come back as they were sent, each once, and hold all they have to do with here", async () => {
    const scopes = WIRE.split(' ');
    const client = await createRegistration({ scopes: [...scopes, ...scopes] });
    expect(client.scopes).toEqual(scopes);
    const machine = api.as((await askToken(client).expect(200)).body.access_token);
    const { body } = await machine.get('/permissions').expect(200);
    expect(body.results.flatMap((each: { permissions: string[] }) => each.permissions).sort()).toEqual(
      [...PERMISSIONS].sort(),
    );
  });

  test.each([
    ['org:view', ['org/member:view', 'org/settings:view', 'org/topology:view', 'org/view']],
    ['org:manage', ['org/member:manage', 'org/settings:manage', 'org/topology:manage']],
    ['provider-org:view', ['cloud/provider-org:view']],
    ['settings:view', ['org/settings:view']],
    ['product-drafts:edit', []],
    ['my:manage', []],
  ])(
    'the scope %s is %j here, for a client and for the token of a user that is narrowed to it',
    async (scope, held) => {
      const client = await createRegistration({ scopes: [scope] });
      const { body: token } = await askToken(client).expect(200);
      const narrowed = await supertest(api.url)
        .post('/api/token')
        .send({ ...inPassword, scope });
      for (const { access_token } of [token, narrowed.body]) {
        const { body } = await api.as(access_token).get('/permissions').expect(200);
        expect(body.results.flatMap((each: { permissions: string[] }) => each.permissions)).toEqual(held);
      }
    },
  );

  test('what is no scope is refused at its place', async () => {
    const sent = { title: 'X', scopes: ['my:view', 'cloud:mange'] };
    expect(pointersOf((await api.admin.post(REGISTRATIONS, sent).expect(400)).body)).toEqual(['/scopes/1']);
  });

  test('stops at once when the registration is disabled, and works again when it is enabled', async () => {
    const client = await createRegistration({ scopes: ['cloud/view'] });
    const machine = api.as((await askToken(client).expect(200)).body.access_token);
    await machine.get(REGISTRATIONS).expect(200);
    await api.admin.patch(`${REGISTRATIONS}/${client.id}`, { state: 'disabled' }).expect(200);
    await machine.get(REGISTRATIONS).expect(401);
    await askToken(client).expect(401);
    await api.admin.patch(`${REGISTRATIONS}/${client.id}`, { state: 'enabled' }).expect(200);
    await machine.get(REGISTRATIONS).expect(200);
  });

  test('is gone with the registration', async () => {
    const client = await createRegistration({ scopes: ['cloud/view'] });
    const machine = api.as((await askToken(client).expect(200)).body.access_token);
    const gone = await api.admin.delete(`${REGISTRATIONS}/${client.name}`).expect(200);
    expect(gone.body.id).toBe(client.id);
    await machine.get(REGISTRATIONS).expect(401);
    await askToken(client).expect(401);
  });
});

describe('the toolkit', () => {
  test('cannot be deleted or renamed, and gets no scopes, since its secret is widely known', async () => {
    await api.admin.delete(`${REGISTRATIONS}/toolkit`).expect(409);
    const renamed = await api.admin.patch(`${REGISTRATIONS}/toolkit`, { name: 'other' }).expect(400);
    expect(pointersOf(renamed.body)).toEqual(['/name']);
    const armed = await api.admin.patch(`${REGISTRATIONS}/toolkit`, { scopes: ['cloud/manage'] }).expect(400);
    expect(pointersOf(armed.body)).toEqual(['/scopes']);
  });

  test('stays when the collection is cleared, which needs confirm=admin', async () => {
    await createRegistration();
    await api.admin.delete(REGISTRATIONS).expect(400);
    await api.admin.delete(`${REGISTRATIONS}?confirm=admin`).expect(204);
    const { body } = await api.admin.get(`${REGISTRATIONS}?fields=name`).expect(200);
    expect(body).toEqual({ total_results: 1, results: [{ name: 'toolkit' }] });
  });
});
