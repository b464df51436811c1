import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pointersOf, UNKNOWN_ID } from './builder.ts';
import { enrol } from './person.ts';
import { createGateway, createProviderOrg, namesOf, type ProviderOrg, pathOf, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let acme: ProviderOrg;
let configured: string;
beforeAll(async () => {
  api = await startApi();
  acme = await createProviderOrg(api);
  configured = `/catalogs/${acme.org.name}/sandbox/configured-gateway-services`;
});
afterAll(() => api.stop());

const configure = async (gateway_service_url: string) => {
  const { body } = await acme.client.post(configured, { gateway_service_url }).expect(201);
  return body;
};

describe('configured gateway services', () => {
  test('POST {gateway_service_url} is 201, with the name and the type of the gateway', async () => {
    const gateway = await createGateway(api, { gateway_service_type: 'datapower-api-gateway' });
    const seen = `${api.url}/api/orgs/${acme.org.id}/gateway-services/${gateway.id}`;
    const made = await configure(seen);
    expect(made).toMatchObject({
      type: 'configured_gateway_service',
      name: gateway.name,
      title: gateway.title,
      gateway_service_url: seen,
      gateway_service_type: 'datapower-api-gateway',
      catalog_url: expect.stringContaining(`/api/catalogs/${acme.org.id}/`),
      org_url: acme.org.url,
    });
    expect((await acme.client.get(`${configured}/${gateway.name}`).expect(200)).body).toEqual(made);
    expect((await acme.client.get(pathOf(made.url)).expect(200)).body).toEqual(made);
    const byOrg = `/orgs/${acme.org.id}/catalogs/sandbox/configured-gateway-services`;
    expect((await acme.client.get(`${byOrg}/${made.id}`).expect(200)).body).toEqual(made);
    expect((await acme.client.patch(`${configured}/${made.id}`, made).expect(200)).body).toEqual(made);
  });

  test('the gateway may be named by the path of its zone, or of the organization by name', async () => {
    const first = await createGateway(api);
    const second = await createGateway(api);
    expect((await configure(first.url)).gateway_service_url).toContain(first.id);
    expect((await configure(`/api/orgs/${acme.org.name}/gateway-services/${second.name}`)).name).toBe(second.name);
  });

  test('a gateway twice is 409, one that is not there or not seen 400', async () => {
    const gateway = await createGateway(api);
    await configure(gateway.url);
    const again = await acme.client.post(configured, { gateway_service_url: gateway.url }).expect(409);
    expect(again.body.code).toBe('conflict');
    const hidden = await createGateway(api, { visibility: { type: 'private' } });
    const urls = [
      hidden.url,
      `/api/orgs/${acme.org.id}/gateway-services/${hidden.id}`,
      `/api/orgs/${acme.org.id}/gateway-services/${UNKNOWN_ID}`,
      `/api/orgs/${acme.org.id}/portal-services/${gateway.id}`,
      'x',
    ];
    for (const gateway_service_url of urls) {
      const { body } = await acme.client.post(configured, { gateway_service_url }).expect(400);
      expect(pointersOf(body)).toEqual(['/gateway_service_url']);
    }
    expect(pointersOf((await acme.client.post(configured, {}).expect(400)).body)).toEqual(['/gateway_service_url']);
  });

  test('fields=add(gateway_processing_status,events) gives these keys, which are not there without it', async () => {
    const { id } = await configure((await createGateway(api)).url);
    const added = await acme.client.get(`${configured}?fields=add(gateway_processing_status,events)`).expect(200);
    const { body: plain } = await acme.client.get(configured).expect(200);
    const extra = {
      gateway_processing_status: {
        service_up_to_date: true,
        number_of_outstanding_sent_events: 0,
        number_of_outstanding_queued_events: 0,
      },
      events: [],
    };
    expect(added.body.results).toEqual(plain.results.map((result: object) => ({ ...result, ...extra })));
    expect(plain.results[0]).not.toHaveProperty('events');
    const one = await acme.client.get(`${configured}/${id}?fields=url,add(events)`).expect(200);
    expect(Object.keys(one.body)).toEqual(['url', 'events']);
  });

  test('DELETE takes it away, and only then the gateway can go', async () => {
    const gateway = await createGateway(api);
    const { name } = await configure(gateway.url);
    const { body } = await api.admin.delete(`${ZONE}/gateway-services/${gateway.name}`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: [`catalog "${acme.org.name}/sandbox"`] });
    await acme.client.delete(`${configured}/${name}`).expect(200);
    await acme.client.get(`${configured}/${name}`).expect(404);
    await api.admin.delete(`${ZONE}/gateway-services/${gateway.name}`).expect(200);
  });

  test('monitors of the cloud read them, and write nothing', async () => {
    const monitor = api.as((await enrol(api, 'viewer')).token);
    await monitor.get(`${configured}?fields=add(gateway_processing_status,events)`).expect(200);
    await monitor.get(`/catalogs/${acme.org.name}/nothing/configured-gateway-services`).expect(404);
    await monitor.post(configured, {}).expect(403);
    await monitor.get(`/catalogs/${acme.org.name}`).expect(403);
    const other = await createProviderOrg(api);
    await other.client.get(configured).expect(403);
  });

  test('a new catalog gets the default gateways of the cloud settings that its organization sees', async () => {
    const first = await createGateway(api);
    const hidden = await createGateway(api, { visibility: { type: 'private' } });
    const gateway_service_default_urls = [first.url, hidden.url];
    await api.admin.put('/cloud/settings', { gateway_service_default_urls }).expect(200);
    const { client, org } = await createProviderOrg(api);
    const { body } = await client.get(`/catalogs/${org.name}/sandbox/configured-gateway-services`).expect(200);
    expect(namesOf(body)).toEqual([first.name]);
    await api.admin.put('/cloud/settings', { gateway_service_default_urls: null }).expect(200);
  });

  test('an org takes the gateways of its catalogs with it, and the gateway is free', async () => {
    const gateway = await createGateway(api);
    const { client, org } = await createProviderOrg(api);
    const path = `/catalogs/${org.name}/sandbox/configured-gateway-services`;
    await client.post(path, { gateway_service_url: gateway.url }).expect(201);
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    await api.admin.delete(`${ZONE}/gateway-services/${gateway.name}`).expect(200);
  });
});
