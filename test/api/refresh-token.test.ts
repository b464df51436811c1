import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MAIL_SERVERS, mailServer, pointersOf, SETTINGS } from './builder.ts';
import { enrolWithSession, openSession, refresh, type Session } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

const TOOLKIT = { client_id: 'cli', client_secret: 'known to many' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    GATEPOST_TOOLKIT_CLIENT_ID: TOOLKIT.client_id,
    GATEPOST_TOOLKIT_CLIENT_SECRET: TOOLKIT.client_secret,
  });
});
afterAll(() => api.stop());

async function renewed(session: Session, fields: object = {}): Promise<Session> {
  return (await refresh(api, session.refresh_token, fields).expect(200)).body;
}

const me = (session: Session) => api.as(session.access_token).get('/me');

describe('grant_type refresh_token', () => {
  test('a password grant answers a refresh token with its lifetime', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    expect(session.refresh_token).not.toBe(session.access_token);
    expect(session.refresh_expires_in).toBeGreaterThan(session.expires_in);
  });

  test('it answers the next tokens of the same user, and both access tokens are good', async () => {
    const { session, username } = await enrolWithSession(api, 'viewer');
    const next = await renewed(session);
    expect(next).toMatchObject({ token_type: 'Bearer', expires_in: 28_800 });
    expect(next.refresh_token).not.toBe(session.refresh_token);
    expect((await me(next).expect(200)).body.username).toBe(username);
    await me(session).expect(200);
    await me(await renewed(next)).expect(200);
  });

  test('the access token lives as long as the settings say', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    await api.admin.put(SETTINGS, { access_token_expires_in: 600 }).expect(200);
    expect((await renewed(session)).expires_in).toBe(600);
    await api.admin.put(SETTINGS, { access_token_expires_in: 28_800 }).expect(200);
  });

  test('a refresh does not prolong the session as a whole', async () => {
    const { session, username } = await enrolWithSession(api, 'viewer');
    await api.gatepost.context.database.query(
      `UPDATE refresh_token SET expires_at = now() + interval '100 s'
        WHERE user_id = (SELECT id FROM "user" WHERE username = $1)`,
      [username],
    );
    expect((await renewed(session)).refresh_expires_in).toBeLessThanOrEqual(100);
  });

  test('a token that was used ends the whole session, and no other one of the user', async () => {
    const { session, username } = await enrolWithSession(api, 'viewer');
    const other = await openSession(api, username);
    const next = await renewed(session);
    const { body } = await refresh(api, session.refresh_token).expect(401);
    expect(body.code).toBe('unauthenticated');
    await refresh(api, next.refresh_token).expect(401);
    await me(next).expect(401);
    await me(session).expect(401);
    await me(await renewed(other)).expect(200);
  });

  test('of several uses at once one gets through, and the session is over', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(api, session.refresh_token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    const winner = answers.find(({ status }) => status === 200)?.body as Session;
    await me(winner).expect(401);
    await refresh(api, winner.refresh_token).expect(401);
  });

  test('scopes are kept, and can only be narrowed further', async () => {
    const { username } = await enrolWithSession(api, 'administrator');
    const session = await openSession(api, username, { scope: 'org/settings:view org/settings:manage' });
    const kept = api.as((await renewed(session)).access_token);
    await kept.post(`${MAIL_SERVERS}?validate_only=true`, mailServer()).expect(201);
    await kept.get('/cloud/deliveries').expect(403);
    const again = await openSession(api, username, { scope: 'org/settings:view' });
    const wider = api.as((await renewed(again, { scope: 'org/settings:view org/settings:manage' })).access_token);
    await wider.get(MAIL_SERVERS).expect(200);
    await wider.post(`${MAIL_SERVERS}?validate_only=true`, mailServer()).expect(403);
  });

  test('a token that a client got needs that client again, with its secret', async () => {
    const { username } = await enrolWithSession(api, 'viewer');
    const session = await openSession(api, username, TOOLKIT);
    await refresh(api, session.refresh_token).expect(401);
    await refresh(api, session.refresh_token, { ...TOOLKIT, client_secret: 'wrong' }).expect(401);
    await me(await renewed(session, TOOLKIT)).expect(200);
  });

  test('one that is unknown, expired, or of a disabled user is 401; none at all is 400', async () => {
    await refresh(api, 'garbage').expect(401);
    expect(pointersOf((await api.as().post('/token', { grant_type: 'refresh_token' }).expect(400)).body)).toEqual([
      '/refresh_token',
    ]);
    const late = await enrolWithSession(api, 'viewer');
    const { database } = api.gatepost.context;
    const ofUser = `user_id = (SELECT id FROM "user" WHERE username = $1)`;
    await database.query(`UPDATE refresh_token SET expires_at = now() WHERE ${ofUser}`, [late.username]);
    await refresh(api, late.session.refresh_token).expect(401);
    const disabled = await enrolWithSession(api, 'viewer');
    await database.query(`UPDATE "user" SET state = 'disabled' WHERE username = $1`, [disabled.username]);
    await refresh(api, disabled.session.refresh_token).expect(401);
  });

  test('a refresh token opens nothing by itself, and only its hash is kept', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    await api.as(session.refresh_token).get('/me').expect(401);
    const rows = await api.gatepost.context.database.query('SELECT * FROM refresh_token');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(session.refresh_token);
  });
});
