import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from './start-api.ts';

const ZONES = '/orgs/admin/availability-zones';
const PORTALS = `${ZONES}/availability-zone-default/portal-services`;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

function portal(title: string, fields: object = {}) {
  const host = title.toLowerCase();
  return { title, endpoint: `https://api.${host}.test`, web_endpoint_base: `https://www.${host}.test`, ...fields };
}

async function selectServer(): Promise<void> {
  const server = { title: 'Relay', host: 'mail.acme.test', port: 25, secure: false };
  const { body } = await api.admin.post('/orgs/admin/mail-servers', server).expect(201);
  await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
}

test('the default availability zone is there and cannot be deleted', async () => {
  const { body } = await api.admin.get(ZONES).expect(200);
  expect(body.results).toMatchObject([{ type: 'availability_zone', name: 'availability-zone-default' }]);
  await api.admin.get(`${ZONES}/${body.results[0].id}`).expect(200);
  await api.admin.delete(`${ZONES}/availability-zone-default`).expect(409);
});

test('without a selected email server a portal service is 400 "No mail server configured in cloud settings."', async () => {
  const { body } = await api.admin.post(PORTALS, portal('Early')).expect(400);
  expect(body).toMatchObject({
    code: 'mail_server_not_selected',
    message: ['No mail server configured in cloud settings.'],
  });
  await api.admin.get(`${PORTALS}/early`).expect(404);
});

describe('with a selected email server', () => {
  beforeAll(selectServer);

  test('a portal service is created, and further fields are kept and given back', async () => {
    const sent = portal('Full', { portal_service_type: 'devportal', runtime_id: 'r1', sni: [{ host: '*' }] });
    const created = await api.admin.post(PORTALS, sent).expect(201);
    expect(created.body).toMatchObject({ type: 'portal_service', name: 'full', ...sent });
    expect(created.body).not.toHaveProperty('endpoint_tls_client_profile_url');
    const { body } = await api.admin.get(`${PORTALS}/full`).expect(200);
    expect(body).toEqual(created.body);
    expect(body.url).toContain('/availability-zones/');
    const changed = await api.admin.patch(`${PORTALS}/full`, { runtime_id: 'r2' }).expect(200);
    expect(changed.body).toMatchObject({ runtime_id: 'r2', portal_service_type: 'devportal' });
  });

  test('a further field never reaches a column of the row', async () => {
    const sneaky = { version: 99, org_id: '7d444840-9dc0-11d1-b245-5ffdce74fad2', updated_by: 'x', further: { a: 1 } };
    const created = await api.admin.post(PORTALS, portal('Sneaky', sneaky)).expect(201);
    expect(created.headers.etag).toBe('"1"');
    const { body } = await api.admin.get(`${PORTALS}/sneaky`).expect(200);
    expect(body).toMatchObject(sneaky);
    expect(body.org_url).not.toContain(sneaky.org_id);
  });

  test('endpoint_tls_client_profile_url refers to a profile, and null takes it away', async () => {
    const endpoint_tls_client_profile_url = '/api/orgs/admin/tls-client-profiles/tls-client-profile-default';
    const { body } = await api.admin.post(PORTALS, portal('Tls', { endpoint_tls_client_profile_url })).expect(201);
    expect(body.endpoint_tls_client_profile_url).toMatch(/\/tls-client-profiles\/[0-9a-f-]{36}$/);
    const cleared = await api.admin.patch(`${PORTALS}/tls`, { endpoint_tls_client_profile_url: null }).expect(200);
    expect(cleared.body).not.toHaveProperty('endpoint_tls_client_profile_url');
    const wrong = { endpoint_tls_client_profile_url: '/api/orgs/admin/tls-client-profiles/none' };
    const refused = await api.admin.post(PORTALS, portal('Wrong', wrong)).expect(400);
    expect(refused.body.violations[0].pointer).toBe('/endpoint_tls_client_profile_url');
  });

  test('PATCH refuses endpoint, and takes back what GET gave', async () => {
    const { body } = await api.admin.post(PORTALS, portal('Fixed')).expect(201);
    const refused = await api.admin.patch(`${PORTALS}/fixed`, { endpoint: 'https://other.test' }).expect(400);
    expect(refused.body.violations[0].pointer).toBe('/endpoint');
    const same = await api.admin.patch(`${PORTALS}/fixed`, body).expect(200);
    expect(same.body).toEqual(body);
  });

  test('a duplicate endpoint is 400', async () => {
    const { body } = await api.admin.post(PORTALS, portal('First')).expect(201);
    const again = await api.admin.post(PORTALS, portal('Second', { endpoint: body.endpoint })).expect(400);
    expect(again.body.violations[0].pointer).toBe('/endpoint');
  });

  test.each([
    ['/endpoint', { title: 'P', web_endpoint_base: 'https://www.p.test' }],
    ['/web_endpoint_base', { title: 'P', endpoint: 'https://api.p.test' }],
    ['/endpoint', { title: 'P', endpoint: 'ftp://p.test', web_endpoint_base: 'https://www.p.test' }],
    ['/title', { endpoint: 'https://api.p.test', web_endpoint_base: 'https://www.p.test' }],
  ])('a portal service that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await api.admin.post(PORTALS, sent).expect(400);
    expect(body.violations[0].pointer).toBe(pointer);
  });

  test('an unknown zone is 404, a zone with services is in use', async () => {
    await api.admin.post(`${ZONES}/nowhere/portal-services`, portal('Lost')).expect(404);
    await api.admin.post(ZONES, { title: 'North' }).expect(201);
    await api.admin.post(`${ZONES}/north/portal-services`, portal('Northern')).expect(201);
    const { body } = await api.admin.delete(`${ZONES}/north`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: ['portal service "northern"'] });
    await api.admin.delete(`${ZONES}/north/portal-services/northern`).expect(200);
    await api.admin.delete(`${ZONES}/north`).expect(200);
  });
});
