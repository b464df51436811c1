import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { afterRestoreCommand } from '../../api/cli/after-restore.ts';
import type { Config } from '../../api/config.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { openSession, refresh } from '../api/session.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from '../api/start-api.ts';
import { commandCall } from './command-call.ts';
import { runGatepost } from './gatepost.ts';

const INVITATIONS = '/cloud/org-invitations';

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);
const urlOfDatabase = () => (api.gatepost.context.database.options as { url?: string }).url ?? '';

/** Runs it beside the running API; answers what it said. */
async function run(outbox?: string): Promise<string> {
  const config: Config = { ...api.gatepost.context.config, databaseUrl: urlOfDatabase() };
  let said = '';
  const say = (line: string) => {
    said += `${line}\n`;
  };
  await afterRestoreCommand.run(commandCall({ config, options: { outbox }, say }));
  return said;
}

const admin = async () => api.as(await signIn(api.url, 'admin', ADMIN_PASSWORD));

async function invite(notify: boolean) {
  const client = await admin();
  return (await client.post(INVITATIONS, { email: `${newTitle('guest')}@acme.test`, notify }).expect(201)).body;
}

const tokenOf = ({ activation_link: link }: { activation_link: string }) =>
  Buffer.from(link.replace(/.*activation=/, ''), 'base64').toString();

async function deliveryOf(invitation: { id: string }) {
  const { body } = await (await admin()).get(`${INVITATIONS}/${invitation.id}`).expect(200);
  const { body: delivery } = await (await admin()).get(new URL(body.delivery_url).pathname.slice(4)).expect(200);
  return delivery;
}

describe('gatepost after-restore', () => {
  test('ends sessions, API keys and mailed links, and says so', async () => {
    const session = await openSession(api, 'admin', { password: ADMIN_PASSWORD });
    const client = api.as(session.access_token);
    const key = (await client.post('/cloud/api-keys', { title: 'Pipeline' }).expect(201)).body;
    const invitation = await invite(false);
    const said = await run();
    expect(said).toMatch(/Ended [1-9]\d* sessions/);
    expect(said).toMatch(/Deleted 1 API keys/);
    expect(said).toMatch(/Ended [1-9]\d* mailed links/);
    expect(said).toMatch(/1 invitations have no link that works/);
    await client.get('/me').expect(401);
    await refresh(api, session.refresh_token).expect(401);
    await api.as().post('/token', { grant_type: 'api_key', api_key: key.api_key }).expect(401);
    await api.as(tokenOf(invitation)).post(`${INVITATIONS}/${invitation.id}/register`, {}).expect(401);
    const renewed = await (await admin()).post(`${INVITATIONS}/${invitation.id}/regenerate`).expect(200);
    expect(renewed.body.activation_link).toContain('activation=');
    const events = await (await admin()).get('/cloud/audit-events?action=after-restore').expect(200);
    expect(events.body.total_results).toBe(1);
  });

  test('holds what waits, and what comes, until it is released; what was under way is ambiguous', async () => {
    const old = await invite(true).catch(() => null);
    expect(old).toBeNull(); // No server is selected yet.
    await query(`UPDATE cloud_setting SET mail_held_since = now()`);
    api = await asAdmin();
    await selectServer(api, (await createMailServer(api, { host: '127.0.0.1', port: sink.port })).url);
    const [waiting, underWay] = [await invite(true), await invite(true)];
    await query(
      `UPDATE delivery SET state = 'sending', lease_until = now() - interval '1 hour', leased_by = 'nobody' WHERE cause_id = $1`,
      [underWay.id],
    );
    const said = await run();
    expect(said).toMatch(/Holding 1 mails that wait.*; 1 were under way/);
    const later = await invite(true);
    for (const held of [waiting, later]) expect((await deliveryOf(held)).state).toBe('held');
    expect((await deliveryOf(underWay)).state).toBe('ambiguous');
    expect(await api.gatepost.worker.tick()).toBe(0);
    expect(sink.mails).toEqual([]);
    expect(await run('release')).toContain('Mail leaves again');
    await sink.waitFor(({ envelope }) => envelope.to.includes(waiting.email));
    await sink.waitFor(({ envelope }) => envelope.to.includes(later.email));
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes(underWay.email))).toEqual([]);
  });

  test('gives up what waited before the restore where that is said; each can still be sent', async () => {
    await query(`UPDATE cloud_setting SET mail_held_since = now() + interval '1 second'`);
    const waiting = await invite(true);
    await run();
    await query(`UPDATE delivery SET created_at = now() - interval '1 day' WHERE cause_id = $1`, [waiting.id]);
    const later = await invite(true);
    await query(`UPDATE delivery SET created_at = now() + interval '1 day' WHERE cause_id = $1`, [later.id]);
    expect(await run('drop')).toContain('Gave up 1 mails');
    await sink.waitFor(({ envelope }) => envelope.to.includes(later.email));
    const delivery = await deliveryOf(waiting);
    expect(delivery).toMatchObject({ state: 'failed', last_response: 'Given up after the database was set back.' });
    await (await admin()).post(`/cloud/deliveries/${delivery.id}/retry`).expect(200);
    await sink.waitFor(({ envelope }) => envelope.to.includes(waiting.email));
  });

  test('refuses to release where nothing is held, and a choice that there is not', async () => {
    await expect(run('release')).rejects.toThrow('No mail is held');
    await expect(run('burn')).rejects.toThrow('--outbox must be release or drop, not burn');
  });

  test('is a command of the program', async () => {
    const env = {
      GATEPOST_DATABASE_URL: urlOfDatabase(),
      GATEPOST_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    };
    const { code, stdout } = await runGatepost(['after-restore'], env);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('No mail leaves until you say so') });
  });
});

/** The API with a session that the command has not ended. */
async function asAdmin(): Promise<TestApi> {
  return { ...api, admin: await admin() };
}
