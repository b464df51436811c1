import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../toolbox/poll.ts';
import { saslReplies } from '../mail/sasl-script.ts';
import { startScriptedServer } from '../mail/scripted-server.ts';
import { issue, startTokenServer, type TokenServer } from '../mail/token-server.ts';
import { createMailServer, MAIL_SERVERS, mailServer, pointersOf, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const REDACTED = '********';
const SECRET = 'client secret 5b7';
const REFRESH = 'refresh token 8d1';
const username = 'robot@acme.test';

let api: TestApi;
let endpoint: TokenServer;
const closing: (() => void)[] = [];
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  endpoint = await startTokenServer();
});
afterEach(async () => {
  await endpoint.stop();
  for (const close of closing.splice(0)) close();
});

const oauth2 = (given: object = {}) => ({
  type: 'oauth2',
  client_id: 'gatepost',
  client_secret: SECRET,
  token_url: endpoint.url,
  scope: 'https://outlook.acme.test/.default',
  ...given,
});
const make = (auth: object = {}, fields: object = {}) =>
  createMailServer(api, { secure: true, credentials: { username, auth: oauth2(auth) }, ...fields });
const patch = (server: { id: string }, body: object) => api.admin.patch(`${MAIL_SERVERS}/${server.id}`, body);
const patchAuth = (server: { id: string }, auth: object | null, body: object = {}) =>
  patch(server, { ...body, credentials: { auth: auth && { type: 'oauth2', ...auth } } });
const test204 = (server: { id: string }) => api.admin.post(`${MAIL_SERVERS}/${server.id}/test-connection`, {});

describe('OAuth 2.0 in credentials', () => {
  test('is shown without its secrets', async () => {
    const server = await make({ refresh_token: REFRESH });
    expect(server.credentials).toEqual({
      username,
      auth: oauth2({ client_secret: REDACTED, refresh_token: REDACTED }),
    });
    expect(server).toMatchObject({ password_set: false, password_fingerprint: null, unreadable: false });
    const { auth } = (await make()).credentials;
    expect(auth).toEqual(oauth2({ client_secret: REDACTED }));
    const open = (await make({ client_secret: null, refresh_token: REFRESH, scope: null })).credentials.auth;
    expect(open).toEqual({
      type: 'oauth2',
      client_id: 'gatepost',
      refresh_token: REDACTED,
      token_url: endpoint.url,
      scope: null,
    });
  });

  test('is merged by key, and sent back as it is changes nothing', async () => {
    const server = await make({ refresh_token: REFRESH });
    const { body: same, headers } = await patch(server, server).expect(200);
    expect(same).toEqual(server);
    expect(headers.etag).toBe('"1"');
    const { body } = await patchAuth(server, { scope: 'smtp', client_secret: SECRET, refresh_token: REFRESH });
    expect(body.credentials).toEqual({
      username,
      auth: oauth2({ scope: 'smtp', client_secret: REDACTED, refresh_token: REDACTED }),
    });
    const { body: without } = await patchAuth(server, { refresh_token: null }).expect(200);
    expect(without.credentials.auth).toEqual(oauth2({ scope: 'smtp', client_secret: REDACTED }));
  });

  test('takes the place of a password, and a password that of it', async () => {
    const server = await createMailServer(api, { secure: true, credentials: { username, password: 'sesame' } });
    const { credentials } = server;
    const { body: changed } = await patch(server, { credentials: { ...credentials, auth: oauth2() } }).expect(200);
    expect(changed.credentials).toEqual({ username, auth: oauth2({ client_secret: REDACTED }) });
    expect(changed).toMatchObject({ password_set: false, password_fingerprint: null });
    const { body: back } = await patch(server, { credentials: { password: 'open' } }).expect(200);
    expect(back).toMatchObject({ credentials: { username, password: REDACTED }, password_set: true });
    const both = await patch(server, { credentials: { password: 'open', auth: oauth2() } }).expect(400);
    expect(pointersOf(both.body)).toEqual(['/credentials/auth']);
  });

  test('is cleared by null: as a whole, by itself, or with null for user and password', async () => {
    for (const credentials of [null, { username: null, auth: null }, { username: null, password: null }]) {
      const { body } = await patch(await make(), { credentials }).expect(200);
      expect(body.credentials).toEqual({});
    }
    const kept = await patchAuth(await make(), null).expect(400);
    expect(pointersOf(kept.body)).toEqual(['/credentials/password']);
    const { body } = await patch(await make(), { credentials: { auth: null, password: null } }).expect(200);
    expect(body.credentials).toEqual({ username });
  });

  test.each([
    ['no user', { credentials: { auth: oauth2Shape() } }, '/credentials/username'],
    [
      'no client_id',
      { credentials: { username, auth: oauth2Shape({ client_id: undefined }) } },
      '/credentials/auth/client_id',
    ],
    [
      'no token_url',
      { credentials: { username, auth: oauth2Shape({ token_url: undefined }) } },
      '/credentials/auth/token_url',
    ],
    ['no type', { credentials: { username, auth: oauth2Shape({ type: undefined }) } }, '/credentials/auth/type'],
    ['another type', { credentials: { username, auth: oauth2Shape({ type: 'basic' }) } }, '/credentials/auth/type'],
    [
      'no secret',
      { credentials: { username, auth: oauth2Shape({ client_secret: null }) } },
      '/credentials/auth/client_secret',
    ],
    [
      'a stand-in',
      { credentials: { username, auth: oauth2Shape({ client_secret: REDACTED }) } },
      '/credentials/auth/client_secret',
    ],
    [
      'another stand-in',
      { credentials: { username, auth: oauth2Shape({ refresh_token: REDACTED }) } },
      '/credentials/auth/refresh_token',
    ],
    [
      'a plain URL',
      { credentials: { username, auth: oauth2Shape({ token_url: 'http://login.acme.test/t' }) } },
      '/credentials/auth/token_url',
    ],
    [
      'a URL with a password',
      { credentials: { username, auth: oauth2Shape({ token_url: 'https://a:b@c.test/' }) } },
      '/credentials/auth/token_url',
    ],
    [
      'a scope of two lines',
      { credentials: { username, auth: oauth2Shape({ scope: 'a\nb' }) } },
      '/credentials/auth/scope',
    ],
    ['an unknown key', { credentials: { username, auth: oauth2Shape({ tenant: 'x' }) } }, '/credentials/auth/tenant'],
  ])('with %s is refused, and the field named', async (_words, fields, pointer) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer(fields)).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  test('over a connection that is not secure is warned of', async () => {
    const server = await make({}, { secure: false });
    expect(server.warnings).toEqual([expect.stringMatching(/^secure is false: access tokens travel/)]);
  });
});

/** Before there is an endpoint. */
function oauth2Shape(given: object = {}): object {
  const shape = { type: 'oauth2', client_id: 'c', client_secret: SECRET, token_url: 'https://login.acme.test/token' };
  return { ...shape, ...given };
}

describe('Stored secrets of OAuth 2.0 are bound to server and token URL', () => {
  const moves: [string, object][] = [
    ['host', { host: 'evil.test' }],
    ['port', { port: 2525 }],
    ['secure', { secure: false }],
    ['username', { credentials: { username: 'other' } }],
    ['token_url', { credentials: { auth: { type: 'oauth2', token_url: 'https://evil.test/token' } } }],
    [
      'token_url',
      { credentials: { auth: { type: 'oauth2', token_url: 'https://evil.test/token', client_secret: REDACTED } } },
    ],
  ];

  test.each(moves)('%s does not change without them', async (what, change) => {
    const server = await make({ refresh_token: REFRESH });
    const refused = await patch(server, change).expect(400);
    expect(refused.body).toMatchObject({
      code: 'password_required',
      violations: [{ pointer: '/credentials/auth/client_secret', message: expect.stringContaining(what) }],
    });
    const sent = { ...change, credentials: { ...Object(change).credentials } };
    sent.credentials.auth = { type: 'oauth2', ...sent.credentials.auth, client_secret: SECRET };
    const half = await patch(server, sent).expect(400);
    expect(pointersOf(half.body)).toEqual(['/credentials/auth/refresh_token']);
    expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}`)).body).toEqual(server);
    sent.credentials.auth = { ...sent.credentials.auth, refresh_token: REFRESH };
    await patch(server, sent).expect(200);
  });

  test('everything else changes without them, and a move may take them away', async () => {
    const server = await make();
    await patch(server, { title: 'Other', timeout: 1000 }).expect(200);
    await patchAuth(server, { client_id: 'another', scope: 'smtp' }).expect(200);
    await patch(server, { host: 'moved.test', credentials: null }).expect(200);
  });
});

/** A mail server that takes these tokens alone, and what mail goes through it. */
async function startMailServer(good: (token: string) => boolean, offer = 'PLAIN XOAUTH2') {
  const judge = (token: string) => (good(token) ? null : '{"status":"401"}');
  const { server, port, heard } = await startScriptedServer(saslReplies({ offer, judge }));
  closing.push(() => server.close());
  const fields = { host: 'localhost', port, secure: false };
  return { heard, fields };
}

describe('A mail server is signed in to', () => {
  test('by one token for as long as it is good, saved or not', async () => {
    const { fields } = await startMailServer((token) => token.startsWith('token-'));
    const unsaved = mailServer({ ...fields, credentials: { username, auth: oauth2() } });
    await api.admin.post(`${MAIL_SERVERS}/test-connection`, { mail_server: unsaved }).expect(204);
    expect(endpoint.asked).toHaveLength(1);
    const server = await make({}, fields);
    for (const _time of [1, 2, 3]) await test204(server).expect(204);
    expect(endpoint.asked).toHaveLength(2);
    const { body } = await api.admin.post(`${MAIL_SERVERS}/${server.id}/test-connection?diagnostics=true`, {});
    expect(body.stages.at(-1).seen).toMatch(
      /^signed in as robot@acme.test with XOAUTH2, by an access token of localhost/,
    );
  });

  test('with new settings by a token of theirs', async () => {
    const { fields } = await startMailServer((token) => token === 'token-2');
    const server = await make({}, fields);
    const refused = await test204(server).expect(400);
    expect(refused.body.message[0]).toMatch(/stage auth\. .*access token/);
    await patchAuth(server, { scope: 'smtp' }).expect(200);
    await test204(server).expect(204);
    expect(endpoint.asked.map(({ scope }) => scope)).toEqual(['https://outlook.acme.test/.default', 'smtp']);
  });

  test('by the refresh token that came last, also after its settings were sent once more', async () => {
    const { fields } = await startMailServer(() => true);
    endpoint.reply = (_asked, nth) => ({
      body: issue(`token-${nth}`, { expires_in: 0, refresh_token: `next-${nth}` }),
    });
    const server = await make({ refresh_token: REFRESH }, fields);
    await test204(server).expect(204);
    const auth = { client_secret: SECRET, refresh_token: REFRESH };
    await patchAuth(server, auth, { host: '127.0.0.1' }).expect(200);
    await test204(server).expect(204);
    await patchAuth(server, { refresh_token: 'given anew' }).expect(200);
    await test204(server).expect(204);
    expect(endpoint.asked.map(({ refresh_token }) => refresh_token)).toEqual([REFRESH, 'next-1', 'given anew']);
  });

  test('and a token endpoint where mail may not go is not asked', async () => {
    const strict = await startApi({ GATEPOST_SMTP_DENY: '127.0.0.2' });
    try {
      const { fields } = await startMailServer(() => true);
      const token_url = endpoint.url.replace('localhost', '127.0.0.2');
      const unsaved = mailServer({ ...fields, credentials: { username, auth: oauth2({ token_url }) } });
      const path = `${MAIL_SERVERS}/test-connection`;
      const { body } = await strict.admin.post(path, { mail_server: unsaved }).expect(400);
      expect(body.message[0]).toMatch(/token endpoint is where connections may not go.*GATEPOST_SMTP_ALLOW/);
      expect(endpoint.asked).toEqual([]);
    } finally {
      await strict.stop();
    }
  });

  test('by the worker, whose mail waits while there is no token', async () => {
    const { fields, heard } = await startMailServer(() => true);
    endpoint.reply = () => ({ status: 401, body: { error: 'invalid_client', error_description: 'Wrong secret.' } });
    const server = await make({}, fields);
    await selectServer(api, server.url);
    const { body } = await api.admin.post('/cloud/org-invitations', { email: 'ann@acme.test' }).expect(201);
    const delivery = async () => {
      const { body: list } = await api.admin.get('/cloud/deliveries').expect(200);
      return list.results.find((each: { recipient: string }) => each.recipient === 'ann@acme.test');
    };
    const failed = await waitUntil(delivery, (found) => found?.last_response);
    expect(failed.last_response).toMatch(/gave no access token: it answered 401, invalid_client: Wrong secret\.$/);
    endpoint.reply = () => ({ body: issue('better') });
    await patchAuth(server, { client_secret: 'the right one' }).expect(200);
    await waitUntil(delivery, (found) => found?.state === 'sent');
    expect(heard.some((line) => line.startsWith('AUTH XOAUTH2 '))).toBe(true);
    expect(body.email).toBe('ann@acme.test');
    await selectServer(api, null);
  });
});
