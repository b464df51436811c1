import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gatepost } from '../../api/access/caller.ts';
import { issueOneTimeToken } from '../../api/access/one-time-token.ts';
import { scopeOf } from '../../api/http/unit-of-work.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  mailServer,
  PROFILES,
  SETTINGS,
  TRUSTSTORES,
  UNKNOWN_ID,
} from './builder.ts';
import { enrol, roleUrl } from './person.ts';
import { type Client, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await createMailServer(api, { name: 'smtp' });
});
afterAll(() => api.stop());

const GUEST = { email: 'guest@acme.test', notify: false };
const TRIED = '?validate_only=true';
const DELIVERY = `/cloud/deliveries/${UNKNOWN_ID}`;

/** What is asked, and what who may do it gets. */
const REQUESTS = {
  'org/settings:view': [
    [(client: Client) => client.get(MAIL_SERVERS), 200],
    [(client: Client) => client.get(`${MAIL_SERVERS}/smtp`), 200],
    [(client: Client) => client.get(`${MAIL_SERVERS}/${UNKNOWN_ID}`), 404],
    [(client: Client) => client.post(`${MAIL_SERVERS}/nothing/test-connection`, {}), 404],
    [(client: Client) => client.get(KEYSTORES), 200],
    [(client: Client) => client.get(TRUSTSTORES), 200],
    [(client: Client) => client.get(PROFILES), 200],
    [(client: Client) => client.get(`${PROFILES}/tls-client-profile-default/1.0.0`), 200],
  ],
  'org/settings:manage': [
    [(client: Client) => client.post(`${MAIL_SERVERS}${TRIED}`, mailServer()), 201],
    [(client: Client) => client.patch(`${MAIL_SERVERS}/smtp${TRIED}`, { port: 26 }), 200],
    [(client: Client) => client.delete(`${MAIL_SERVERS}/smtp${TRIED}`), 200],
    [(client: Client) => client.delete(`${MAIL_SERVERS}/${UNKNOWN_ID}${TRIED}`), 404],
    [(client: Client) => client.delete(`${KEYSTORES}${TRIED}&confirm=admin`), 204],
    [(client: Client) => client.post(`${TRUSTSTORES}${TRIED}`, {}), 400],
    [(client: Client) => client.post(`${PROFILES}${TRIED}`, { title: 'Tried' }), 201],
    [(client: Client) => client.post(`${MAIL_SERVERS}/test-connection`, {}), 400],
    [(client: Client) => client.put(`${SETTINGS}${TRIED}`, { mail_server_url: null }), 200],
  ],
  'cloud/view': [
    [(client: Client) => client.get('/cloud/deliveries'), 200],
    [(client: Client) => client.get(DELIVERY), 404],
    [(client: Client) => client.get('/cloud/registrations'), 200],
    [(client: Client) => client.get('/cloud/registrations/toolkit'), 200],
    [(client: Client) => client.get(SETTINGS), 200],
  ],
  'cloud/manage': [
    [(client: Client) => client.post(`${DELIVERY}/retry`), 404],
    [(client: Client) => client.put(`${SETTINGS}${TRIED}`, { invitation_ttl: 3600 }), 200],
  ],
} as const;

type Right = keyof typeof REQUESTS;

const MATRIX: [string, Right[]][] = [
  ['owner', ['org/settings:view', 'org/settings:manage', 'cloud/view', 'cloud/manage']],
  ['administrator', ['org/settings:view', 'org/settings:manage', 'cloud/view', 'cloud/manage']],
  ['topology-administrator', ['org/settings:view', 'org/settings:manage', 'cloud/view']],
  ['viewer', ['org/settings:view', 'cloud/view']],
  ['member', []],
];

describe('the matrix of roles', () => {
  test.each(MATRIX)('%s may do exactly what it lists: %j', async (role, rights) => {
    const client = api.as((await enrol(api, role)).token);
    for (const right of Object.keys(REQUESTS) as Right[]) {
      for (const [send, granted] of REQUESTS[right]) {
        const { status, body, request } = await send(client);
        const expected = rights.includes(right) ? granted : 403;
        expect({ request: `${request.method} ${request.url}`, status }).toMatchObject({ status: expected });
        if (expected === 403)
          expect(body).toMatchObject({ code: 'forbidden', message: [expect.stringContaining(right)] });
      }
    }
  });

  test('who is signed in without any membership may read neither objects nor settings', async () => {
    const client = api.as((await enrol(api)).token);
    for (const right of Object.keys(REQUESTS) as Right[]) {
      for (const [send] of REQUESTS[right]) await send(client).expect(403);
    }
    await client.get(`${SETTINGS}/mail-server-configured`).expect(200, { configured: false });
    await client.get('/me').expect(200);
  });

  test('a custom role grants what it lists, and two roles what both list', async () => {
    const permissions = ['org/settings:manage', 'org/settings:view'];
    const permission_urls = permissions.map((name) => `/api/cloud/permissions/${name}`);
    await create(api, '/orgs/admin/roles', { title: 'Mail keeper', permission_urls });
    const keeper = api.as((await enrol(api, 'mail-keeper')).token);
    await keeper.put(SETTINGS, { email_sender: { name: 'Keeper' } }).expect(200);
    await keeper.get(SETTINGS).expect(200);
    await keeper.get('/cloud/deliveries').expect(403);
    const both = api.as((await enrol(api, 'mail-keeper', 'viewer')).token);
    await both.get('/cloud/deliveries').expect(200);
    await both.post(`${MAIL_SERVERS}${TRIED}`, mailServer()).expect(201);
  });

  test('a change of role acts on the next request', async () => {
    const person = await enrol(api, 'viewer');
    const client = api.as(person.token);
    await client.post(`${MAIL_SERVERS}${TRIED}`, mailServer()).expect(403);
    await api.admin.patch(person.memberPath ?? '', { role_urls: [roleUrl('administrator')] }).expect(200);
    await client.post(`${MAIL_SERVERS}${TRIED}`, mailServer()).expect(201);
    await api.admin.delete(person.memberPath ?? '').expect(200);
    await client.get(MAIL_SERVERS).expect(403);
  });
});

describe('403 against 404', () => {
  test('who may not read gets 403 for an unknown id, name or organization too', async () => {
    const client = api.as((await enrol(api, 'member')).token);
    for (const path of [`${MAIL_SERVERS}/${UNKNOWN_ID}`, `${KEYSTORES}/nothing`, '/orgs/nowhere/keystores', DELIVERY]) {
      const { body } = await client.get(path).expect(403);
      expect(body.message[0]).toMatch(/^Forbidden: this needs the permission (org|cloud)\//);
    }
  });

  test('who may read gets 404', async () => {
    const client = api.as((await enrol(api, 'viewer')).token);
    for (const path of [`${MAIL_SERVERS}/${UNKNOWN_ID}`, `${KEYSTORES}/nothing`, '/orgs/nowhere/keystores', DELIVERY]) {
      await client.get(path).expect(404);
    }
  });
});

describe('401', () => {
  test.each([
    ['no token', undefined],
    ['garbage', 'Bearer garbage'],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['an empty token', 'Bearer '],
  ])('for %s, with WWW-Authenticate', async (_words, authorization) => {
    const request = api.as().get(MAIL_SERVERS);
    if (authorization) request.set('Authorization', authorization);
    const { body, headers } = await request.expect(401);
    expect(body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(headers['www-authenticate']).toContain('Bearer realm="gatepost"');
  });

  test('for an expired token, which is told as such', async () => {
    const { token, username } = await enrol(api, 'viewer');
    await api.as(token).get(MAIL_SERVERS).expect(200);
    await api.gatepost.context.database.query(
      `UPDATE access_token SET expires_at = now() - interval '1 second'
        WHERE user_id = (SELECT id FROM "user" WHERE username = $1)`,
      [username],
    );
    const { body, headers } = await api.as(token).get(MAIL_SERVERS).expect(401);
    expect(body.code).toBe('token_expired');
    expect(headers['www-authenticate']).toContain('error="invalid_token"');
  });

  test('for the token of an account that was disabled, or signed out', async () => {
    const { token, username } = await enrol(api, 'viewer');
    await api.gatepost.context.database.query(`UPDATE "user" SET state = 'disabled' WHERE username = $1`, [username]);
    await api.as(token).get(MAIL_SERVERS).expect(401);
    const other = await enrol(api, 'viewer');
    await api.as(other.token).post('/me/sign-out').expect(204);
    await api.as(other.token).get(MAIL_SERVERS).expect(401);
  });

  test('for a mailed link that was made for something else, before its body is looked at', async () => {
    const scope = scopeOf(api.gatepost.context, gatepost);
    const { body: guest } = await api.admin.post('/cloud/org-invitations', GUEST).expect(201);
    const invitation = Buffer.from(guest.activation_link.replace(/.*activation=/, ''), 'base64').toString();
    const { body: me } = await api.admin.get('/me').expect(200);
    const reset = await issueOneTimeToken(scope, 'password-reset', me.id, { ttlS: 3_600 });
    await api.as(invitation).post('/me/reset-password', {}).expect(401);
    await api.as(reset).post(`/cloud/org-invitations/${guest.id}/register`, {}).expect(401);
    await api.as(reset).post('/me/reset-password', {}).expect(400);
  });

  test('comes before everything else: an unknown id, a broken body', async () => {
    await api.as().get(`${MAIL_SERVERS}/${UNKNOWN_ID}`).expect(401);
    await api.as().post(MAIL_SERVERS, { port: 0 }).expect(401);
    await api.as('garbage').get('/orgs/nowhere/keystores').expect(401);
  });
});
