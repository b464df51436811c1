import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { createCertificate, createKeystorePem } from '../../api/certificate.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, startTestEngine, type TestEngine, warningsOf } from './test-engine.ts';

const SERVER = 'gatepost_email_server';
const SETTINGS = 'gatepost_notification_settings';
const SERVERS = '/orgs/admin/mail-servers';

let api: TestApi;
let engine: TestEngine;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
});
afterAll(() => api.stop());

const relay: ValueRecord = { title: 'Relay', host: 'mail.acme.test', port: 587 };
const withPassword: ValueRecord = {
  ...relay,
  title: 'With password',
  username: 'robot',
  password_wo: 'first secret',
  password_wo_version: '1',
};

/** Changes with the password, and says nothing of it. */
async function fingerprint(id: unknown): Promise<unknown> {
  return (await api.admin.get(`${SERVERS}/${id}`)).body.password_fingerprint;
}

describe('an email server', () => {
  test('gets its defaults and changes everything in place, its name too', async () => {
    const created = await applyChecked(engine, SERVER, relay);
    expect(created.state).toMatchObject({ name: 'relay', secure: true, timeout_ms: 10_000, username: null });
    const changed = { title: 'Other', name: 'other', host: '10.0.0.7', port: 2525, secure: false, timeout_ms: 5000 };
    const plan = await engine.plan(SERVER, changed, created);
    expect(plan.replaced).toEqual([]);
    const updated = await applyChecked(engine, SERVER, changed, created);
    expect(updated.state).toMatchObject({ id: created.state.id, name: 'other', host: '10.0.0.7', port: 2525 });
  });

  test('says the name in EHLO that it is given, changes it in place, and goes back to the default', async () => {
    const named = await applyChecked(engine, SERVER, { ...relay, title: 'Greets', helo_name: 'cloud.acme.test' });
    const { body } = await api.admin.get(`${SERVERS}/${named.state.id}`);
    expect(body.helo_name).toBe('cloud.acme.test');
    const literal = { ...relay, title: 'Greets', helo_name: '[192.0.2.1]' };
    const renamed = await applyChecked(engine, SERVER, literal, named);
    expect(renamed.state).toMatchObject({ id: named.state.id, helo_name: '[192.0.2.1]' });
    const imported = await engine.import(SERVER, 'greets');
    await expectNoChange(engine, SERVER, literal, imported);
    const unset = await applyChecked(engine, SERVER, { ...relay, title: 'Greets' }, renamed);
    expect(unset.state.helo_name).toBeNull();
    expect((await api.admin.get(`${SERVERS}/${named.state.id}`)).body.helo_name).toBeNull();
  });

  test('has as many connections as it is given, and five without', async () => {
    const limited = { ...relay, title: 'Limited', max_connections: 2 };
    const created = await applyChecked(engine, SERVER, limited);
    expect((await api.admin.get(`${SERVERS}/${created.state.id}`)).body.max_connections).toBe(2);
    const unset = await applyChecked(engine, SERVER, { ...relay, title: 'Limited' }, created);
    expect(unset.state).toMatchObject({ id: created.state.id, max_connections: 5 });
  });

  test('has a tls_mode while it is secure, and is refused one before anything is sent when it is not', async () => {
    const implicit = { ...relay, title: 'Implicit', port: 2525, tls_mode: 'implicit' };
    const created = await applyChecked(engine, SERVER, implicit);
    expect((await api.admin.get(`${SERVERS}/${created.state.id}`)).body.tls_mode).toBe('implicit');
    await expectNoChange(engine, SERVER, implicit, await engine.import(SERVER, 'implicit'));
    const plain = { ...relay, title: 'Implicit', secure: false };
    const changed = await applyChecked(engine, SERVER, plain, created);
    expect(changed.state).toMatchObject({ id: created.state.id, secure: false, tls_mode: null });
    const validated = async (config: ValueRecord) => errorsOf({ diagnostics: await engine.validate(SERVER, config) });
    expect(await validated({ ...plain, tls_mode: 'implicit' })).toEqual([expect.stringMatching(/^tls_mode: /)]);
    expect(await validated({ ...relay, tls_mode: 'ssl' })).toEqual([expect.stringMatching(/^tls_mode: /)]);
  });

  test('sends its password when the version changes, and never otherwise', async () => {
    const created = await applyChecked(engine, SERVER, withPassword);
    const first = await fingerprint(created.state.id);
    const retitled = { ...withPassword, title: 'Retitled', password_wo: 'not to be sent' };
    const updated = await applyChecked(engine, SERVER, retitled, created);
    expect(await fingerprint(created.state.id)).toBe(first);
    const rotated = { ...retitled, password_wo: 'second secret', password_wo_version: '2' };
    await applyChecked(engine, SERVER, rotated, updated);
    expect(await fingerprint(created.state.id)).not.toBe(first);
  });

  test.each([
    ['host', 'elsewhere.acme.test'],
    ['port', 25],
    ['secure', false],
    ['username', 'other'],
  ])('sends its password again with another %s', async (name, value) => {
    const created = await engine.make(SERVER, { ...withPassword, title: `Moved ${name}` });
    const first = await fingerprint(created.state.id);
    const moved = { ...withPassword, title: `Moved ${name}`, [name]: value };
    const updated = await applyChecked(engine, SERVER, moved, created);
    expect(updated.state[name]).toBe(value);
    expect(await fingerprint(created.state.id)).toBe(first);
  });

  test('that moves without its password at hand blames the password', async () => {
    const created = await engine.make(SERVER, { ...withPassword, title: 'Bound' });
    const moved = { ...withPassword, title: 'Bound', password_wo: null, host: 'elsewhere.acme.test' };
    const refused = await engine.apply(SERVER, moved, created);
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(/^password_wo_version: .*password_wo is bound to its destination/s),
    ]);
    expect(refused.state).toEqual(created.state);
    const plain = await engine.make(SERVER, { ...relay, title: 'Plain', username: 'robot', password: 'a secret' });
    expect(plain.state.password).toBe('a secret');
  });

  test('loses its user and password when both leave the configuration', async () => {
    const created = await engine.make(SERVER, { ...withPassword, title: 'Loses' });
    await applyChecked(engine, SERVER, { ...relay, title: 'Loses' }, created);
    const { body } = await api.admin.get(`${SERVERS}/${created.state.id}`);
    expect(body).toMatchObject({ credentials: {}, password_set: false });
  });

  test('refuses what does not go together before anything is sent', async () => {
    const validated = async (config: ValueRecord) => errorsOf({ diagnostics: await engine.validate(SERVER, config) });
    expect(await validated({ ...relay, password: 'alone' })).toEqual([expect.stringMatching(/^username: /)]);
    expect(await validated({ ...withPassword, password: 'twice' })).toEqual([
      expect.stringMatching(/^password_wo_version: .*`password_wo`/s),
    ]);
    expect(await validated({ ...withPassword, password_wo_version: null })).toEqual([
      expect.stringMatching(/^password_wo_version: /),
    ]);
    for (const port of [0, 65536, 25.5])
      expect(await validated({ ...relay, port })).toEqual([expect.stringMatching(/^port: /)]);
    expect(errorsOf(await engine.plan(SERVER, { ...relay, username: 'robot' }))).toEqual([
      expect.stringMatching(/^password_wo_version: password is missing/),
    ]);
  });

  test.each([
    ['host', 'smtp://mail.acme.test'],
    ['host', 'user@mail.acme.test'],
    ['title', 'two\nlines'],
    ['title', '—'],
    ['name', 'Not A Name'],
    ['timeout_ms', 3_600_000],
    ['username', 'two\nlines'],
    ['helo_name', '192.0.2.1'],
    ['tls_client_profile_id', '00000000-0000-4000-8000-000000000000'],
  ])('whose %s is %j gets what the API says on that attribute, and is not created', async (name, value) => {
    const config = { ...withPassword, title: 'Wrong', [name]: value };
    const refused = await engine.apply(SERVER, config);
    const at = value === '—' ? 'name' : name;
    expect(errorsOf(refused)).toEqual([expect.stringContaining(`${at}: The API refused a value`)]);
    expect(errorsOf(refused)[0]).toMatch(/request id [\w-]+/);
    expect(refused.state).toBeNull();
    await api.admin.get(`${SERVERS}/wrong`).expect(404);
  });

  test('warns of a password over a connection that is not secure', async () => {
    const plan = await engine.plan(SERVER, { ...withPassword, secure: false });
    expect(warningsOf(plan)).toEqual([expect.stringMatching(/^secure: The password is not protected/)]);
    expect(warningsOf(await engine.plan(SERVER, withPassword))).toEqual([]);
  });

  test('is imported by id or name; the next plan is empty but for the version of its password', async () => {
    const created = await engine.make(SERVER, { ...withPassword, title: 'Imported' });
    const imported = await engine.import(SERVER, 'imported');
    expect((await engine.import(SERVER, String(created.state.id))).state).toEqual(imported.state);
    const without = { ...withPassword, title: 'Imported', password_wo_version: null };
    await expectNoChange(engine, SERVER, without, imported);
    const first = await fingerprint(created.state.id);
    await applyChecked(engine, SERVER, { ...without, password_wo_version: '1' }, imported);
    expect(await fingerprint(created.state.id)).toBe(first);
  });
});

describe('the notification settings', () => {
  let first: unknown;
  let second: unknown;
  beforeEach(async () => {
    await api.admin.put('/cloud/settings', { mail_server_url: null, email_sender: { custom: false }, dkim: null });
    first ??= (await engine.make(SERVER, { ...relay, title: 'First' })).state.id;
    second ??= (await engine.make(SERVER, { ...relay, title: 'Second' })).state.id;
  });

  const settings = (id: unknown, sender: ValueRecord | null = null): ValueRecord => ({
    email_server_id: String(id),
    sender,
  });
  const noreply = { name: 'Acme', address: 'noreply@acme.test' };

  test('select the server, set the sender, and go back to what was when they are destroyed', async () => {
    const before = (await api.admin.get('/cloud/settings')).body.email_sender;
    const created = await applyChecked(engine, SETTINGS, settings(first, noreply));
    expect(created.state).toEqual({
      id: 'cloud-setting',
      email_server_id: first,
      fallback_email_server_ids: [],
      sender: noreply,
      dkim: null,
    });
    const updated = await applyChecked(
      engine,
      SETTINGS,
      settings(second, { address: 'a@b.test', name: null }),
      created,
    );
    const refused = await engine.apply(SERVER, null, await engine.import(SERVER, 'second'));
    expect(errorsOf(refused)[0]).toMatch(/selected email server.*create_before_destroy/s);
    const plan = await engine.plan(SETTINGS, null, updated);
    expect(warningsOf(plan)).toEqual([expect.stringMatching(/mail is held and password resets are refused/)]);
    expect((await engine.apply(SETTINGS, null, updated)).state).toBeNull();
    const { body } = await api.admin.get('/cloud/settings');
    expect(body).toMatchObject({ mail_server_url: null, email_sender: before });
  });

  test('name fallbacks in their order, and none when they leave the configuration or are destroyed', async () => {
    const third = (await engine.make(SERVER, { ...relay, title: 'Third' })).state.id ?? null;
    const fallbacks = async () => (await api.admin.get('/cloud/settings')).body.fallback_mail_server_urls;
    const given = { ...settings(first), fallback_email_server_ids: [third, String(second).toUpperCase()] };
    const created = await applyChecked(engine, SETTINGS, given);
    expect(await fallbacks()).toEqual([expect.stringContaining(`/${third}`), expect.stringContaining(`/${second}`)]);
    const turned = { ...given, fallback_email_server_ids: [String(second), third] };
    const updated = await applyChecked(engine, SETTINGS, turned, created);
    expect(await fallbacks()).toEqual([expect.stringContaining(`/${second}`), expect.stringContaining(`/${third}`)]);
    const itself = { ...given, fallback_email_server_ids: [third, String(first).toUpperCase()] };
    expect(errorsOf(await engine.plan(SETTINGS, itself))).toEqual([
      expect.stringMatching(/^fallback_email_server_ids: .*selected/s),
    ]);
    const twice = { ...given, fallback_email_server_ids: [third, third] };
    expect(errorsOf(await engine.apply(SETTINGS, twice, updated))).toEqual([
      expect.stringMatching(/^fallback_email_server_ids: .*nor one twice/s),
    ]);
    const cleared = await applyChecked(engine, SETTINGS, settings(first), updated);
    expect(await fallbacks()).toEqual([]);
    const again = await applyChecked(engine, SETTINGS, given, cleared);
    await engine.apply(SETTINGS, null, again);
    expect(await fallbacks()).toEqual([]);
  });

  test('lose the sender when it leaves the configuration', async () => {
    const before = (await api.admin.get('/cloud/settings')).body.email_sender;
    const created = await applyChecked(engine, SETTINGS, settings(first, noreply));
    await applyChecked(engine, SETTINGS, settings(first), created);
    expect((await api.admin.get('/cloud/settings')).body.email_sender).toEqual(before);
  });

  test('sign mail by a keystore, which then cannot go, until that leaves the configuration', async () => {
    const [pem, cert] = await Promise.all([createKeystorePem({ kind: 'rsa' }), createCertificate()]);
    const { body } = await api.admin.post('/orgs/admin/keystores', { title: 'Signing', keystore: pem }).expect(201);
    const dkim = { domain: 'acme.test', selector: 'gatepost', keystore_id: body.id };
    const created = await applyChecked(engine, SETTINGS, { ...settings(first), dkim });
    expect(created.state).toMatchObject({ dkim });
    const shown = (await api.admin.get('/cloud/settings')).body.dkim;
    expect(shown).toEqual({ domain: 'acme.test', selector: 'gatepost', keystore_url: body.url });
    expect((await engine.import(SETTINGS, 'cloud-setting')).state).toEqual(created.state);
    await api.admin.delete(`/orgs/admin/keystores/${body.id}`).expect(409);
    const keystore = cert.certificatePem + cert.privateKeyPem;
    const other = await api.admin.post('/orgs/admin/keystores', { title: 'Other', keystore }).expect(201);
    const wrong = { ...settings(first), dkim: { ...dkim, keystore_id: other.body.id } };
    expect(errorsOf(await engine.apply(SETTINGS, wrong, created))).toEqual([
      expect.stringMatching(/^dkim: .*dkim\.keystore_id must hold an RSA key/s),
    ]);
    await applyChecked(engine, SETTINGS, settings(first), created);
    expect((await api.admin.get('/cloud/settings')).body.dkim).toBeNull();
    await api.admin.delete(`/orgs/admin/keystores/${body.id}`).expect(200);
    const again = await applyChecked(engine, SETTINGS, settings(first));
    expect((await engine.apply(SETTINGS, null, again)).state).toBeNull();
  });

  test('warn when they take the place of another selection', async () => {
    const { body } = await api.admin.get(`${SERVERS}/${first}`);
    await api.admin.put('/cloud/settings', { mail_server_url: body.url });
    const taken = await engine.apply(SETTINGS, settings(second));
    expect(warningsOf(taken)).toEqual([expect.stringContaining(String(first))]);
    expect(errorsOf(taken)).toEqual([]);
  });

  test('that select nothing any more are changed in place, so that nobody who refers to them moves', async () => {
    const created = await engine.make(SETTINGS, settings(first));
    await api.admin.put('/cloud/settings', { mail_server_url: null });
    const refreshed = await engine.refresh(SETTINGS, created);
    const plan = await engine.plan(SETTINGS, settings(first), refreshed);
    expect(plan.planned).toEqual(created.state);
    await applyChecked(engine, SETTINGS, settings(first), refreshed);
  });

  test('put a wrong sender on the attribute within', async () => {
    const refused = await engine.apply(SETTINGS, settings(first, { name: 'two\r\nlines', address: 'nobody' }));
    expect(errorsOf(refused).sort()).toEqual([
      expect.stringMatching(/^sender: .*sender\.address must/s),
      expect.stringMatching(/^sender: .*sender\.name must/s),
    ]);
  });

  test('are imported as cloud-setting, and as nothing else', async () => {
    const created = await engine.make(SETTINGS, settings(first, noreply));
    const imported = await engine.import(SETTINGS, 'cloud-setting');
    expect(imported.state).toEqual(created.state);
    await expectNoChange(engine, SETTINGS, settings(first, noreply), imported);
    expect(errorsOf(await engine.import(SETTINGS, 'other'))).toEqual([expect.stringContaining('cloud-setting')]);
  });
});
