import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../../lab/sink.ts';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { waitUntil } from '../../../toolbox/poll.ts';
import type { TestApi } from '../../api/start-api.ts';
import { invoke } from './further-engine.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';

const NOBODY = '7d444840-9dc0-41d1-b245-5ffdce74fad2';

let api: TestApi;
let engine: TestEngine;
let sink: Sink;
let server: string;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  sink = await startSink({ security: 'plain' });
  const { state } = await engine.make('gatepost_email_server', relay('Relay', sink.port));
  server = String(state.id);
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

function relay(title: string, port: number): ValueRecord {
  return { title, host: '127.0.0.1', port, secure: false };
}

async function select(id: string | null): Promise<void> {
  await api.admin
    .put('/cloud/settings', { mail_server_url: id && `${api.url}/api/orgs/admin/mail-servers/${id}` })
    .expect(200);
}

describe('an email server', () => {
  test('is verified stage by stage, and no mail leaves', async () => {
    const { progress, diagnostics } = await invoke(engine, 'gatepost_verify_email_server', { email_server_id: server });
    expect(diagnostics.filter((text) => !text.includes('with a warning'))).toEqual([]);
    expect(progress[0]).toBe('Connecting');
    expect(progress.slice(1).map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['dns', 'tcp', 'greeting']),
    );
    expect(sink.mails).toEqual([]);
  });

  test('sends a test mail to whoever is named', async () => {
    const config = { email_server_id: server, recipients: ['ops@acme.test'] };
    const { progress } = await invoke(engine, 'gatepost_send_test_email', config);
    await sink.waitFor(({ envelope }) => envelope.to.includes('ops@acme.test'));
    expect(progress.at(-1)).toMatch(/^data: ok/);
  });

  test('that does not work is an error on the attribute, with its cause and what to do', async () => {
    const { state } = await engine.make('gatepost_email_server', relay('Nowhere', 1));
    const config = { email_server_id: String(state.id) };
    const { diagnostics } = await invoke(engine, 'gatepost_verify_email_server', config);
    expect(diagnostics).toEqual([
      expect.stringMatching(/^email_server_id: The email server could not be used\n.*stage tcp/s),
    ]);
    const none = await invoke(engine, 'gatepost_verify_email_server', { email_server_id: NOBODY });
    expect(none.diagnostics).toEqual([expect.stringMatching(/^email_server_id: There is no such email server/)]);
  });

  test('gets no test mail without a recipient, nor to what is no address', async () => {
    const send = async (...recipients: string[]) =>
      (await invoke(engine, 'gatepost_send_test_email', { email_server_id: server, recipients })).diagnostics;
    expect(await send()).toEqual([expect.stringMatching(/^recipients: /)]);
    expect(await send('ops')).toEqual([expect.stringMatching(/^recipients: .*e-mail address/s)]);
    expect(await send('ops@[oops')).toEqual([expect.stringMatching(/^recipients: The API refused a value/)]);
  });
});

describe('an invitation', () => {
  const resend = (config: ValueRecord) => invoke(engine, 'gatepost_resend_invitation', config);

  test('is mailed once more, with a new link', async () => {
    await select(server);
    const { body } = await api.admin
      .post('/cloud/org-invitations', { email: 'new@acme.test', notify: false })
      .expect(201);
    const { progress, diagnostics } = await resend({ invitation_id: body.id });
    expect(diagnostics).toEqual([]);
    expect(progress).toEqual(['A new link is on its way to new@acme.test']);
    await sink.waitFor(({ envelope }) => envelope.to.includes('new@acme.test'));
    const token = Buffer.from(new URL(body.activation_link).searchParams.get('activation') ?? '', 'base64').toString();
    await api.as(token).post(`/cloud/org-invitations/${body.id}/register`, {}).expect(401);
  });

  test('of a member is found in its organization', async () => {
    await select(server);
    const { body: role } = await api.admin.get('/orgs/admin/roles/viewer').expect(200);
    const invited = { email: 'member@acme.test', notify: false, role_urls: [role.url] };
    const { body } = await api.admin.post('/orgs/admin/member-invitations', invited).expect(201);
    const { body: admin } = await api.admin.get('/orgs/admin').expect(200);
    expect((await resend({ invitation_id: body.id, organization_id: admin.id })).diagnostics).toEqual([]);
    await sink.waitFor(({ envelope }) => envelope.to.includes('member@acme.test'));
    expect((await resend({ invitation_id: body.id })).diagnostics).toEqual([
      expect.stringMatching(/^invitation_id: There is no such invitation/),
    ]);
  });

  test('is not mailed without a selected email server', async () => {
    await select(null);
    const { body } = await api.admin
      .post('/cloud/org-invitations', { email: 'late@acme.test', notify: false })
      .expect(201);
    expect((await resend({ invitation_id: body.id })).diagnostics).toEqual([expect.stringMatching(/No mail server/)]);
  });
});

describe('deliveries', () => {
  const retry = (config: ValueRecord = {}) => invoke(engine, 'gatepost_retry_deliveries', config);

  test('that failed are sent again, those that fit', async () => {
    const { state } = await engine.make('gatepost_email_server', relay('Refusing', sink.port));
    await select(String(state.id));
    sink.behaviour.refused = ['refused@acme.test'];
    await api.admin.post('/cloud/org-invitations', { email: 'refused@acme.test', notify: true }).expect(201);
    await untilFailed('refused@acme.test');
    sink.behaviour.refused = [];
    expect((await retry({ recipient: 'another@acme.test' })).progress).toEqual(['0 mails are queued again']);
    const { progress, diagnostics } = await retry({ state: 'failed', email_server_id: String(state.id) });
    expect(diagnostics).toEqual([]);
    expect(progress).toEqual(['1 mail is queued again']);
    await sink.waitFor(({ envelope }) => envelope.to.includes('refused@acme.test'));
  });

  test('are all meant where there is no filter, which the plan says', async () => {
    const { progress, diagnostics } = await retry();
    expect(diagnostics).toEqual([expect.stringMatching(/^: Every failed and ambiguous mail is sent again/)]);
    expect(progress).toEqual(['0 mails are queued again']);
  });

  test('that name what is not there, or a moment that is none, are refused on the attribute', async () => {
    expect((await retry({ created_after: 'yesterday' })).diagnostics).toEqual([
      expect.stringMatching(/^created_after: .*must be a date/s),
    ]);
    expect((await retry({ state: 'sent' })).diagnostics).toEqual([expect.stringMatching(/^state: /)]);
  });
});

async function untilFailed(recipient: string): Promise<void> {
  const ask = async () => (await api.admin.get(`/cloud/deliveries?state=failed&recipient=${recipient}`)).body;
  await waitUntil(ask, ({ total_results: total }) => total > 0, {
    timeoutMs: 30_000,
    everyMs: 50,
    describe: () => recipient,
  });
}
