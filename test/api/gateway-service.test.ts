import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, PROFILES, pointersOf, UNKNOWN_ID } from './builder.ts';
import { enrol } from './person.ts';
import { createGateway, gateway, pathOf, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const GATEWAYS = `${ZONE}/gateway-services`;
const ANALYTICS = `${ZONE}/analytics-services`;
const ZONES = '/orgs/admin/availability-zones';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Every field the contract names, as scripts send it. */
const whole = () =>
  gateway({
    summary: 'A gateway',
    gateway_service_type: 'datapower-api-gateway',
    integration_url: `${api.url}/api/cloud/integrations/gateway-service/datapower-api-gateway`,
    tls_client_profile_url: '/api/orgs/admin/tls-client-profiles/gateway-management-client-default/1.0.0',
    sni: [{ host: '*', tls_server_profile_url: '/api/orgs/admin/tls-server-profiles/tls-server-profile-default' }],
    visibility: { type: 'public', group_urls: null, org_urls: null },
  });

describe('gateway services', () => {
  test('need no selected email server', async () => {
    expect((await api.admin.get('/cloud/settings').expect(200)).body.mail_server_url).toBeNull();
    await api.admin.post(GATEWAYS, gateway()).expect(201);
  });

  test('name the version of a profile that has several, in any place of the list', async () => {
    const [name, profiles] = [newTitle('served'), '/orgs/admin/tls-server-profiles'];
    const versions = [
      await create(api, profiles, { name, version: '1.0.0' }),
      await create(api, profiles, { name, version: '2.0.0' }),
    ];
    const sni = (...references: string[]) =>
      references.map((reference, index) => ({
        host: `h${index}.test`,
        tls_server_profile_url: `/api${profiles}/${reference}`,
      }));
    const named = gateway({ sni: sni(`${name}/2.0.0`, 'tls-server-profile-default', versions[0].id, `${name}/1.0.0`) });
    const { body } = await api.admin.post(GATEWAYS, named).expect(201);
    const ids = body.sni.map(({ tls_server_profile_url: url }: { tls_server_profile_url: string }) =>
      url.split('/').at(-1),
    );
    expect([ids[0], ids[2], ids[3]]).toEqual([versions[1].id, versions[0].id, versions[0].id]);
    for (const wrong of [name, `${name}/9.0.0`]) {
      const refused = await api.admin
        .post(GATEWAYS, gateway({ sni: sni('tls-server-profile-default', wrong) }))
        .expect(400);
      expect(pointersOf(refused.body)).toEqual(['/sni/1/tls_server_profile_url']);
    }
  });

  test('come back as sent, references by id', async () => {
    const sent = whole();
    const created = await api.admin.post(GATEWAYS, sent).expect(201);
    const references = { tls_client_profile_url: expect.any(String), sni: expect.any(Array) };
    expect(created.body).toMatchObject({
      type: 'gateway_service',
      ...sent,
      ...references,
    });
    expect(created.body.tls_client_profile_url).toMatch(/\/orgs\/[0-9a-f-]{36}\/tls-client-profiles\/[0-9a-f-]{36}$/);
    expect(created.body.sni).toEqual([
      { host: '*', tls_server_profile_url: expect.stringMatching(/\/tls-server-profiles\/[0-9a-f-]{36}$/) },
    ]);
    const { body } = await api.admin.get(`${GATEWAYS}/${created.body.name}`).expect(200);
    expect(body).toEqual(created.body);
    expect((await api.admin.get(pathOf(body.url)).expect(200)).body).toEqual(body);
    expect((await api.admin.get(pathOf(body.availability_zone_url)).expect(200)).body.name).toBe(
      'availability-zone-default',
    );
  });

  test('take back what GET gave without a change of the entity tag', async () => {
    const { body, headers } = await api.admin.post(GATEWAYS, whole()).expect(201);
    const again = await api.admin.patch(`${GATEWAYS}/${body.id}`, body).expect(200);
    expect(again.body).toEqual(body);
    expect(again.headers.etag).toBe(headers.etag);
  });

  test('keep further fields, also deep ones and those of an sni, and change them by PATCH', async () => {
    const further = { runtime_id: 'r', ai_gateway_enabled: true, ldap_cxn_pool: { enabled: true, sizes: [1, null] } };
    const sni = [
      {
        host: '*.a.test',
        tls_server_profile_url: '/api/orgs/admin/tls-server-profiles/tls-server-profile-default',
        x: 1,
      },
    ];
    const { body } = await api.admin.post(GATEWAYS, gateway({ ...further, sni })).expect(201);
    expect(body).toMatchObject({ ...further, sni: [{ host: '*.a.test', x: 1 }] });
    const changed = await api.admin.patch(`${GATEWAYS}/${body.name}`, { runtime_id: null, fresh: 1 }).expect(200);
    expect(changed.body).toMatchObject({ ...further, runtime_id: null, fresh: 1 });
  });

  test('a further field that cannot be stored is 400 and named', async () => {
    for (const odd of ['a\u0000b', 'a\ud800b', { deep: ['\u0000'] }]) {
      const { body } = await api.admin.post(GATEWAYS, gateway({ odd })).expect(400);
      expect(pointersOf(body)).toEqual(['/odd']);
    }
    const { body } = await api.admin.post(GATEWAYS, gateway({ odd: deep(100) })).expect(400);
    expect(body.message).toEqual(['The body has more than 64 levels.']);
  });

  test.each([
    ['/endpoint', { endpoint: undefined }],
    ['/endpoint', { endpoint: 'not a url' }],
    ['/api_endpoint_base', { api_endpoint_base: 'ftp://a.test' }],
    ['/tls_client_profile_url', { tls_client_profile_url: '/api/orgs/admin/tls-client-profiles/nothing' }],
    ['/integration_url', { integration_url: 'https://a.test/api/cloud/integrations/portal-service/devportal' }],
    ['/sni', { sni: {} }],
    ['/sni/0/host', { sni: [{ tls_server_profile_url: '/api/orgs/admin/tls-server-profiles/x' }] }],
    [
      '/sni/0/tls_server_profile_url',
      { sni: [{ host: '*', tls_server_profile_url: '/api/orgs/admin/tls-server-profiles/x' }] },
    ],
    ['/visibility/type', { visibility: { type: 'all' } }],
    ['/visibility/org_urls/0', { visibility: { type: 'custom', org_urls: [`/api/orgs/${UNKNOWN_ID}`] } }],
    ['/analytics_service_url', { analytics_service_url: '/api/orgs/admin/analytics-services/nothing' }],
  ])('a gateway that is wrong at %s is 400', async (pointer, fields) => {
    const { body } = await api.admin.post(GATEWAYS, { ...gateway(), ...fields }).expect(400);
    expect(pointersOf(body)).toEqual([pointer]);
  });

  test('a name is unique in the organization, whatever the zone', async () => {
    const { name } = await createGateway(api);
    const zone = await create(api, ZONES);
    const { body } = await api.admin.post(`${ZONES}/${zone.name}/gateway-services`, gateway({ name })).expect(409);
    expect(body).toMatchObject({ code: 'name_taken', violations: [{ pointer: '/name' }] });
    await api.admin.post(GATEWAYS, gateway({ name })).expect(409);
  });

  test('PATCH sets and clears analytics_service_url, by the URL of either path', async () => {
    const service = await create(api, ANALYTICS);
    const { name } = await createGateway(api);
    for (const url of [service.url, `/api/orgs/admin/analytics-services/${service.name}`]) {
      const set = await api.admin.patch(`${GATEWAYS}/${name}`, { analytics_service_url: url }).expect(200);
      expect(set.body.analytics_service_url).toBe(service.url);
      const cleared = await api.admin.patch(`${GATEWAYS}/${name}`, { analytics_service_url: null }).expect(200);
      expect(cleared.body).not.toHaveProperty('analytics_service_url');
    }
  });

  test('If-Match with a stale tag is 412', async () => {
    const { id } = await createGateway(api);
    await api.admin.patch(`${GATEWAYS}/${id}`, { summary: 'newer' }).set('If-Match', '"1"').expect(200);
    await api.admin.patch(`${GATEWAYS}/${id}`, { summary: 'late' }).set('If-Match', '"1"').expect(412);
  });

  test('topology:view reads, topology:manage writes', async () => {
    const { name } = await createGateway(api);
    const viewer = api.as((await enrol(api, 'viewer')).token);
    await viewer.get(`${GATEWAYS}/${name}`).expect(200);
    await viewer.get(`/orgs/admin/gateway-services/${name}`).expect(200);
    expect((await viewer.post(GATEWAYS, gateway()).expect(403)).body.message[0]).toContain('org/topology:manage');
    const topology = api.as((await enrol(api, 'topology-administrator')).token);
    await topology.patch(`${GATEWAYS}/${name}`, { summary: 'x' }).expect(200);
    const member = api.as((await enrol(api, 'member')).token);
    for (const path of [GATEWAYS, `${GATEWAYS}/${UNKNOWN_ID}`, '/orgs/admin/gateway-services']) {
      expect((await member.get(path).expect(403)).body.message[0]).toContain('org/topology:view');
    }
  });
});

describe('in use', () => {
  test('a TLS client profile names the gateways and analytics services that use it', async () => {
    const profile = await create(api, PROFILES);
    const { name } = await createGateway(api, { tls_client_profile_url: profile.url });
    const service = await create(api, ANALYTICS, { ingestion_endpoint_tls_client_profile_url: profile.url });
    const { body } = await api.admin.delete(`${PROFILES}/${profile.id}`).expect(409);
    expect(body.errors).toEqual([`analytics service "${service.name}"`, `gateway service "${name}"`]);
  });

  test('an analytics service names its gateways', async () => {
    const service = await create(api, ANALYTICS);
    const { name } = await createGateway(api, { analytics_service_url: service.url });
    const { body } = await api.admin.delete(`${ANALYTICS}/${service.name}`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: [`gateway service "${name}"`] });
    await api.admin.delete(`${GATEWAYS}/${name}`).expect(200);
    await api.admin.delete(`${ANALYTICS}/${service.name}`).expect(200);
  });

  test('a zone names its services', async () => {
    const zone = await create(api, ZONES);
    const path = `${ZONES}/${zone.id}`;
    const { name } = await createGateway(api, {}, path);
    const service = await create(api, `${path}/analytics-services`);
    const { body } = await api.admin.delete(path).expect(409);
    expect(body.errors).toEqual([`analytics service "${service.name}"`, `gateway service "${name}"`]);
    await api.admin.delete(`${path}/gateway-services?confirm=admin`).expect(204);
    await api.admin.delete(`${path}/analytics-services?confirm=admin`).expect(204);
    await api.admin.delete(path).expect(200);
  });

  test('a default gateway of the cloud settings is in use by them', async () => {
    const { url, id, name } = await createGateway(api);
    const { body } = await api.admin.put('/cloud/settings', { gateway_service_default_urls: [url] }).expect(200);
    expect(body.gateway_service_default_urls).toEqual([expect.stringMatching(new RegExp(`/gateway-services/${id}$`))]);
    await api.admin.put('/cloud/settings', body).expect(200);
    const refused = await api.admin.delete(`${GATEWAYS}/${name}`).expect(409);
    expect(refused.body.errors).toEqual(['the cloud settings (default gateway service)']);
    const none = { gateway_service_default_urls: [] };
    expect((await api.admin.put('/cloud/settings', none).expect(200)).body).toMatchObject(none);
    await api.admin.delete(`${GATEWAYS}/${name}`).expect(200);
    const wrong = { gateway_service_default_urls: [url] };
    const { body: unknown } = await api.admin.put('/cloud/settings', wrong).expect(400);
    expect(pointersOf(unknown)).toEqual(['/gateway_service_default_urls/0']);
  });
});

test('a reference and a deletion at once never leave a gateway with a profile that is gone', async () => {
  for (let round = 0; round < 5; round += 1) {
    const profile = await create(api, '/orgs/admin/tls-server-profiles', { title: newTitle('race') });
    const sni = [{ host: '*', tls_server_profile_url: profile.url }];
    const [made, gone] = await Promise.all([
      api.admin.post(GATEWAYS, gateway({ sni })),
      api.admin.delete(pathOf(profile.url)),
    ]);
    expect([
      [201, 409],
      [400, 200],
    ]).toContainEqual([made.status, gone.status]);
  }
});

function deep(levels: number): unknown {
  return levels === 0 ? 'end' : [deep(levels - 1)];
}
