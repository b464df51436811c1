import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import {
  create,
  createMailServer,
  MAIL_SERVERS,
  mailServer,
  PROFILES,
  pointersOf,
  SETTINGS,
  TRUSTSTORES,
} from './builder.ts';
import { enrol } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';

const LOGIN = { username: 'relay', password: 'sesame' };
const UNSAVED = `${MAIL_SERVERS}/test-connection`;

let api: TestApi;
let sink: Sink;
let fields: object;
beforeAll(async () => {
  api = await startApi();
  const authority = await createAuthority();
  const certificate = await authority.issueServer(['127.0.0.1']);
  sink = await startSink({ security: 'starttls', certificate, login: LOGIN });
  const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
  const { url } = await create(api, PROFILES, { truststore_url: truststore.url });
  const place = { host: '127.0.0.1', port: sink.port, secure: true };
  fields = mailServer({ ...place, credentials: LOGIN, tls_client_profile_url: url });
  await api.admin.put(SETTINGS, { email_sender: { name: 'Cloud', address: 'cloud@acme.test' } }).expect(200);
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

const post = (path: string, body: object) => api.admin.post(path, body);
const unsaved = (change: object = {}) => ({ mail_server: { ...fields, ...change } });
const stagesOf = (body: { stages: { stage: string; ok: boolean }[] }) =>
  body.stages.map(({ stage, ok }) => [stage, ok]);

describe('a connection test', () => {
  test('of what is not saved is 204, and the mail arrives', async () => {
    const { text } = await post(UNSAVED, { ...unsaved(), recipients: ['ops@acme.test'] }).expect(204);
    expect(text).toBe('');
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('ops@acme.test'));
    expect(mail).toMatchObject({ from: [{ name: 'Cloud', address: 'cloud@acme.test' }], user: 'relay' });
    expect(mail.tls?.protocol).toBe('TLSv1.3');
    const { body } = await api.admin.get(MAIL_SERVERS).expect(200);
    expect(body.total_results).toBe(0);
  });

  test('with tls_mode implicit speaks TLS first on any port', async () => {
    const authority = await createAuthority();
    const certificate = await authority.issueServer(['127.0.0.1']);
    const smtps = await startSink({ security: 'implicit', certificate, login: LOGIN });
    const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
    const { url } = await create(api, PROFILES, { truststore_url: truststore.url });
    const change = { port: smtps.port, tls_client_profile_url: url, tls_mode: 'implicit' };
    await post(UNSAVED, { ...unsaved(change), recipients: ['first@acme.test'] }).expect(204);
    await smtps.waitFor(({ envelope }) => envelope.to.includes('first@acme.test'));
    await smtps.stop();
  });

  test('can be tried with validate_only: everything is checked, and nobody is talked to', async () => {
    const server = await createMailServer(api, { host: '127.0.0.1', port: 1 });
    const only = '?validate_only=true';
    const recipients = ['tried@acme.test'];
    await post(`${MAIL_SERVERS}/${server.id}/test-connection${only}`, { recipients }).expect(204);
    await post(`${UNSAVED}${only}`, { ...unsaved(), recipients }).expect(204);
    const { body } = await post(`${UNSAVED}${only}`, unsaved({ port: 0 })).expect(400);
    expect(pointersOf(body)).toEqual(['/mail_server/port']);
    await post(`${MAIL_SERVERS}/nothing/test-connection${only}`, {}).expect(404);
    await post(`${UNSAVED}?validate_only=maybe`, unsaved()).expect(400);
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('tried@acme.test'))).toEqual([]);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
    const login = { grant_type: 'password', username: 'admin', password: 'x' };
    await api.as().post(`/token${only}`, login).expect(400);
  });

  test('runs once for an Idempotency-Key, also when two come at once; one that failed may be repeated', async () => {
    const send = (key: string, change: object = {}, recipients = [`${key}@acme.test`]) =>
      post(`${UNSAVED}?diagnostics=true`, { ...unsaved(change), recipients }).set('Idempotency-Key', key);
    const [first, second] = await Promise.all([send('once'), send('once')]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const answer = first.status === 200 ? first : second;
    expect((await send('once').expect(200)).body).toEqual(answer.body);
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('once@acme.test'))).toHaveLength(1);
    expect((await send('once', {}, ['other@acme.test']).expect(422)).body.code).toBe('idempotency_mismatch');
    await send('again', { port: 1 }).expect(400);
    await send('again').expect(200);
  });

  test('that was lost with its process may be repeated after a while', async () => {
    const send = () => post(UNSAVED, unsaved()).set('Idempotency-Key', 'lost');
    await send().expect(204);
    const { database } = api.gatepost.context;
    await database.query(`UPDATE idempotent_request SET status = 0 WHERE key = 'lost'`);
    expect((await send().expect(409)).body.code).toBe('conflict');
    await database.query(`UPDATE idempotent_request SET created_at = now() - interval '1 hour' WHERE key = 'lost'`);
    await send().expect(204);
  });

  test('of a saved server is 204 with its stored password, and the mail arrives', async () => {
    const server = await createMailServer(api, fields);
    await post(`${MAIL_SERVERS}/${server.name}/test-connection`, { recipients: ['saved@acme.test'] }).expect(204);
    await sink.waitFor(({ envelope }) => envelope.to.includes('saved@acme.test'));
    await api.admin.post(`${MAIL_SERVERS}/${server.id}/test-connection`).expect(204);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
  });

  test('with diagnostics=true is 200 with each stage, its time and what was seen', async () => {
    const body = { ...unsaved(), recipients: ['detail@acme.test'] };
    const { body: result } = await post(`${UNSAVED}?diagnostics=true`, body).expect(200);
    const names = ['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data'];
    expect(stagesOf(result)).toEqual(names.map((name) => [name, true]));
    for (const stage of result.stages) {
      expect(stage).toMatchObject({ duration_ms: expect.any(Number), seen: expect.any(String) });
    }
  });

  test.each([
    ['tcp', { port: 1 }],
    ['dns', { host: 'nowhere.invalid' }],
    ['tls', { tls_client_profile_url: null }],
    ['auth', { credentials: { ...LOGIN, password: 'not this one' } }],
  ])('that fails at %s is 400 with the stage, why, and how to mend it', async (stage, change) => {
    const { body } = await post(UNSAVED, unsaved(change)).expect(400);
    expect(body).toMatchObject({ status: 400, code: 'connection_failed' });
    expect(body.message[0]).toContain(`at the stage ${stage}`);
    expect(body).not.toHaveProperty('stages');
    const { body: detailed } = await post(`${UNSAVED}?diagnostics=true`, unsaved(change)).expect(400);
    expect(stagesOf(detailed).at(-1)).toEqual([stage, false]);
    expect(detailed.stages.at(-1)).toMatchObject({ cause: expect.any(String), fix: expect.any(String) });
    expect(JSON.stringify(detailed)).not.toContain('not this one');
  });

  test.each([
    ['/mail_server/port', { mail_server: { host: 'a.test', port: 0 } }],
    ['/mail_server/host', { mail_server: { host: 'a b', port: 25 } }],
    ['/mail_server/colour', { mail_server: { host: 'a.test', port: 25, colour: 'red' } }],
    ['/mail_server/tls_client_profile_url', { mail_server: { host: 'a.test', port: 25, tls_client_profile_url: 'x' } }],
    [
      '/mail_server/credentials/password',
      { mail_server: { host: 'a.test', port: 25, credentials: { username: 'x' } } },
    ],
    ['/mail_server', {}],
    ['/recipients', { mail_server: { host: 'a.test', port: 25 }, recipients: 7 }],
    ['/recipients/0', { mail_server: { host: 'a.test', port: 25 }, recipients: ['a@b.test\r\nRCPT TO:<c@d.test>'] }],
    ['/recipient', { mail_server: { host: 'a.test', port: 25 }, recipient: 'ops@acme.test' }],
  ])('with a wrong %s is 400 and names it', async (pointer, body) => {
    expect(pointersOf((await post(UNSAVED, body).expect(400)).body)).toEqual([pointer]);
  });

  test('with diagnostics=true shows the certificates with the days they have left, and the profile that checks them', async () => {
    const { body } = await post(`${UNSAVED}?diagnostics=true`, unsaved()).expect(200);
    const { details } = body.stages.find(({ stage }: { stage: string }) => stage === 'tls');
    expect(details.checked_by).toMatch(/^the TLS client profile \S+, with its truststore alone$/);
    expect(details.certificates[0]).toMatchObject({ subject: 'CN=127.0.0.1', days_left: 89 });
  });

  test('of what is not saved needs org/settings:manage, and a saved server has to exist', async () => {
    const viewer = api.as((await enrol(api, 'viewer')).token);
    await viewer.post(UNSAVED, unsaved()).expect(403);
    await viewer.post(`${MAIL_SERVERS}/nothing/test-connection`, {}).expect(404);
    await post(`${MAIL_SERVERS}/nothing/test-connection`, {}).expect(404);
    const member = api.as((await enrol(api, 'member')).token);
    await member.post(`${MAIL_SERVERS}/nothing/test-connection`, {}).expect(403);
  });

  test('by whoever may only view shows pass or fail and where, and sends no mail', async () => {
    const viewer = api.as((await enrol(api, 'viewer')).token);
    const server = await createMailServer(api, fields);
    const path = `${MAIL_SERVERS}/${server.id}/test-connection`;
    await viewer.post(path, {}).expect(204);
    const { body: passed } = await viewer.post(`${path}?diagnostics=true`, {}).expect(200);
    const stages = ['dns', 'tcp', 'greeting', 'tls', 'auth'].map((stage) => ({ stage, ok: true }));
    expect(passed).toEqual({ ok: true, stages });
    const { body: refused } = await viewer.post(path, { recipients: ['viewed@acme.test'] }).expect(403);
    expect(refused.message[0]).toContain('org/settings:manage');
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 1, credentials: LOGIN }).expect(200);
    const { body: failed } = await viewer.post(`${path}?diagnostics=true`, {}).expect(400);
    expect(failed.message).toEqual(['The email server could not be used; it failed at the stage tcp.']);
    expect(failed.stages).toEqual([
      { stage: 'dns', ok: true },
      { stage: 'tcp', ok: false },
    ]);
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('viewed@acme.test'))).toEqual([]);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
  });
});
