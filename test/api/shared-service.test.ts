import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, newTitle, selectServer, UNKNOWN_ID } from './builder.ts';
import { createGateway, createProviderOrg, gateway, namesOf, type ProviderOrg, pathOf, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let ours: ProviderOrg;
let theirs: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  ours = await createProviderOrg(api);
  theirs = await createProviderOrg(api);
});
afterAll(() => api.stop());

const shown = async (client: ProviderOrg['client'], org: string) =>
  namesOf((await client.get(`/orgs/${org}/gateway-services`).expect(200)).body);

describe('services seen under an organization', () => {
  test('public ones are seen by all, private ones by admin alone, custom ones by those listed', async () => {
    const open = await createGateway(api);
    const closed = await createGateway(api, { visibility: { type: 'private' } });
    const listed = await createGateway(api, { visibility: { type: 'custom', org_urls: [ours.org.url] } });
    const nobody = await createGateway(api, { visibility: { type: 'custom', org_urls: null } });
    expect(await shown(api.admin, 'admin')).toEqual([open.name, closed.name, listed.name, nobody.name]);
    expect(await shown(ours.client, ours.org.name)).toEqual([open.name, listed.name]);
    expect(await shown(theirs.client, theirs.org.id)).toEqual([open.name]);
    for (const hidden of [closed, nobody]) {
      await ours.client.get(`/orgs/${ours.org.name}/gateway-services/${hidden.name}`).expect(404);
      await ours.client.get(`/orgs/${ours.org.name}/gateway-services/${hidden.id}`).expect(404);
    }
    await theirs.client.get(`/orgs/${theirs.org.name}/gateway-services/${listed.id}`).expect(404);
  });

  test('one is found by name and by id, with the URL of the organization and the same entity tag', async () => {
    const made = await createGateway(api, { visibility: { type: 'custom', org_urls: [ours.org.url, theirs.org.url] } });
    const path = `/orgs/${ours.org.name}/gateway-services`;
    const { body, headers } = await ours.client.get(`${path}/${made.name}`).expect(200);
    const url = `${api.url}/api/orgs/${ours.org.id}/gateway-services/${made.id}`;
    // Who else sees it is the business of admin.
    expect(body).toEqual({ ...made, url, visibility: { type: 'custom' } });
    expect(headers.etag).toBe('"1"');
    expect((await ours.client.get(pathOf(body.url)).expect(200)).body).toEqual(body);
    expect((await ours.client.get(`${path}/${made.name}?fields=url`).expect(200)).body).toEqual({ url });
    const whole = await api.admin.get(`/orgs/admin/gateway-services/${made.id}`).expect(200);
    expect(whole.body.visibility).toEqual(made.visibility);
  });

  test('portals and analytics services are seen the same way', async () => {
    const server = await createMailServer(api);
    await selectServer(api, server.url);
    const title = newTitle('portal');
    const portal = { endpoint: `https://api.${title}.test`, web_endpoint_base: `https://${title}.test` };
    const { name } = await create(api, `${ZONE}/portal-services`, { title, ...portal });
    const analytics = await create(api, `${ZONE}/analytics-services`, { visibility: { type: 'private' } });
    const seen = await ours.client.get(`/orgs/${ours.org.name}/portal-services`).expect(200);
    expect(seen.body.results).toMatchObject([{ name, ...portal }]);
    await ours.client.get(`/orgs/${ours.org.name}/portal-services/${name}`).expect(200);
    expect(namesOf((await ours.client.get(`/orgs/${ours.org.name}/analytics-services`).expect(200)).body)).toEqual([]);
    await api.admin.get(`/orgs/admin/analytics-services/${analytics.name}`).expect(200);
  });

  test('pages are cut by limit and offset after the visibility', async () => {
    await createGateway(api, { visibility: { type: 'private' } });
    const all = await shown(theirs.client, theirs.org.name);
    const { body } = await theirs.client.get(`/orgs/${theirs.org.name}/gateway-services?limit=1&offset=0`).expect(200);
    expect(body).toMatchObject({ total_results: all.length, results: [{ name: all[0] }] });
  });

  test('nothing is created, changed or deleted there', async () => {
    const { name } = await createGateway(api);
    const path = `/orgs/${ours.org.name}/gateway-services`;
    await ours.client.post(path, gateway()).expect(405);
    await ours.client.patch(`${path}/${name}`, {}).expect(405);
    await ours.client.delete(`${path}/${name}`).expect(405);
  });

  test('who is no member gets 403, also for what is not there', async () => {
    for (const client of [theirs.client, api.admin]) {
      await client.get(`/orgs/${ours.org.name}/gateway-services`).expect(403);
      await client.get(`/orgs/${ours.org.name}/gateway-services/${UNKNOWN_ID}`).expect(403);
    }
    await ours.client.get(`/orgs/${ours.org.name}/gateway-services/${UNKNOWN_ID}`).expect(404);
    await ours.client.get(`${ZONE}/gateway-services`).expect(403);
  });

  test('an organization that is deleted is taken out of the lists', async () => {
    const gone = await createProviderOrg(api);
    const visibility = { type: 'custom', group_urls: ['any'], org_urls: [ours.org.url, gone.org.url] };
    const { id, ...made } = await createGateway(api, { visibility });
    expect(made.visibility).toEqual(visibility);
    await api.admin.delete(`/orgs/${gone.org.id}`).expect(200);
    const { body, headers } = await api.admin.get(`${ZONE}/gateway-services/${id}`).expect(200);
    expect(body.visibility).toEqual({ ...visibility, org_urls: [ours.org.url] });
    expect(headers.etag).toBe('"2"');
    await api.admin.patch(`${ZONE}/gateway-services/${id}`, body).expect(200);
  });
});
