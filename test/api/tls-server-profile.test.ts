import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, KEYSTORES, newTitle, pointersOf, TRUSTSTORES, UNKNOWN_ID } from './builder.ts';
import { createGateway, createProviderOrg, namesOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const PROFILES = '/orgs/admin/tls-server-profiles';
const SHIPPED = 'tls-server-profile-default';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const newProfile = (fields: object = {}) => create(api, PROFILES, { title: newTitle('profile'), ...fields });

async function createStores() {
  const authority = await createAuthority();
  const keystore = await create(api, KEYSTORES, { keystore: `${authority.certificatePem}${authority.privateKeyPem}` });
  const truststore = await create(api, TRUSTSTORES, { truststore: authority.certificatePem });
  return { keystore, truststore };
}

describe('TLS server profiles', () => {
  test('tls-server-profile-default is shipped at 1.0.0 and cannot be deleted', async () => {
    const { body } = await api.admin.get(`${PROFILES}/${SHIPPED}/1.0.0`).expect(200);
    expect(body).toMatchObject({
      type: 'tls_server_profile',
      name: SHIPPED,
      version: '1.0.0',
      protocols: ['tls_v1.2', 'tls_v1.3'],
      mutual_authentication: 'none',
      limit_renegotiation: true,
      visibility: { type: 'public' },
    });
    expect(body.ciphers.length).toBeGreaterThan(5);
    const refused = await api.admin.delete(`${PROFILES}/${SHIPPED}/1.0.0`).expect(409);
    expect(refused.body.code).toBe('conflict');
  });

  test('a creation with only {name, title, version} fills protocols and ciphers', async () => {
    const sent = { name: newTitle('bare'), title: 'Bare', version: '2.1.0' };
    const { body } = await api.admin.post(PROFILES, sent).expect(201);
    expect(body).toMatchObject({ ...sent, protocols: ['tls_v1.2', 'tls_v1.3'], visibility: { type: 'private' } });
    expect(body.ciphers).toContain('TLS_AES_256_GCM_SHA384');
  });

  test('keystore, truststore, mutual_authentication and limit_renegotiation come back as sent', async () => {
    const { keystore, truststore } = await createStores();
    const sent = {
      protocols: ['tls_v1.3'],
      ciphers: ['TLS_AES_128_GCM_SHA256'],
      keystore_url: keystore.url,
      truststore_url: truststore.url,
      mutual_authentication: 'require',
      limit_renegotiation: false,
      visibility: { type: 'custom', group_urls: null, org_urls: [`${api.url}/api/orgs/admin`] },
    };
    const profile = await newProfile(sent);
    const org_urls = [`${api.url}/api/orgs/${api.gatepost.context.adminOrgId}`];
    expect(profile).toMatchObject({ ...sent, visibility: { ...sent.visibility, org_urls } });
    const { body } = await api.admin.patch(`${PROFILES}/${profile.id}`, { keystore_url: null }).expect(200);
    const { keystore_url: _gone, ...others } = sent;
    expect(body).toMatchObject({ ...others, visibility: { ...sent.visibility, org_urls } });
    expect(body).not.toHaveProperty('keystore_url');
    const same = await api.admin.patch(`${PROFILES}/${profile.id}`, body).expect(200);
    expect(same.body).toEqual(body);
  });

  test('GET by name answers the list of versions, of an unknown name an empty one; by id and name/version the object', async () => {
    const { name, id } = await newProfile();
    await newProfile({ name, version: '1.1.0' });
    const { body } = await api.admin.get(`${PROFILES}/${name}`).expect(200);
    expect(body.results.map(({ version }: { version: string }) => version)).toEqual(['1.0.0', '1.1.0']);
    expect((await api.admin.get(`${PROFILES}/nothing`).expect(200)).body).toEqual({ total_results: 0, results: [] });
    expect((await api.admin.get(`${PROFILES}/${id}`).expect(200)).body.version).toBe('1.0.0');
    await api.admin.get(`${PROFILES}/${name}/1.1.0`).expect(200);
    await api.admin.get(`${PROFILES}/${name}/3.0.0`).expect(404);
    await api.admin.get(`${PROFILES}/${UNKNOWN_ID}`).expect(404);
    await api.admin.patch(`${PROFILES}/${name}`, { title: 'X' }).expect(400);
    await api.admin.delete(`${PROFILES}/${name}`).expect(400);
    await api.admin.patch(`${PROFILES}/${name}/1.1.0`, { title: 'X' }).expect(200);
    await api.admin.post(PROFILES, { title: 'again', name, version: '1.1.0' }).expect(409);
  });

  test.each([
    ['/mutual_authentication', { mutual_authentication: 'sometimes' }],
    ['/limit_renegotiation', { limit_renegotiation: 'yes' }],
    ['/protocols/0', { protocols: ['ssl_v3'] }],
    ['/ciphers', { ciphers: null }],
    ['/ciphers/0', { ciphers: ['NULL'] }],
    ['/version', { version: 'one' }],
    ['/keystore_url', { keystore_url: '/api/orgs/admin/keystores/nothing' }],
    ['/visibility/type', { visibility: { type: 'some' } }],
    ['/owned', { owned: true }],
    ['/insecure', { insecure: true }],
  ])('a profile that is wrong at %s is 400', async (pointer, fields) => {
    const { body } = await api.admin.post(PROFILES, { title: newTitle(), ...fields }).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
  });

  test('belong to any organization, and one that holds some is in use', async () => {
    const { org, client } = await createProviderOrg(api);
    const path = `/orgs/${org.name}/tls-server-profiles`;
    expect(namesOf((await client.get(path).expect(200)).body)).toEqual([SHIPPED]);
    await client.post(path, { title: 'Ours' }).expect(201);
    const { body } = await api.admin.delete(`/orgs/${org.id}`).expect(409);
    expect(body.errors).toEqual(['TLS server profile "ours"']);
    await api.admin.get(path).expect(403);
    await client.delete(`${path}?confirm=${org.name}`).expect(204);
    await api.admin.delete(`/orgs/${org.id}`).expect(200);
  });
});

describe('in use', () => {
  test('a keystore and a truststore name the server profiles that use them', async () => {
    const { keystore, truststore } = await createStores();
    const { name } = await newProfile({ keystore_url: keystore.url, truststore_url: truststore.url });
    for (const path of [`${KEYSTORES}/${keystore.name}`, `${TRUSTSTORES}/${truststore.id}`]) {
      const { body } = await api.admin.delete(path).expect(409);
      expect(body).toMatchObject({ code: 'in_use', errors: [`tls server profile "${name}:1.0.0"`] });
    }
  });

  test('a server profile names the gateways whose sni has it, and is free when none has', async () => {
    const profile = await newProfile();
    const sni = [{ host: '*', tls_server_profile_url: profile.url }];
    const gateway = await createGateway(api, { sni });
    const { body } = await api.admin.delete(`${PROFILES}/${profile.id}`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: [`gateway service "${gateway.name}"`] });
    await api.admin.delete(`${PROFILES}?confirm=admin`).expect(409);
    await api.admin.patch(gateway.url.slice(`${api.url}/api`.length), { sni: [] }).expect(200);
    await api.admin.delete(`${PROFILES}/${profile.id}`).expect(200);
  });
});
