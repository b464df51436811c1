import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailServer, pointersOf, SETTINGS, selectServer } from './builder.ts';
import { enrol } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let server: { id: string; name: string; url: string };
let other: { url: string };
beforeAll(async () => {
  api = await startApi();
  server = await createMailServer(api);
  other = await createMailServer(api);
});
afterAll(() => api.stop());

const put = (body: object) => api.admin.put(SETTINGS, body);

describe('the cloud settings', () => {
  test('have defaults, and no server is selected at first', async () => {
    const { body } = await api.admin.get(SETTINGS).expect(200);
    expect(body).toMatchObject({
      type: 'cloud_setting',
      name: 'cloud-setting',
      url: `${api.url}/api/cloud/settings`,
      mail_server_url: null,
      fallback_mail_server_urls: [],
      email_sender: { custom: false, address: 'admin@localhost' },
      endpoints: {
        platform_api: `${api.url}/api`,
        cloud_manager: `${api.url}/cloud`,
        api_manager: `${api.url}/manager`,
      },
      access_token_expires_in: 28_800,
      tls_client_profile_default_url: expect.stringContaining('/tls-client-profiles/'),
    });
  });

  test('PUT with a partial body answers the whole object and leaves the rest', async () => {
    const { body: before } = await api.admin.get(SETTINGS).expect(200);
    const { body } = await put({ invitation_ttl: 7200 }).expect(200);
    expect(body).toEqual({ ...before, invitation_ttl: 7200, updated_at: body.updated_at });
  });

  test('the sender is merged by key', async () => {
    await put({ email_sender: { custom: true, name: 'Cloud', address: 'cloud@acme.test' } }).expect(200);
    const { body } = await put({ email_sender: { name: null } }).expect(200);
    expect(body.email_sender).toEqual({ custom: true, name: null, address: 'cloud@acme.test' });
  });

  test.each([
    ['/email_sender', { email_sender: null }],
    ['/email_sender/name', { email_sender: { name: 'Cloud\r\nBcc: all@acme.test' } }],
    ['/email_sender/name', { email_sender: { name: 'half \ud800' } }],
    ['/email_sender/address', { email_sender: { address: 'a@b.test\nBcc: c@d.test' } }],
    ['/email_sender/address', { email_sender: { address: 'nobody' } }],
    ['/email_sender/address', { email_sender: { address: null } }],
    ['/email_sender/reply_to', { email_sender: { reply_to: 'a@b.test' } }],
    ['/tls_client_profile_default_url', { tls_client_profile_default_url: null }],
    ['/service_type', { service_type: 'x' }],
    ['/cloud_id', { cloud_id: 'x' }],
    ['/ibm_cloud', { ibm_cloud: true }],
    ['/colour', { colour: 'red' }],
    ['/invitation_ttl', { invitation_ttl: 0 }],
    ['/access_token_expires_in', { access_token_expires_in: 'an hour' }],
    ['/mail_server_url', { mail_server_url: '/api/orgs/admin/mail-servers/nothing' }],
    ['/fallback_mail_server_urls/0', { fallback_mail_server_urls: ['/api/orgs/admin/mail-servers/nothing'] }],
    ['/fallback_mail_server_urls', { fallback_mail_server_urls: null }],
    ['/name', { name: 'other' }],
    ['/title', { title: 'Other' }],
  ])('refuse a wrong %s: %j', async (pointer, wrong) => {
    const { body: before } = await api.admin.get(SETTINGS).expect(200);
    expect(pointersOf((await put(wrong).expect(400)).body)).toEqual([pointer]);
    expect((await api.admin.get(SETTINGS)).body).toEqual(before);
  });
});

describe('the selected email server', () => {
  test('is given by name or id, unselected by null, and mail-server-configured tells', async () => {
    const configured = async () => (await api.admin.get(`${SETTINGS}/mail-server-configured`).expect(200)).body;
    expect(await configured()).toEqual({ configured: false });
    const byName = await selectServer(api, `/api/orgs/admin/mail-servers/${server.name}`);
    expect(byName.mail_server_url).toBe(server.url);
    expect(await configured()).toEqual({ configured: true });
    expect((await selectServer(api, null)).mail_server_url).toBeNull();
    expect(await configured()).toEqual({ configured: false });
    await api.as().get(`${SETTINGS}/mail-server-configured`).expect(401);
  });

  test('shows with its fallbacks which of them is sick, and why, to those who may know', async () => {
    const detail = `${SETTINGS}/mail-server-configured?detail=true`;
    await put({ mail_server_url: server.url, fallback_mail_server_urls: [other.url] }).expect(200);
    const well = { state: 'closed', since: null, reason: null, next_probe_at: null };
    expect((await api.admin.get(detail).expect(200)).body).toEqual({
      ...{ configured: true, degraded: false },
      mail_servers: [
        { mail_server_url: server.url, ...well },
        { mail_server_url: other.url, ...well },
      ],
    });
    await api.gatepost.context.database.query(
      `INSERT INTO mail_server_breaker (mail_server_id, state, since, reason, probe_ms, next_probe_at)
       VALUES ($1, 'open', now(), '421 Closing', 5000, now() + interval '5 s')`,
      [server.id],
    );
    const { body } = await api.admin.get(detail).expect(200);
    expect(body).toMatchObject({ configured: true, degraded: true });
    expect(body.mail_servers[0]).toMatchObject({ state: 'open', reason: '421 Closing' });
    const nobody = api.as((await enrol(api)).token);
    await nobody.get(detail).expect(200, { configured: true, degraded: true });
    // Whatever changes what mail leaves by is tried anew.
    await put({ mail_server_url: null, fallback_mail_server_urls: [] }).expect(200);
    await put({ mail_server_url: server.url }).expect(200);
    expect((await api.admin.get(detail).expect(200)).body.degraded).toBe(false);
    await selectServer(api, null);
  });

  test('has fallbacks in their order, none of them twice, nor the selected one', async () => {
    const third = await createMailServer(api);
    const fallback_mail_server_urls = [third.url, other.url];
    const { body } = await put({ mail_server_url: server.url, fallback_mail_server_urls }).expect(200);
    expect(body.fallback_mail_server_urls).toEqual(fallback_mail_server_urls);
    for (const urls of [[server.url], [other.url, other.url]]) {
      const refused = await put({ fallback_mail_server_urls: urls }).expect(400);
      expect(pointersOf(refused.body)).toEqual(['/fallback_mail_server_urls']);
    }
    await put({ mail_server_url: other.url }).expect(400);
    const unselected = await put({ mail_server_url: null }).expect(200);
    expect(unselected.body.fallback_mail_server_urls).toEqual(fallback_mail_server_urls);
    await put({ fallback_mail_server_urls: [] }).expect(200);
  });
});

describe('rights', () => {
  test('org/settings:manage sets the mail fields and nothing else', async () => {
    const topology = api.as((await enrol(api, 'topology-administrator')).token);
    const mail = { mail_server_url: server.url, fallback_mail_server_urls: [], email_sender: { name: 'Ops' } };
    await topology.put(SETTINGS, mail).expect(200);
    await topology.put(SETTINGS, { mail_server_url: null }).expect(200);
    for (const others of [
      { invitation_ttl: 60 },
      { access_token_expires_in: 60 },
      { tls_client_profile_default_url: 'x' },
      { ...mail, provision_sandbox_catalog: false },
      { metadata: { a: 'b' } },
      { summary: 'mine' },
    ]) {
      const { body } = await topology.put(SETTINGS, others).expect(403);
      expect(body.message[0]).toContain('cloud/manage');
    }
  });

  test('org/settings:manage may send the whole object back, with the mail fields edited', async () => {
    const topology = api.as((await enrol(api, 'topology-administrator')).token);
    const { body } = await topology.get(SETTINGS).expect(200);
    await topology.put(SETTINGS, { ...body, mail_server_url: server.url }).expect(200);
    await topology.put(SETTINGS, { ...body, invitation_ttl: body.invitation_ttl + 1 }).expect(403);
  });
});
