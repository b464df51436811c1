import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, PROFILES, pointersOf, SETTINGS } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const SHIPPED = [
  'tls-client-profile-default',
  'portal-api-admin-default',
  'analytics-client-default',
  'analytics-ingestion-default',
  'gateway-management-client-default',
  'datapower-nano-gateway-mgmt-client-default',
  'wmapigateway-mgmt-client-default',
  'devportal-admin-client-default',
];

describe('a TLS client profile', () => {
  test('created with name, title and version only gets protocols, ciphers and the defaults', async () => {
    const profile = await create(api, PROFILES, { name: newTitle('plain'), version: '1.0.0' });
    expect(profile).toMatchObject({
      type: 'tls_client_profile',
      version: '1.0.0',
      protocols: ['tls_v1.2', 'tls_v1.3'],
      elliptic_curve_auto_negotiation: true,
      insecure_server_connections: false,
      server_name_indication: true,
      mail_server_urls: [],
    });
    expect(profile.ciphers).toContain('TLS_AES_256_GCM_SHA384');
    expect((await create(api, PROFILES)).version).toBe('1.0.0');
  });

  test('takes every cipher of the wire, 3DES too', async () => {
    const groups = ['RSA', 'DHE_RSA', 'DHE_DSS', 'ECDHE_RSA', 'ECDHE_ECDSA'];
    const bulks = ['AES_256_GCM_SHA384', 'AES_128_GCM_SHA256', 'AES_128_CBC_SHA256', 'AES_256_CBC_SHA'];
    const all = groups.flatMap((group) => {
      const largest = group.startsWith('ECDHE') ? 'AES_256_CBC_SHA384' : 'AES_256_CBC_SHA256';
      return [...bulks, largest, 'AES_128_CBC_SHA', '3DES_EDE_CBC_SHA'].map((bulk) => `${group}_WITH_${bulk}`);
    });
    const tls13 = ['AES_256_GCM_SHA384', 'AES_128_GCM_SHA256', 'CHACHA20_POLY1305_SHA256', 'AES_128_CCM_SHA256'];
    const ciphers = [...all, ...[...tls13, 'AES_128_CCM_8_SHA256'].map((name) => `TLS_${name}`)];
    expect(ciphers).toHaveLength(40);
    expect((await create(api, PROFILES, { ciphers })).ciphers).toEqual(ciphers);
  });

  test.each([
    ['/ciphers/0', { ciphers: ['RC4'] }],
    ['/ciphers', { ciphers: [] }],
    ['/ciphers', { ciphers: null }],
    ['/protocols', { protocols: null }],
    ['/protocols', { protocols: [] }],
    ['/protocols/1', { protocols: ['tls_v1.2', 'ssl_v3'] }],
    ['/owned', { owned: true }],
    ['/insecure_server_connections', { insecure_server_connections: 'no' }],
    ['/visibility/type', { visibility: { type: 'secret' } }],
    ['/keystore_url', { keystore_url: '/api/orgs/admin/keystores/nothing' }],
    ['/truststore_url', { truststore_url: '/api/orgs/admin/keystores/nothing' }],
  ])('refuses a wrong %s in POST and PATCH: %j', async (pointer, wrong) => {
    const { body } = await api.admin.post(PROFILES, { title: newTitle(), ...wrong }).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
    const profile = await create(api, PROFILES);
    const patched = await api.admin.patch(`${PROFILES}/${profile.id}`, wrong).expect(400);
    expect(pointersOf(patched.body)).toEqual([pointer]);
    expect((await api.admin.get(`${PROFILES}/${profile.id}`)).body).toEqual(profile);
  });

  test.each(['1', '1.0', 'one', '1.0.0-beta', ''])('refuses the version %j', async (version) => {
    const { body } = await api.admin.post(PROFILES, { title: newTitle(), version }).expect(400);
    expect(pointersOf(body)).toEqual(['/version']);
  });

  test('keeps its name and version: another value is 400, the same one is fine', async () => {
    const profile = await create(api, PROFILES);
    const path = `${PROFILES}/${profile.id}`;
    const { body } = await api.admin.patch(path, { name: 'other', version: '2.0.0' }).expect(400);
    expect(pointersOf(body).sort()).toEqual(['/name', '/version']);
    await api.admin.patch(path, { name: profile.name, version: '1.0.0', title: 'Other' }).expect(200);
  });
});

describe('shipped TLS client profiles', () => {
  test('are there at 1.0.0', async () => {
    const { body } = await api.admin.get(PROFILES).expect(200);
    const names = body.results.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(SHIPPED));
    for (const name of SHIPPED) await api.admin.get(`${PROFILES}/${name}/1.0.0`).expect(200);
  });

  test('cannot be deleted', async () => {
    for (const name of SHIPPED) await api.admin.delete(`${PROFILES}/${name}/1.0.0`).expect(409);
  });

  test('the default of the settings cannot be deleted, whoever made it', async () => {
    const profile = await create(api, PROFILES);
    const { body: settings } = await api.admin.get(SETTINGS).expect(200);
    await api.admin.put(SETTINGS, { tls_client_profile_default_url: profile.url }).expect(200);
    const { body } = await api.admin.delete(`${PROFILES}/${profile.id}`).expect(409);
    expect(body.errors).toEqual(['the cloud settings (default TLS client profile)']);
    const back = { tls_client_profile_default_url: settings.tls_client_profile_default_url };
    await api.admin.put(SETTINGS, back).expect(200);
    await api.admin.delete(`${PROFILES}/${profile.id}`).expect(200);
  });
});
