import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import { createMailServer, MAIL_SERVERS, mailServer, newTitle, pointersOf } from './builder.ts';
import { createGateway, createProviderOrg, type ProviderOrg, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';
import { countStatements } from './statement-count.ts';

let api: TestApi;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  acme = await createProviderOrg(api);
});
afterAll(() => api.stop());

const membersOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));

describe('metadata', () => {
  test.each([
    ['longer than 16 KB as JSON', { a: 'x'.repeat(8_192), b: 'x'.repeat(8_192) }, ['/metadata']],
    ['of more than 256 keys', membersOf(257), ['/metadata']],
    ['with a text longer than 16 KB', { a: 'x'.repeat(16_385) }, ['/metadata/a', '/metadata']],
    ['with a key longer than 255 characters', { ['k'.repeat(256)]: 'v' }, [`/metadata/${'k'.repeat(256)}`]],
  ])('%s are 400', async (_words, metadata, pointers) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ metadata })).expect(400);
    expect(pointers).toEqual(expect.arrayContaining(pointersOf(body)));
  });

  test('of 256 keys, or of 16 KB, are kept', async () => {
    for (const metadata of [membersOf(256), { a: 'x'.repeat(16_384 - '{"a":""}'.length) }]) {
      expect((await createMailServer(api, { metadata })).metadata).toEqual(metadata);
    }
  });
});

describe('further fields', () => {
  const settings = () => `/catalogs/${acme.org.name}/sandbox/settings`;

  test('have at most 64 KB together, those kept before included', async () => {
    await acme.client.put(settings(), { one: 'x'.repeat(40_000) }).expect(200);
    const { body } = await acme.client.put(settings(), { two: 'x'.repeat(40_000) }).expect(400);
    expect(body.message[0]).toContain('at most 65536 characters');
    await acme.client.put(settings(), { one: null, two: 'x'.repeat(40_000) }).expect(200);
    const portal = { title: newTitle(), endpoint: 'https://a.test', web_endpoint_base: 'https://b.test' };
    await api.admin.post(`${ZONE}/analytics-services`, { ...portal, further: 'x'.repeat(65_536) }).expect(400);
  });

  test('are at most 256', async () => {
    await acme.client.put(settings(), membersOf(257)).expect(400);
    await api.admin.post(`${ZONE}/analytics-services`, { title: newTitle(), ...membersOf(257) }).expect(400);
  });
});

describe('a list of references', () => {
  test('names at most 100 objects', async () => {
    const role = `/api/orgs/${acme.org.name}/roles/member`;
    const invite = (length: number) =>
      acme.client.post(`/orgs/${acme.org.name}/member-invitations`, {
        email: `${newTitle()}@acme.test`,
        notify: false,
        role_urls: Array(length).fill(role),
      });
    expect(pointersOf((await invite(101).expect(400)).body)).toEqual(['/role_urls']);
    expect((await invite(100).expect(201)).body.role_urls).toHaveLength(1);
  });

  const readsOf = (table: string, run: () => Promise<unknown>) => countStatements(`FROM "${table}"`, run);

  test('is looked up at once, however many there are', async () => {
    const roles = `/orgs/${acme.org.name}/roles`;
    const urls: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      const { body } = await acme.client.post(roles, { title: newTitle('role'), permission_urls: [] }).expect(201);
      urls.push(count % 2 ? body.url : `/api${roles}/${body.name}`);
    }
    const invite = (role_urls: string[]) =>
      acme.client.post(`/orgs/${acme.org.name}/member-invitations`, {
        email: `${newTitle()}@acme.test`,
        notify: false,
        role_urls,
      });
    const ofOne = await readsOf('role', () => invite(urls.slice(0, 2)).expect(201));
    const ofAll = await readsOf('role', async () => {
      expect((await invite(urls).expect(201)).body.role_urls).toHaveLength(20);
    });
    expect(ofOne).toBeGreaterThan(0);
    expect(ofAll).toBe(ofOne);
    const missing = [...urls, `/api${roles}/nobody`];
    expect(pointersOf((await invite(missing).expect(400)).body)).toEqual(['/role_urls/20']);
  });

  test('whose objects are held is looked up at once, too', async () => {
    const orgs: string[] = [];
    for (let count = 0; count < 6; count += 1) orgs.push((await createProviderOrg(api)).org.url);
    const create = (org_urls: string[]) => createGateway(api, { visibility: { type: 'custom', org_urls } });
    const ofTwo = await readsOf('organization', () => create(orgs.slice(0, 2)));
    const ofAll = await readsOf('organization', async () => {
      expect((await create(orgs)).visibility.org_urls).toEqual(orgs);
    });
    expect(ofAll).toBe(ofTwo);
  });
});

describe('a page', () => {
  const truststores = () => `/orgs/${acme.org.name}/truststores`;
  const total = 30;

  test('has at most 8 MB: fewer results than asked for, and a link that leads to all of them', async () => {
    await api.gatepost.context.database.query(
      `INSERT INTO truststore (id, org_id, created_at, updated_at, name, title, truststore, certificate_views)
         SELECT gen_random_uuid(), $1, now(), now(), 's-' || n, 'S', repeat('x', 1000000), '[]'
           FROM generate_series(1, $2) AS n`,
      [acme.org.id, total],
    );
    const names: string[] = [];
    let next: string | undefined = `${truststores()}?limit=20`;
    let pages = 0;
    while (next !== undefined) {
      const { body, text, headers } = (await acme.client.get(next).expect(200)) as supertest.Response;
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_388_608);
      expect(body.total_results).toBe(total);
      names.push(...body.results.map(({ name }: { name: string }) => name));
      const link = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
      next = link?.slice(`${api.url}/api`.length);
      pages += 1;
    }
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(new Set(names).size).toBe(total);
    expect(names).toHaveLength(total);
  });

  test('of one object that is larger still has that one', async () => {
    await api.gatepost.context.database.query(
      `UPDATE truststore SET truststore = repeat('x', 9000000) WHERE org_id = $1 AND name = 's-1'`,
      [acme.org.id],
    );
    const { body } = await acme.client.get(`${truststores()}?fields=name`).expect(200);
    expect(body.results.length).toBeGreaterThan(0);
    expect((await acme.client.get(`${truststores()}/s-1`).expect(200)).body.truststore).toHaveLength(9_000_000);
  });

  test('of a list without cursors leads on by offset', async () => {
    const templates = '/cloud/settings/notification-templates';
    const large = `UPDATE notification_template SET body_html = repeat('x', 1000000)`;
    await api.gatepost.context.database.query(large);
    const first = await api.admin.get(templates).expect(200);
    expect(first.body.results.length).toBeLessThan(first.body.total_results);
    expect(first.headers.link).toContain(`offset=${first.body.results.length}`);
  });
});
