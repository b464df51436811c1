import type { Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keepHouse } from '../../api/housekeeping.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { startScriptedServer } from '../mail/scripted-server.ts';
import { createMailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const DAY_S = 86_400;
const WAITS_AT_MOST_S = 90 * DAY_S;

let api: TestApi;
let smtp: Server;
beforeAll(async () => {
  // It takes each mail to its end, and hangs up without a word.
  const silent = await startScriptedServer({ '.': null });
  smtp = silent.server;
  api = await startApi();
  const server = await createMailServer(api, { host: '127.0.0.1', port: silent.port });
  await selectServer(api, server.url);
});
afterAll(async () => {
  await api.stop();
  smtp.close();
});

const query = (statement: string, values: unknown[] = []) => api.gatepost.context.database.query(statement, values);
const hold = () => query('UPDATE cloud_setting SET mail_held_since = now()');
const release = () => query('UPDATE cloud_setting SET mail_held_since = NULL, mail_route_epoch = mail_route_epoch + 1');

interface Link {
  id: string;
  /** Seconds from now; null: its clock does not run. */
  expires: number | null;
  ends: number;
}

async function linkOf(subjectId: string): Promise<Link> {
  const [link] = await query(
    `SELECT id, extract(epoch FROM expires_at - now())::float8 AS expires, extract(epoch FROM ends_at - now())::float8 AS ends
       FROM one_time_token WHERE subject_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [subjectId],
  );
  return link;
}

const clockOf = (subjectId: string) =>
  waitUntil(
    () => linkOf(subjectId),
    ({ expires }) => expires !== null,
  );

const stateOf = async (causeId: string) =>
  (await query('SELECT state, first_sent_at FROM delivery WHERE cause_id = $1', [causeId]))[0];

let guests = 0;
async function invite() {
  guests += 1;
  const sent = { email: `guest-${guests}@acme.test`, notify: true };
  return (await api.admin.post('/cloud/org-invitations', sent).expect(201)).body;
}

async function mailPasswordLink(): Promise<string> {
  guests += 1;
  const users = '/user-registries/admin/cloud-manager-lur/users';
  const person = { username: `person-${guests}`, email: `person-${guests}@acme.test`, password: 'long enough' };
  const { body } = await api.admin.post(users, person).expect(201);
  await api.admin.post(`${users}/${body.id}/reset-password`).expect(204);
  return body.id;
}

describe('the clock of a mailed link', () => {
  test('runs once the mail may have arrived, though nobody knows whether it did', async () => {
    const { id } = await invite();
    expect((await clockOf(id)).expires).toBeGreaterThan(DAY_S);
    expect((await stateOf(id)).first_sent_at).toBeNull();
    const { body } = await api.admin.get(`/cloud/org-invitations/${id}`).expect(200);
    expect(Date.parse(body.expires_at)).toBeGreaterThan(Date.now());
    const user = await mailPasswordLink();
    expect((await clockOf(user)).expires).toBeGreaterThan(0);
  });

  test('is not set back by the attempts that follow', async () => {
    const { id } = await invite();
    await clockOf(id);
    const read = () => query('SELECT expires_at FROM one_time_token WHERE subject_id = $1', [id]);
    const [started] = await read();
    await query(`UPDATE delivery SET next_attempt_at = now() WHERE cause_id = $1 AND state = 'queued'`, [id]);
    await waitUntil(
      () => query('SELECT attempts FROM delivery WHERE cause_id = $1', [id]),
      ([{ attempts }]) => attempts >= 2,
    );
    expect(await read()).toEqual([started]);
  });
});

describe('a link whose mail waits', () => {
  test('has a hard end all the same: its life, and 90 days to wait', async () => {
    await hold();
    const { id } = await invite();
    const user = await mailPasswordLink();
    const [invitation, reset] = [await linkOf(id), await linkOf(user)];
    expect(invitation.expires).toBeNull();
    expect(invitation.ends).toBeGreaterThan(WAITS_AT_MOST_S + 2 * DAY_S - 60);
    expect(invitation.ends).toBeLessThanOrEqual(WAITS_AT_MOST_S + 2 * DAY_S);
    expect(reset.ends).toBeLessThanOrEqual(WAITS_AT_MOST_S + 7_200);
  });

  test('opens nothing after that; its invitation has expired, and both go in their time', async () => {
    const { id, activation_link: link } = await invite();
    const token = Buffer.from(new URL(link).searchParams.get('activation') ?? '', 'base64').toString();
    await query(`UPDATE one_time_token SET ends_at = now() - interval '1 minute' WHERE subject_id = $1`, [id]);
    const accept = { org: { title: 'Acme' }, user: { username: 'late', password: 'long enough' } };
    await api.as(token).post(`/cloud/org-invitations/${id}/register`, accept).expect(401);
    await keepHouse(api.gatepost.context);
    const { body } = await api.admin.get(`/cloud/org-invitations/${id}`).expect(200);
    expect(body.state).toBe('expired');
    await query(`UPDATE one_time_token SET ends_at = now() - interval '25 h' WHERE subject_id = $1`, [id]);
    await keepHouse(api.gatepost.context);
    expect(await linkOf(id)).toBeUndefined();
  });

  test('does not outlive that when the mail leaves at last', async () => {
    const { id } = await invite();
    const user = await mailPasswordLink();
    await query(`UPDATE one_time_token SET ends_at = now() + interval '100 s' WHERE subject_id IN ($1, $2)`, [
      id,
      user,
    ]);
    await release();
    for (const subject of [id, user]) expect((await clockOf(subject)).expires).toBeLessThanOrEqual(100);
    const { body } = await api.admin.get(`/cloud/org-invitations/${id}`).expect(200);
    const [link] = await query('SELECT expires_at FROM one_time_token WHERE subject_id = $1', [id]);
    expect(body.expires_at).toBe(link.expires_at.toISOString());
  });
});
