import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Mail } from '../../lab/mail.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, newTitle, pointersOf, SETTINGS, selectServer } from './builder.ts';
import { enrol } from './person.ts';
import { enrolWithSession, openSession, refresh } from './session.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

const PROVIDER = 'provider/default-idp-2';

let api: TestApi;
let sink: Sink;
let serverUrl: string;
beforeAll(async () => {
  api = await startApi({ GATEPOST_TRUST_PROXY: 'loopback' });
  sink = await startSink({ security: 'plain' });
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  serverUrl = server.url;
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

let requests = 0;

/** Each from an address of its own, so that no limit is met. */
function ask(email: unknown, fields: object = {}) {
  requests += 1;
  return api
    .as()
    .post('/request-password-reset', { email, ...fields })
    .set('X-Forwarded-For', `192.0.2.${requests}`);
}

const mailsTo = (username: string, subject: string) =>
  sink.mails.filter(({ envelope, subject: said }) => envelope.to.includes(`${username}@acme.test`) && said === subject);

const awaitMail = (username: string, subject: string) =>
  sink.waitFor(({ envelope, subject: said }) => envelope.to.includes(`${username}@acme.test`) && said === subject);

const RESET = 'Choose a new password';
const tokenIn = (mail: Mail) => mail.links[0]?.split('#')[1] ?? '';
const setPassword = (token: string, password: unknown) => api.as(token).post('/me/reset-password', { password });

/** The token of a fresh link for a person of the Cloud Manager. */
async function linkFor(username: string): Promise<string> {
  await ask(`${username}@acme.test`, { realm: 'admin/default-idp-1' }).expect(204);
  return tokenIn(await awaitMail(username, RESET));
}

const tokenRow = async (username: string) => {
  const rows: { expires_at: Date | null; used_at: Date | null }[] = await api.gatepost.context.database.query(
    `SELECT t.* FROM one_time_token t JOIN "user" u ON u.id = t.subject_id WHERE u.username = $1`,
    [username],
  );
  return rows[0];
};

describe('while no email server is selected', () => {
  test('a request is 400 with the same words for everyone alike', async () => {
    const { username } = await enrol(api, 'viewer');
    for (const email of [`${username}@acme.test`, 'nobody@acme.test']) {
      const { body } = await ask(email, { realm: 'admin/default-idp-1' }).expect(400);
      expect(body).toEqual({
        status: 400,
        code: 'mail_server_not_selected',
        message: ['No mail server configured in cloud settings.'],
      });
    }
  });

  test('an administrator is told the same', async () => {
    const { username } = await enrol(api, 'viewer');
    const path = `/user-registries/admin/cloud-manager-lur/users/${username}/reset-password`;
    expect((await api.admin.post(path).expect(400)).body.code).toBe('mail_server_not_selected');
  });
});

describe('with a selected email server', () => {
  beforeAll(() => selectServer(api, serverUrl));

  test.each([
    ['/email', { email: 'no address' }],
    ['/email', { realm: PROVIDER }],
    ['/email', { email: 7 }],
    ['/realm', { email: 'a@acme.test', realm: 'nowhere' }],
    ['/realm', { email: 'a@acme.test', realm: 'admin/nothing' }],
    ['/username', { email: 'a@acme.test', username: 'a' }],
  ])('a request that is wrong at %s is 400', async (pointer, sent: Record<string, unknown>) => {
    expect(pointersOf((await ask(sent.email, sent).expect(400)).body)).toEqual([pointer]);
  });

  test('the mailed link of the Cloud Manager sets a password, ends every session, and a mail tells of it', async () => {
    const { username, session } = await enrolWithSession(api, 'viewer');
    await ask(`${username.toUpperCase()}@ACME.test`).expect(204);
    const mail = await awaitMail(username, RESET);
    expect(mail.links[0]).toMatch(new RegExp(`^${api.url}/cloud/reset#[\\w-]{43,}$`));
    expect(mail.text).toContain(`Hello ${username}`);
    expect(mail.text).toContain('within 2 hours');
    await setPassword(tokenIn(mail), 'a new password').expect(204);
    await api.as(session.access_token).get('/me').expect(401);
    await refresh(api, session.refresh_token).expect(401);
    await expect(signIn(api.url, username, 'long enough')).rejects.toThrow('401');
    await signIn(api.url, username, 'a new password');
    await awaitMail(username, 'Your password was changed');
  });

  test('a person of a provider organization gets a link of the API Manager', async () => {
    const username = newTitle('provider');
    const sent = { username, email: `${username}@acme.test` };
    await api.admin.post('/user-registries/admin/api-manager-lur/users', sent).expect(201);
    await ask(sent.email, { realm: PROVIDER }).expect(204);
    const mail = await awaitMail(username, RESET);
    expect(mail.links[0]).toContain(`${api.url}/manager/reset#`);
    await setPassword(tokenIn(mail), 'the first one').expect(204);
    await signIn(api.url, username, 'the first one', PROVIDER);
  });

  test('known and unknown addresses get the same answer, header by header; the unknown get no mail', async () => {
    const { username } = await enrol(api, 'viewer');
    const { username: inOtherRealm } = await enrol(api, 'viewer');
    const realm = { realm: 'admin/default-idp-1' };
    const known = await ask(`${username}@acme.test`, realm).expect(204);
    const unknown = await ask('nobody@acme.test', realm).expect(204);
    const elsewhere = await ask(`${inOtherRealm}@acme.test`, { realm: PROVIDER }).expect(204);
    const comparable = ({ text, headers: { date, 'x-request-id': _id, ...headers } }: typeof known) => ({
      text,
      headers,
    });
    expect(comparable(unknown)).toEqual(comparable(known));
    expect(comparable(elsewhere)).toEqual(comparable(known));
    await awaitMail(username, RESET);
    await waitUntil(
      () => api.gatepost.context.database.query('SELECT FROM password_reset_request'),
      (rows: unknown[]) => rows.length === 0,
    );
    expect(sink.mails.flatMap(({ envelope }) => envelope.to)).not.toContain('nobody@acme.test');
    expect(mailsTo(inOtherRealm, RESET)).toEqual([]);
  });

  test('a disabled account gets no mail', async () => {
    const { username: disabled } = await enrol(api, 'viewer');
    await api.gatepost.context.database.query(`UPDATE "user" SET state = 'disabled' WHERE username = $1`, [disabled]);
    await ask(`${disabled}@acme.test`).expect(204);
    await linkFor((await enrol(api, 'viewer')).username);
    expect(mailsTo(disabled, RESET)).toEqual([]);
  });

  test('a link works once, of several uses at once too', async () => {
    const { username } = await enrol(api, 'viewer');
    const token = await linkFor(username);
    const answers = await Promise.all(['first one', 'second one', 'third one'].map((each) => setPassword(token, each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401]);
    expect((await setPassword(token, 'once more').expect(401)).body.code).toBe('unauthenticated');
  });

  test('a repeated use with the same Idempotency-Key gets its answer again', async () => {
    const { username } = await enrol(api, 'viewer');
    const token = await linkFor(username);
    const use = () => setPassword(token, 'a new password').set('Idempotency-Key', username);
    await use().expect(204);
    await use().expect(204);
  });

  test('a password that is too short is 400 and leaves the link alive', async () => {
    const { username } = await enrol(api, 'viewer');
    const token = await linkFor(username);
    expect(pointersOf((await setPassword(token, 'short').expect(400)).body)).toEqual(['/password']);
    await setPassword(token, 'long enough now').expect(204);
  });

  test('the token opens nothing else, an access token does not set a password, and the database has no token', async () => {
    const { username, token: access } = await enrol(api, 'viewer');
    const token = await linkFor(username);
    await api.as(token).get('/me').expect(401);
    await api.as(token).post('/me/change-password', {}).expect(401);
    await setPassword(access, 'a new password').expect(401);
    await api.as().post('/me/reset-password', { password: 'a new password' }).expect(401);
    const { database } = api.gatepost.context;
    for (const table of ['one_time_token', 'delivery', 'password_reset_request']) {
      expect(JSON.stringify(await database.query(`SELECT * FROM ${table}`))).not.toContain(token);
    }
    expect((await api.admin.get('/cloud/deliveries').expect(200)).text).not.toContain(token);
  });

  test('its time begins when the mail first leaves, and is reset_password_ttl of the settings', async () => {
    await api.admin.put(SETTINGS, { reset_password_ttl: 600 }).expect(200);
    await sink.goDown();
    const { username } = await enrol(api, 'viewer');
    await ask(`${username}@acme.test`).expect(204);
    await waitUntil(
      () => tokenRow(username),
      (row) => row !== undefined,
    );
    expect((await tokenRow(username))?.expires_at).toBeNull();
    await sink.comeBack();
    await selectServer(api, serverUrl);
    const token = tokenIn(await awaitMail(username, RESET));
    const row = await waitUntil(
      () => tokenRow(username),
      (each) => each?.expires_at != null,
    );
    const leftMs = Number(row?.expires_at) - Date.now();
    expect(leftMs).toBeGreaterThan(500_000);
    expect(leftMs).toBeLessThanOrEqual(601_000);
    await api.admin.put(SETTINGS, { reset_password_ttl: 7_200 }).expect(200);
    await api.gatepost.context.database.query(
      `UPDATE one_time_token SET expires_at = now() WHERE subject_id = (SELECT id FROM "user" WHERE username = $1)`,
      [username],
    );
    await setPassword(token, 'a new password').expect(401);
  });

  test.each([
    ['a new password', { password: 'chosen by another' }],
    ['a new address', { email: 'moved@acme.test' }],
  ])('%s makes the links that were mailed dead', async (_what, change) => {
    const { username, userUrl } = await enrol(api, 'viewer');
    const token = await linkFor(username);
    await api.admin.patch(new URL(userUrl).pathname.slice('/api'.length), change).expect(200);
    await setPassword(token, 'a new password').expect(401);
  });

  test('an administrator triggers the mail; who may not manage settings may not', async () => {
    const { username, token } = await enrol(api, 'viewer');
    const path = `/user-registries/admin/cloud-manager-lur/users/${username}/reset-password`;
    await api.as(token).post(path).expect(403);
    await api.admin.post(path).expect(204);
    await setPassword(tokenIn(await awaitMail(username, RESET)), 'a new password').expect(204);
    await openSession(api, username, { password: 'a new password' });
    await api.admin.post('/user-registries/admin/cloud-manager-lur/users/nobody/reset-password').expect(404);
  });

  test('a user without an address cannot be mailed: 400', async () => {
    const username = newTitle('mute');
    const { body: registry } = await api.admin.get('/user-registries/admin/api-manager-lur').expect(200);
    await api.gatepost.context.database.query('UPDATE user_registry SET email_required = false WHERE id = $1', [
      registry.id,
    ]);
    await api.admin.post('/user-registries/admin/api-manager-lur/users', { username }).expect(201);
    const path = `/user-registries/admin/api-manager-lur/users/${username}/reset-password`;
    expect((await api.admin.post(path).expect(400)).body.message[0]).toContain('no e-mail address');
  });

  test('beyond ten mails an hour an account gets none, and the answer does not tell', async () => {
    const { username, userUrl } = await enrol(api, 'viewer');
    const id = userUrl.split('/').pop() ?? '';
    await api.gatepost.context.limits.fill({ limit: 'password-reset-mail', of: [id] });
    await ask(`${username}@acme.test`).expect(204);
    await linkFor((await enrol(api, 'viewer')).username);
    expect(mailsTo(username, RESET)).toEqual([]);
  });
});
