import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, MAIL_SERVERS, mailServer, PROFILES, pointersOf } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let profile: { url: string };
beforeAll(async () => {
  api = await startApi();
  profile = await create(api, PROFILES);
});
afterAll(() => api.stop());

const LOGIN = { username: 'relay', password: 'sesame' };
const REDACTED = '********';

const makeServer = (fields: object = {}) => createMailServer(api, { secure: true, credentials: LOGIN, ...fields });
const patch = (server: { id: string }, body: object) => api.admin.patch(`${MAIL_SERVERS}/${server.id}`, body);

describe('credentials', () => {
  test('show the user and ******** for the password', async () => {
    const server = await makeServer();
    expect(server).toMatchObject({ credentials: { username: 'relay', password: REDACTED }, password_set: true });
    expect(server.password_fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('are merged by key', async () => {
    const server = await makeServer();
    const { body: renamed } = await patch(server, { credentials: { username: 'other', password: 'sesame' } }).expect(
      200,
    );
    expect(renamed).toMatchObject({ credentials: { username: 'other', password: REDACTED } });
    expect(renamed.password_fingerprint).toBe(server.password_fingerprint);
    const { body: changed } = await patch(server, { credentials: { password: 'open' } }).expect(200);
    expect(changed.credentials).toEqual({ username: 'other', password: REDACTED });
    expect(changed.password_fingerprint).not.toBe(server.password_fingerprint);
    const { body: same } = await patch(server, { credentials: {} }).expect(200);
    expect(same).toEqual(changed);
  });

  test('are cleared by null, as a whole or both keys', async () => {
    for (const credentials of [null, { username: null, password: null }]) {
      const server = await makeServer();
      const { body } = await patch(server, { credentials }).expect(200);
      expect(body).toMatchObject({ credentials: {}, password_set: false, password_fingerprint: null });
    }
  });

  test('of a password without a user are refused, and of a user whose password is left out', async () => {
    for (const [credentials, pointer] of [
      [{ password: 'x' }, '/credentials/username'],
      [{ username: null, password: 'x' }, '/credentials/username'],
      [{ username: 'x' }, '/credentials/password'],
      [{ username: '', password: 'x' }, '/credentials/username'],
    ] as const) {
      const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ credentials })).expect(400);
      expect(pointersOf(body)).toEqual([pointer]);
    }
  });

  test('of which one half is taken away are refused', async () => {
    const server = await makeServer();
    const noUser = await patch(server, { credentials: { username: null } }).expect(400);
    expect(pointersOf(noUser.body)).toEqual(['/credentials/username']);
  });

  test.each([null, ''])('with a user and the password %j are kept as a user without one', async (none) => {
    const made = await createMailServer(api, { credentials: { username: 'relay', password: none } });
    expect(made).toMatchObject({ credentials: { username: 'relay' }, password_set: false, password_fingerprint: null });
    const path = `${MAIL_SERVERS}/${made.id}`;
    const back = { ...made, summary: 'sent back' };
    expect((await api.admin.patch(path, back).expect(200)).body.credentials).toEqual({ username: 'relay' });
    const renamed = await patch(made, { credentials: { username: 'other' } }).expect(400);
    expect(pointersOf(renamed.body)).toEqual(['/credentials/password']);
    const had = await makeServer();
    const { body } = await patch(had, { credentials: { password: none } }).expect(200);
    expect(body).toMatchObject({ credentials: { username: 'relay' }, password_set: false });
  });

  test('of empty texts are none', async () => {
    const fields = { credentials: { username: '', password: '' }, tls_client_profile_url: '', summary: '' };
    const made = await createMailServer(api, fields);
    expect(made).toMatchObject({ credentials: {}, tls_client_profile_url: null, password_set: false });
    const server = await makeServer();
    const { body } = await patch(server, { credentials: { username: '', password: '' } }).expect(200);
    expect(body).toMatchObject({ credentials: {}, password_set: false });
  });
});

describe(REDACTED, () => {
  test('in a PATCH means unchanged', async () => {
    const server = await makeServer();
    const { body, headers } = await patch(server, { credentials: { username: 'relay', password: REDACTED } }).expect(
      200,
    );
    expect(body).toEqual(server);
    expect(headers.etag).toBe('"1"');
  });

  test('in a POST is 400', async () => {
    const credentials = { username: 'relay', password: REDACTED };
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ credentials })).expect(400);
    expect(pointersOf(body)).toEqual(['/credentials/password']);
  });

  test('for a server that has no password is not one', async () => {
    const server = await createMailServer(api);
    const { body } = await patch(server, { credentials: { username: 'relay', password: REDACTED } }).expect(400);
    expect(body.code).toBe('password_required');
  });
});

describe('a stored password is bound to its destination', () => {
  const moves = (): [string, object][] => [
    ['host', { host: 'evil.test' }],
    ['port', { port: 2525 }],
    ['secure', { secure: false }],
    ['tls_client_profile_id', { tls_client_profile_url: profile.url }],
    ['username', { credentials: { username: 'other' } }],
    ['host', { host: 'evil.test', credentials: { username: 'relay', password: REDACTED } }],
  ];

  test('a change of host, port, secure, profile or user without it is 400 password_required', async () => {
    for (const [column, change] of moves()) {
      const server = await makeServer();
      const { body } = await patch(server, change).expect(400);
      expect(body).toMatchObject({
        code: 'password_required',
        violations: [{ pointer: '/credentials/password', message: expect.stringContaining(column) }],
      });
      expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}`)).body).toEqual(server);
    }
  });

  test('with the password, even the same, it is 200', async () => {
    for (const [, change] of moves()) {
      const server = await makeServer();
      const { username } = { ...LOGIN, ...(change as { credentials?: object }).credentials };
      await patch(server, { ...change, credentials: { username, password: 'sesame' } }).expect(200);
    }
  });

  test('everything else changes without it, and a move may take it away', async () => {
    const server = await makeServer();
    await patch(server, { title: 'Other', timeout: 1000, name: `${server.name}-2`, host: server.host }).expect(200);
    await patch(server, { host: 'moved.test', credentials: null }).expect(200);
  });

  test('without a stored password nothing is asked', async () => {
    const server = await createMailServer(api);
    await patch(server, { host: 'moved.test', port: 26, secure: true }).expect(200);
  });
});

describe('password_fingerprint', () => {
  test('is the same for the same password of one server, and tells nothing across servers', async () => {
    const [first, second] = [await makeServer(), await makeServer()];
    expect(first.password_fingerprint).not.toBe(second.password_fingerprint);
    await patch(first, { credentials: { password: 'other' } }).expect(200);
    const { body } = await patch(first, { credentials: { password: 'sesame' } }).expect(200);
    expect(body.password_fingerprint).toBe(first.password_fingerprint);
  });
});

describe('warnings', () => {
  test('tell of a password over a connection that is not secure', async () => {
    const server = await makeServer({ secure: false });
    expect(server.warnings).toEqual([expect.stringContaining('secure is false')]);
    const { body } = await patch(server, { secure: true, credentials: { password: 'sesame' } }).expect(200);
    expect(body.warnings).toEqual([]);
  });
});
