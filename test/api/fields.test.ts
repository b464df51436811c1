import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, MAIL_SERVERS, mailServer, newTitle, SETTINGS } from './builder.ts';
import { createProviderOrg, namesOf, type ProviderOrg, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  acme = await createProviderOrg(api);
});
afterAll(() => api.stop());

const keysOf = async (path: string) => Object.keys((await api.admin.get(path).expect(200)).body);

describe('fields', () => {
  test.each([
    ['fields=url', ['url']],
    ['fields=name,url', ['name', 'url']],
    ['fields=name&fields=url', ['name', 'url']],
    ['fields=%20name%20,,url', ['name', 'url']],
    ['fields=nothing', []],
    ['fields=url,add(events)', ['url']],
  ])('%s leaves these fields of an object', async (query, expected) => {
    const { id } = await createMailServer(api);
    expect(await keysOf(`${MAIL_SERVERS}/${id}?${query}`)).toEqual(expected);
  });

  test.each(['fields=', 'fields=add(events)', 'fields=add(name,url)', 'fields=add()'])(
    '%s leaves all of them',
    async (query) => {
      const server = await createMailServer(api);
      expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}?${query}`).expect(200)).body).toEqual(server);
    },
  );

  test('that are longer than 2,000 characters are 400', async () => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}?fields=${'add('.repeat(501)}`).expect(400);
    expect(body.violations).toEqual([{ pointer: '', message: 'fields must have at most 2000 characters' }]);
    await api.admin.get(`${MAIL_SERVERS}?fields=${'add('.repeat(500)}`).expect(200);
  });

  test('cut the objects of a list and never its envelope', async () => {
    await createMailServer(api);
    const { body } = await api.admin.get(`${MAIL_SERVERS}?fields=url`).expect(200);
    expect(Object.keys(body)).toEqual(['total_results', 'results']);
    expect(body.results.map((result: object) => Object.keys(result))).toEqual(Array(body.total_results).fill(['url']));
    const versions = await api.admin.get('/orgs/admin/tls-server-profiles/tls-server-profile-default?fields=version');
    expect(versions.body).toEqual({ total_results: 1, results: [{ version: '1.0.0' }] });
  });

  test('cut what POST, PATCH, PUT and DELETE answer', async () => {
    const made = await api.admin.post(`${MAIL_SERVERS}?fields=name`, mailServer()).expect(201);
    const path = `${MAIL_SERVERS}/${made.body.name}?fields=name`;
    expect(Object.keys(made.body)).toEqual(['name']);
    expect((await api.admin.patch(path, { port: 26 }).expect(200)).body).toEqual(made.body);
    expect((await api.admin.delete(path).expect(200)).body).toEqual(made.body);
    expect((await api.admin.put(`${SETTINGS}?fields=mail_server_url`, {}).expect(200)).body).toEqual({
      mail_server_url: null,
    });
  });

  test('cut singletons and what an organization sees', async () => {
    const settings = `/catalogs/${acme.org.name}/sandbox/settings?fields=production_mode`;
    expect((await acme.client.get(settings).expect(200)).body).toEqual({ production_mode: false });
    expect(await keysOf(`${SETTINGS}?fields=url`)).toEqual(['url']);
    const { id } = await create(api, `${ZONE}/analytics-services`, { runtime_id: 'r' });
    expect(await keysOf(`/orgs/admin/analytics-services/${id}?fields=runtime_id`)).toEqual(['runtime_id']);
  });

  test('leave a 404 a 404, and an entity tag the same', async () => {
    await api.admin.get(`${MAIL_SERVERS}/nothing?fields=url`).expect(404);
    const { id } = await createMailServer(api);
    const { headers } = await api.admin.get(`${MAIL_SERVERS}/${id}?fields=url`).expect(200);
    expect(headers.etag).toBe('"1"');
  });
});

describe('a thousand objects', () => {
  const path = () => `/orgs/${acme.org.name}/catalogs`;
  beforeAll(async () => {
    await api.gatepost.context.database.query(
      `INSERT INTO catalog (id, org_id, created_at, updated_at, name, title)
         SELECT gen_random_uuid(), $1, '2020-01-01', now(), 'c-' || n, 'C' FROM generate_series(1, 999) AS n`,
      [acme.org.id],
    );
  });

  test('are one page, in the same order every time', async () => {
    const first = await acme.client.get(path()).expect(200);
    expect(first.body.total_results).toBe(1000);
    expect(new Set(namesOf(first.body)).size).toBe(1000);
    const second = await acme.client.get(`/catalogs/${acme.org.id}?limit=5000`).expect(200);
    expect(namesOf(second.body)).toEqual(namesOf(first.body));
    expect(namesOf(first.body).at(-1)).toBe('sandbox');
  });

  test('are the same in pages, though one is changed in between', async () => {
    const { body: whole } = await acme.client.get(`${path()}?fields=name`).expect(200);
    const pages: string[] = [];
    for (let offset = 0; offset < 1000; offset += 300) {
      const { body } = await acme.client.get(`${path()}?limit=300&offset=${offset}`).expect(200);
      expect(body.total_results).toBe(1000);
      pages.push(...namesOf(body));
      await acme.client.patch(`${path()}/${pages.at(-1)}`, { title: newTitle() }).expect(200);
    }
    expect(pages).toEqual(namesOf(whole));
  });
});
