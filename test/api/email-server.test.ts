import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mailRoute } from '../../api/resources/email/mail-route.ts';
import {
  create,
  createMailServer,
  MAIL_SERVERS,
  mailServer,
  newTitle,
  PROFILES,
  pointersOf,
  SETTINGS,
  selectServer,
} from './builder.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const ONLY_3DES = { ciphers: ['RSA_WITH_3DES_EDE_CBC_SHA', 'ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'] };

describe('an email server', () => {
  test('has what the wire says it has, with defaults', async () => {
    const server = await createMailServer(api, { host: '10.1.2.3' });
    expect(server).toMatchObject({
      host: '10.1.2.3',
      port: 25,
      credentials: {},
      timeout: 10_000,
      secure: false,
      tls_client_profile_url: null,
      password_set: false,
      password_fingerprint: null,
      warnings: [],
    });
  });

  test('takes explicit nulls, as clients send them', async () => {
    const nulls = { credentials: { username: null, password: null }, tls_client_profile_url: null, summary: null };
    expect(await createMailServer(api, nulls)).toMatchObject({ credentials: {}, tls_client_profile_url: null });
    expect(await createMailServer(api, { credentials: null })).toMatchObject({ credentials: {} });
  });

  test.each(['cloud.acme.test', 'relay', '[192.0.2.1]', '[IPv6:2001:db8::1]', null])(
    'takes %j as its name in EHLO, and keeps the password where it is',
    async (helo_name) => {
      expect((await createMailServer(api, { helo_name })).helo_name).toBe(helo_name);
      const credentials = { username: 'robot', password: 'sesame' };
      const { id } = await createMailServer(api, { credentials, helo_name: 'other.acme.test' });
      const { body } = await api.admin.patch(`${MAIL_SERVERS}/${id}`, { helo_name }).expect(200);
      expect(body).toMatchObject({ helo_name, password_set: true });
    },
  );

  test.each([
    ' ',
    '192.0.2.1',
    '[192.0.2.400]',
    '[2001:db8::1]',
    '[IPv6:fe80::1%eth0]',
    '[IPv6:192.0.2.1]',
    '[cloud.acme.test]',
    'our_cloud.acme.test',
    'cloud.acme.test.',
    'cloud..test',
    '-cloud.test',
    'cloud.acme.test\r\nMAIL FROM:<a@b.test>',
    'cloud acme',
    'wölke.acme.test',
    'x'.repeat(64),
    `${'abc.'.repeat(64)}test`,
    25,
  ])('the name %j in EHLO is refused with what would be right', async (helo_name) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ helo_name })).expect(400);
    expect(body.violations).toEqual([{ pointer: '/helo_name', message: expect.stringMatching(/^must be a/) }]);
  });

  test('says in EHLO its own name, else that of the public URL', async () => {
    const { context } = api.gatepost;
    const config = { ...context.config, publicUrl: 'https://cloud.acme.test:9443' };
    const { id, url } = await createMailServer(api);
    await selectServer(api, url);
    const said = async () => (await mailRoute({ ...context, config, manager: context.database.manager }))?.servers[0];
    expect((await said())?.helo_name).toBe('cloud.acme.test');
    await api.admin.patch(`${MAIL_SERVERS}/${id}`, { helo_name: 'relay.acme.test' }).expect(200);
    expect((await said())?.helo_name).toBe('relay.acme.test');
    await selectServer(api, null);
  });

  test('may take an attempt as long as is set for all, and twice its own timeout where that is longer', async () => {
    const { context } = api.gatepost;
    const { id, url } = await createMailServer(api, { timeout: 30_000 });
    await selectServer(api, url);
    const attempt = async () =>
      (await mailRoute({ ...context, manager: context.database.manager }))?.servers[0]?.attempt_ms;
    expect(await attempt()).toBe(120_000);
    await api.admin.patch(`${MAIL_SERVERS}/${id}`, { timeout: 90_000 }).expect(200);
    expect(await attempt()).toBe(180_000);
    await selectServer(api, null);
  });

  test('allows five connections where nothing is said, and as many as are said', async () => {
    const { id, max_connections } = await createMailServer(api);
    expect(max_connections).toBe(5);
    const { body } = await api.admin.patch(`${MAIL_SERVERS}/${id}`, { max_connections: 20 }).expect(200);
    expect(body.max_connections).toBe(20);
    const refused = await api.admin.patch(`${MAIL_SERVERS}/${id}`, { max_connections: 0 }).expect(400);
    expect(pointersOf(refused.body)).toEqual(['/max_connections']);
  });

  test.each(['implicit', 'starttls', null])('takes the tls_mode %j while it is secure', async (tls_mode) => {
    expect((await createMailServer(api, { secure: true, tls_mode })).tls_mode).toBe(tls_mode);
  });

  test('refuses a tls_mode that is none, or that says nothing because secure is false', async () => {
    const refusal = async (sent: object) => (await api.admin.post(MAIL_SERVERS, mailServer(sent)).expect(400)).body;
    expect(pointersOf(await refusal({ secure: true, tls_mode: 'ssl' }))).toEqual(['/tls_mode']);
    for (const sent of [{ secure: false, tls_mode: 'implicit' }, { tls_mode: 'starttls' }]) {
      const { violations } = await refusal(sent);
      expect(violations).toEqual([{ pointer: '/tls_mode', message: expect.stringContaining('while secure is true') }]);
    }
    const { id } = await createMailServer(api, { secure: true, tls_mode: 'implicit' });
    const { body } = await api.admin.patch(`${MAIL_SERVERS}/${id}`, { secure: false }).expect(400);
    expect(pointersOf(body)).toEqual(['/tls_mode']);
    await api.admin.patch(`${MAIL_SERVERS}/${id}`, { secure: false, tls_mode: null }).expect(200);
  });

  test.each([0, 65_536, -1, 25.5, '0', '25.5', null, true, Number.MAX_SAFE_INTEGER])(
    'port %j is refused',
    async (port) => {
      const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ port })).expect(400);
      expect(body.violations).toEqual([{ pointer: '/port', message: expect.stringContaining('1 to 65535') }]);
    },
  );

  test.each([1, 465, 65_535, '25'])('port %j is taken', async (port) => {
    expect((await createMailServer(api, { port })).port).toBe(Number(port));
  });

  test.each([
    'smtp acme.test',
    'smtp.acme.test\n',
    'smtp\r\n.test',
    'user@smtp.acme.test',
    'https://smtp.acme.test',
    'smtp.acme.test:25',
    'smtp.acme.test/path',
    '-smtp.test',
    'smtp..test',
    '1.2.3.400',
    '1.2.3',
    '[::1]',
    '',
    ' ',
    'x'.repeat(64),
    `${'abc.'.repeat(64)}test`,
    null,
    25,
  ])('host %j is refused', async (host) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ host })).expect(400);
    expect(pointersOf(body)).toEqual(['/host']);
  });

  test.each([
    'smtp',
    'SMTP.Acme.test',
    'smtp.acme.test.',
    'mail_relay.svc',
    '127.0.0.1',
    '::1',
    'fe80::1',
    'xn--bcher-kva.test',
  ])('host %s is taken', async (host) => {
    expect((await createMailServer(api, { host })).host).toBe(host);
  });

  test.each([
    ['/timeout', { timeout: 0 }],
    ['/timeout', { timeout: 600_001 }],
    ['/secure', { secure: 'yes' }],
    ['/secure', { secure: null }],
    ['/credentials', { credentials: 'user:password' }],
    ['/credentials/user', { credentials: { user: 'x' } }],
    ['/credentials/username', { credentials: { username: 'a\nb', password: 'x' } }],
    ['/credentials/password', { credentials: { username: 'a', password: 'a\u0000b' } }],
    ['/metadata/a', { metadata: { a: 1 } }],
    ['/summary', { summary: 'x'.repeat(4096) }],
  ])('a wrong %s is refused: %j', async (pointer, wrong) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer(wrong)).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
    const server = await createMailServer(api);
    const patched = await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, wrong).expect(400);
    expect(pointersOf(patched.body)).toEqual([pointer]);
    expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}`)).body).toEqual(server);
  });

  test('host and port are required', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS, { title: newTitle() }).expect(400);
    expect(pointersOf(body).sort()).toEqual(['/host', '/port']);
  });

  test('PATCH merges: an absent key stays, null clears', async () => {
    const profile = await create(api, PROFILES);
    const server = await createMailServer(api, { secure: true, tls_client_profile_url: profile.url, timeout: 5000 });
    const path = `${MAIL_SERVERS}/${server.id}`;
    const { body } = await api.admin.patch(path, { port: 587 }).expect(200);
    expect(body).toEqual({ ...server, port: 587, updated_at: body.updated_at });
    const cleared = await api.admin.patch(path, { tls_client_profile_url: null }).expect(200);
    expect(cleared.body.tls_client_profile_url).toBeNull();
  });
});

describe('its TLS client profile', () => {
  test('of 3DES ciphers only is refused, at creation and in a change', async () => {
    const profile = await create(api, PROFILES, ONLY_3DES);
    const wrong = { secure: true, tls_client_profile_url: profile.url };
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer(wrong)).expect(400);
    expect(pointersOf(body)).toEqual(['/tls_client_profile_url']);
    const server = await createMailServer(api);
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, wrong).expect(400);
  });

  test('that is used cannot become one of 3DES only, nor be deleted', async () => {
    const profile = await create(api, PROFILES);
    const server = await createMailServer(api, { secure: true, tls_client_profile_url: profile.url });
    const changed = await api.admin.patch(`${PROFILES}/${profile.id}`, ONLY_3DES).expect(400);
    expect(changed.body.violations[0]).toMatchObject({
      pointer: '/ciphers',
      message: expect.stringContaining(server.name),
    });
    const deleted = await api.admin.delete(`${PROFILES}/${profile.id}`).expect(409);
    expect(deleted.body).toMatchObject({ code: 'in_use', errors: [`mail server "${server.name}"`] });
  });
});

describe('elsewhere than in the organization admin', () => {
  test('the list is empty, POST is 400 and says where', async () => {
    const users = '/user-registries/admin/api-manager-lur/users';
    const sent = { username: 'olga', email: 'olga@acme.test', password: 'long enough' };
    const { body: owner } = await api.admin.post(users, sent).expect(201);
    await api.admin.post('/cloud/orgs', { title: 'Branch', owner_url: owner.url }).expect(201);
    const olga = api.as(await signIn(api.url, 'olga', 'long enough', 'provider/default-idp-2'));
    const { body } = await olga.get('/orgs/branch/mail-servers').expect(200);
    expect(body).toEqual({ total_results: 0, results: [] });
    const refused = await olga.post('/orgs/branch/mail-servers', mailServer()).expect(400);
    expect(refused.body.message[0]).toContain('organization admin');
    await olga.post('/orgs/branch/mail-servers/test-connection', { mail_server: mailServer() }).expect(400);
    await olga.get(MAIL_SERVERS).expect(403);
  });
});

describe('an email server in use', () => {
  test('that is selected, or a fallback, cannot be deleted: 409 in_use names the settings', async () => {
    const [selected, fallback] = [await createMailServer(api), await createMailServer(api)];
    const settings = { mail_server_url: selected.url, fallback_mail_server_urls: [fallback.url] };
    await api.admin.put(SETTINGS, settings).expect(200);
    const first = await api.admin.delete(`${MAIL_SERVERS}/${selected.id}`).expect(409);
    expect(first.body).toMatchObject({ code: 'in_use', errors: ['the cloud settings (selected email server)'] });
    const second = await api.admin.delete(`${MAIL_SERVERS}/${fallback.id}`).expect(409);
    expect(second.body.errors).toEqual(['the cloud settings (fallback email server)']);
    await api.admin.put(SETTINGS, { mail_server_url: null, fallback_mail_server_urls: [] }).expect(200);
    await api.admin.delete(`${MAIL_SERVERS}/${selected.id}`).expect(200);
  });

  test('deleted and selected at once: never a selection of nothing', async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => createMailServer(api)));
    for (const server of servers) {
      const [deleted, selected] = await Promise.all([
        api.admin.delete(`${MAIL_SERVERS}/${server.id}`),
        api.admin.put(SETTINGS, { mail_server_url: server.url }),
      ]);
      expect([
        [200, 400],
        [200, 409],
        [409, 200],
      ]).toContainEqual([deleted.status, selected.status]);
    }
    await selectServer(api, null);
  });
});
