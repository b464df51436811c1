import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newTitle, pointersOf, UNKNOWN_ID } from './builder.ts';
import { createProviderOrg, createProviderUser, namesOf, type ProviderOrg, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let acme: ProviderOrg;
let catalogs: string;
beforeAll(async () => {
  api = await startApi();
  acme = await createProviderOrg(api);
  catalogs = `/orgs/${acme.org.name}/catalogs`;
});
afterAll(() => api.stop());

const newCatalog = async (fields: object = {}) => {
  const { body } = await acme.client.post(catalogs, { title: newTitle('catalog'), ...fields }).expect(201);
  return body;
};

describe('catalogs', () => {
  test('a new org gets sandbox', async () => {
    const { client, org, owner } = await createProviderOrg(api);
    const { body } = await client.get(`/orgs/${org.name}/catalogs`).expect(200);
    expect(body).toMatchObject({
      total_results: 1,
      results: [{ type: 'catalog', name: 'sandbox', title: 'Sandbox', owner_url: owner.url, org_url: org.url }],
    });
  });

  test('an org gets none while provision_sandbox_catalog is false', async () => {
    await api.admin.put('/cloud/settings', { provision_sandbox_catalog: false }).expect(200);
    const { client, org } = await createProviderOrg(api);
    expect((await client.get(`/orgs/${org.id}/catalogs`).expect(200)).body.total_results).toBe(0);
    await api.admin.put('/cloud/settings', { provision_sandbox_catalog: true }).expect(200);
  });

  test('one is found by both paths, each by name or id, and its URL is /api/catalogs/{org}/{catalog}', async () => {
    const made = await newCatalog();
    expect(made.url).toBe(`${api.url}/api/catalogs/${acme.org.id}/${made.id}`);
    for (const org of [acme.org.name, acme.org.id]) {
      for (const item of [made.name, made.id]) {
        expect((await acme.client.get(`/orgs/${org}/catalogs/${item}`).expect(200)).body).toEqual(made);
        expect((await acme.client.get(`/catalogs/${org}/${item}`).expect(200)).body).toEqual(made);
      }
    }
  });

  test('are created, changed and deleted by both paths', async () => {
    const { body } = await acme.client
      .post(catalogs, { title: 'Größe 1', summary: 's', metadata: { a: 'b' } })
      .expect(201);
    expect(body).toMatchObject({ name: 'grosse-1', summary: 's', metadata: { a: 'b' } });
    await acme.client.post(catalogs, { title: 'Größe 1' }).expect(409);
    const path = `/catalogs/${acme.org.name}/grosse-1`;
    const changed = await acme.client.patch(path, { ...body, title: 'Other' }).expect(200);
    expect(changed.body).toMatchObject({ title: 'Other', name: 'grosse-1' });
    await acme.client.patch(path, { title: 'Late' }).set('If-Match', '"1"').expect(412);
    expect((await acme.client.delete(`${catalogs}/grosse-1`).expect(200)).body).toEqual(changed.body);
    await acme.client.get(path).expect(404);
    await acme.client.post(`/catalogs/${acme.org.name}`, { title: 'By the other path' }).expect(201);
  });

  test('owner_url may name a member; anybody else is 400', async () => {
    const stranger = await createProviderUser(api);
    const { body } = await acme.client.post(catalogs, { title: 'Foreign', owner_url: stranger.url }).expect(400);
    expect(pointersOf(body)).toEqual(['/owner_url']);
    const role_urls = [`${acme.org.url}/roles/developer`];
    await acme.client.post(`/orgs/${acme.org.name}/members`, { user: { url: stranger.url }, role_urls }).expect(201);
    expect((await newCatalog({ owner_url: stranger.url })).owner_url).toBe(stranger.url);
  });

  test('an unknown field is 400, and the organization admin has no catalogs', async () => {
    const { body } = await acme.client.post(catalogs, { title: 'X', colour: 'red' }).expect(400);
    expect(pointersOf(body)).toEqual(['/colour']);
    await api.admin.post('/orgs/admin/catalogs', { title: 'X' }).expect(400);
    expect((await api.admin.get('/orgs/admin/catalogs').expect(200)).body.total_results).toBe(0);
  });

  test('an org takes its catalogs with it', async () => {
    const { client, org } = await createProviderOrg(api);
    await client.post(`/orgs/${org.name}/catalogs`, { title: 'Second' }).expect(201);
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    const left: { count: string }[] = await api.gatepost.context.database.query(
      `SELECT (SELECT count(*) FROM catalog WHERE org_id = $1) + (SELECT count(*) FROM catalog_setting WHERE org_id = $1) AS count`,
      [org.id],
    );
    expect(left).toEqual([{ count: '0' }]);
  });

  test('org/view reads, org/settings:manage writes, and who is no member gets 403', async () => {
    const { username, url } = await createProviderUser(api);
    const role_urls = [`${acme.org.url}/roles/member`];
    await acme.client.post(`/orgs/${acme.org.name}/members`, { user: { url }, role_urls }).expect(201);
    const { body } = await api.as().post('/token', {
      grant_type: 'password',
      username,
      password: 'long enough',
      realm: 'provider/default-idp-2',
    });
    const member = api.as(body.access_token);
    await member.get(`${catalogs}/sandbox`).expect(200);
    await member.get(`${catalogs}/sandbox/settings`).expect(200);
    await member.get(`${catalogs}/${UNKNOWN_ID}`).expect(404);
    expect((await member.post(catalogs, { title: 'X' }).expect(403)).body.message[0]).toContain('org/settings:manage');
    await member.put(`${catalogs}/sandbox/settings`, {}).expect(403);
    for (const path of [catalogs, `${catalogs}/${UNKNOWN_ID}`, `/catalogs/${acme.org.id}/sandbox/settings`]) {
      await api.admin.get(path).expect(403);
    }
  });

  test('DELETE of the collection wants confirm=<org>', async () => {
    const { client, org } = await createProviderOrg(api);
    await client.delete(`/orgs/${org.name}/catalogs`).expect(400);
    await client.delete(`/orgs/${org.name}/catalogs?confirm=sandbox`).expect(400);
    await client.delete(`/orgs/${org.id}/catalogs?confirm=${org.name}`).expect(204);
    expect(namesOf((await client.get(`/catalogs/${org.name}`).expect(200)).body)).toEqual([]);
  });
});

describe('catalog settings', () => {
  let settings: string[];
  beforeAll(async () => {
    const { name } = await newCatalog();
    settings = [`/catalogs/${acme.org.id}/${name}/settings`, `${catalogs}/${name}/settings`];
  });

  test('stand under both paths, with defaults', async () => {
    const [first = '', second = ''] = settings;
    const { body, headers } = await acme.client.get(first).expect(200);
    expect(body).toMatchObject({
      type: 'catalog_setting',
      name: 'catalog-setting',
      production_mode: false,
      spaces_enabled: false,
      portal: { type: 'none' },
      catalog_url: expect.stringContaining(`/api/catalogs/${acme.org.id}/`),
      url: expect.stringMatching(/\/settings$/),
    });
    expect((await acme.client.get(second).expect(200)).body).toEqual(body);
    expect((await acme.client.get(pathOf(body.url)).expect(200)).body).toEqual(body);
    expect(headers.etag).toBe('"1"');
  });

  test('a partial PUT is stored as given, references in it unchecked, and answers the whole', async () => {
    const [first = '', second = ''] = settings;
    const portal = {
      type: 'drupal',
      endpoint: 'https://portal.acme.test/acme/sandbox',
      portal_service_url: `${api.url}/api/orgs/${acme.org.id}/portal-services/${UNKNOWN_ID}`,
    };
    const { body } = await acme.client.put(first, { portal, application_lifecycle: {} }).expect(200);
    expect(body).toMatchObject({ portal, production_mode: false });
    const more = await acme.client.put(second, { production_mode: true, own: { key: [1, null] } }).expect(200);
    expect(more.body).toMatchObject({ portal, production_mode: true, own: { key: [1, null] } });
    const replaced = await acme.client.put(first, { portal: { type: 'none' } }).expect(200);
    expect(replaced.body.portal).toEqual({ type: 'none' });
  });

  test('PUT of what GET gave changes nothing', async () => {
    const [first = ''] = settings;
    const { body, headers } = await acme.client.get(first).expect(200);
    const same = await acme.client.put(first, body).expect(200);
    expect(same.body).toEqual(body);
    expect(same.headers.etag).toBe(headers.etag);
    await acme.client.put(first, { a: 1 }).set('If-Match', '"999"').expect(412);
    const tried = await acme.client.put(`${first}?validate_only=true`, { a: 1 }).expect(200);
    expect(tried.body.a).toBe(1);
    expect((await acme.client.get(first).expect(200)).body).toEqual(body);
  });

  test('of an unknown catalog are 404, and a body that is no object is 400', async () => {
    await acme.client.get(`${catalogs}/nothing/settings`).expect(404);
    await acme.client.put(`${catalogs}/nothing/settings`, {}).expect(404);
    await acme.client.put(settings[0] ?? '', []).expect(400);
    const { body } = await acme.client.put(settings[0] ?? '', { own: 'a\u0000b' }).expect(400);
    expect(pointersOf(body)).toEqual(['/own']);
  });
});
