import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { shiftClock } from '../set-up/shifted-clock.ts';
import { createMailServer, selectServer } from './builder.ts';
import { enrolWithSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

const HOUR_MS = 3_600_000;
const INVITATIONS = '/cloud/org-invitations';
const USERS = '/user-registries/admin/api-manager-lur/users';
const RESET_REQUEST = { realm: 'provider/default-idp-2' };

describe.each([
  ['ahead', 3 * HOUR_MS],
  ['behind', -3 * HOUR_MS],
])('with a clock that is three hours %s of the database', (_word, shiftMs) => {
  let api: TestApi;
  let sink: Sink;
  let unshift = () => {};
  beforeAll(async () => {
    unshift = shiftClock(shiftMs);
    api = await startApi();
    sink = await startSink({ security: 'plain' });
    const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
    await selectServer(api, server.url);
  });
  afterAll(async () => {
    await api?.stop();
    await sink?.stop();
    unshift();
  });

  const sql = (text: string, values: unknown[] = []) => api.gatepost.context.database.query(text, values);

  /** How many seconds from now, by the database, a moment of a row is. */
  async function secondsUntil(table: string, column: string, where: string, values: unknown[]): Promise<number> {
    const [row] = await sql(
      `SELECT extract(epoch FROM ${column} - now())::float8 AS s FROM ${table} WHERE ${where} ORDER BY created_at DESC`,
      values,
    );
    return row.s;
  }
  const expectAbout = (seconds: number, expected: number) => expect(Math.abs(seconds - expected)).toBeLessThan(60);

  const invite = async (email: string, notify: boolean) =>
    (await api.admin.post(INVITATIONS, { email, notify }).expect(201)).body;
  const stateOf = async ({ id }: { id: string }) =>
    (await api.admin.get(`${INVITATIONS}/${id}`).expect(200)).body.state;
  const tokenOf = ({ activation_link }: { activation_link: string }) =>
    Buffer.from(activation_link.replace(/.*activation=/, ''), 'base64').toString();
  const register = (invitation: { id: string; activation_link: string }, username: string) =>
    api.as(tokenOf(invitation)).post(`${INVITATIONS}/${invitation.id}/register`, {
      user: { ...RESET_REQUEST, username, first_name: 'A', last_name: 'B', password: 'long enough' },
      org: { name: `${username}-org`, title: username },
    });
  const expireIn = (id: string, interval: string) =>
    sql(
      `WITH i AS (UPDATE org_invitation SET expires_at = now() + $2::interval WHERE id = $1)
       UPDATE one_time_token SET expires_at = now() + $2::interval WHERE subject_id = $1`,
      [id, interval],
    );

  test('mail leaves at once, and the time of its link is counted from then', async () => {
    const { id } = await invite('mailed@acme.test', true);
    await sink.waitFor(({ envelope }) => envelope.to.includes('mailed@acme.test'), 5_000);
    const isSent = async () => (await api.admin.get(`${INVITATIONS}/${id}`).expect(200)).body.delivery.state === 'sent';
    await waitUntil(isSent, Boolean);
    for (const [table, column] of [
      ['org_invitation', 'id'],
      ['one_time_token', 'subject_id'],
    ] as const) {
      expectAbout(await secondsUntil(table, 'expires_at', `${column} = $1`, [id]), 172_800);
    }
    for (const column of ['started_at', 'finished_at', 'created_at']) {
      expectAbout(await secondsUntil('delivery_attempt', column, 'outcome = $1', ['sent']), 0);
    }
    expectAbout(await secondsUntil('delivery', 'created_at', 'cause_id = $1', [id]), 0);
  });

  test('a link that nobody is mailed lives as long as it should, and no longer', async () => {
    const invitation = await invite('handed@acme.test', false);
    expectAbout(await secondsUntil('org_invitation', 'expires_at', 'id = $1', [invitation.id]), 172_800);
    expectAbout(await secondsUntil('one_time_token', 'expires_at', 'subject_id = $1', [invitation.id]), 172_800);
    await expireIn(invitation.id, '1 hour');
    expect(await stateOf(invitation)).toBe('pending');
    await api.admin.post(INVITATIONS, { email: 'handed@acme.test', notify: false }).expect(409);
    await register(invitation, `handed-${shiftMs > 0 ? 'ahead' : 'behind'}`).expect(201);
    const late = await invite('late@acme.test', false);
    await expireIn(late.id, '-1 second');
    expect(await stateOf(late)).toBe('expired');
    await register(late, 'late').expect(401);
    await invite('late@acme.test', false);
  });

  test('a link for a new password lives as long as it should', async () => {
    await api.admin.post(USERS, { username: 'forgetful', email: 'forgetful@acme.test' }).expect(201);
    await api
      .as()
      .post('/request-password-reset', { ...RESET_REQUEST, email: 'forgetful@acme.test' })
      .expect(204);
    const { links } = await sink.waitFor(({ envelope }) => envelope.to.includes('forgetful@acme.test'), 5_000);
    const token = links[0]?.split('#')[1];
    await waitUntil(
      () => secondsUntil('one_time_token', 'expires_at', `purpose = $1`, ['password-reset']),
      (seconds) => Math.abs(seconds - 7_200) < 60,
    );
    await api.as(token).post('/me/reset-password', { password: 'long enough' }).expect(204);
  });

  test('sessions live as long as they should, and no longer', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    const { id } = (await api.as(session.access_token).get('/me').expect(200)).body;
    const days = 30 * 24 * 3600;
    expectAbout(await secondsUntil('access_token', 'expires_at', 'user_id = $1', [id]), session.expires_in);
    expectAbout(await secondsUntil('refresh_token', 'expires_at', 'user_id = $1', [id]), days);
    expectAbout(session.refresh_expires_in, days);
    await sql(`UPDATE refresh_token SET expires_at = now() + interval '1 hour' WHERE user_id = $1`, [id]);
    const renewed = (await refresh(api, session.refresh_token).expect(200)).body;
    expectAbout(renewed.refresh_expires_in, 3_600);
    expectAbout(await secondsUntil('refresh_token', 'used_at', 'user_id = $1 AND used_at IS NOT NULL', [id]), 0);
    await sql(`UPDATE refresh_token SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [id]);
    await refresh(api, renewed.refresh_token).expect(401);
  });
});
