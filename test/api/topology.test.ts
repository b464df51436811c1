import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enrol } from './person.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const TOPOLOGY = '/cloud/topology';
const NOTHING = {
  consumer_orgs: 0,
  spaces: 0,
  apis: 0,
  products: 0,
  draft_apis: 0,
  draft_products: 0,
  subscriptions: 0,
  consumer_apps: 0,
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('GET topology shows cloud, organizations and catalogs with their counts, 0 for what there is none of', async () => {
  const { org, client } = await createProviderOrg(api);
  const { body } = await api.admin.get(TOPOLOGY).expect(200);
  expect(body).toMatchObject({
    cloud_id: api.gatepost.context.cloudId,
    cloud_name: new URL(api.url).host,
    counts: { users: 2, provider_orgs: 1, catalogs: 1, ...NOTHING },
  });
  expect(body.orgs.total_results).toBe(2);
  const [admin, provider] = body.orgs.results;
  expect(admin).toMatchObject({
    name: 'admin',
    org_type: 'admin',
    counts: { members: 1, catalogs: 0, ...NOTHING },
    catalogs: { total_results: 0, results: [] },
  });
  expect(provider).toMatchObject({
    id: org.id,
    name: org.name,
    org_type: 'provider',
    counts: { members: 1, catalogs: 1 },
  });
  const { body: catalogs } = await client.get(`/orgs/${org.name}/catalogs`).expect(200);
  expect(provider.catalogs).toMatchObject({
    total_results: 1,
    results: [{ id: catalogs.results[0].id, name: 'sandbox', counts: { members: 0, ...NOTHING } }],
  });
});

test('the counts follow what is created', async () => {
  const before = (await api.admin.get(TOPOLOGY).expect(200)).body.counts;
  await enrol(api, 'viewer');
  const { body } = await api.admin.get(`${TOPOLOGY}?fields=counts,orgs`).expect(200);
  expect(Object.keys(body).sort()).toEqual(['counts', 'orgs']);
  expect(body.counts.users).toBe(before.users + 1);
  expect(body.orgs.results[0].counts.members).toBe(2);
});

test('organizations come in pages, and every count stays that of the whole cloud', async () => {
  await createProviderOrg(api);
  const { body: whole } = await api.admin.get(TOPOLOGY).expect(200);
  const count = whole.orgs.total_results;
  expect(whole.orgs.results).toHaveLength(count);
  expect(count).toBeGreaterThanOrEqual(3);
  const { body: page } = await api.admin.get(`${TOPOLOGY}?limit=1&offset=1`).expect(200);
  expect(page.orgs).toEqual({ total_results: count, results: [whole.orgs.results[1]] });
  expect(page.counts).toEqual(whole.counts);
  const { body: beyond } = await api.admin.get(`${TOPOLOGY}?offset=${count}`).expect(200);
  expect(beyond).toMatchObject({ counts: whole.counts, orgs: { total_results: count, results: [] } });
  await api.admin.get(`${TOPOLOGY}?limit=all`).expect(400);
});

test('needs cloud/view', async () => {
  await api
    .as((await enrol(api, 'topology-administrator')).token)
    .get(TOPOLOGY)
    .expect(200);
  await api
    .as((await enrol(api, 'member')).token)
    .get(TOPOLOGY)
    .expect(403);
  const { client } = await createProviderOrg(api);
  await client.get(TOPOLOGY).expect(403);
});

test('an answer stays small however much there is: few organizations, few of their catalogs, and a link that leads on', async () => {
  const crowded = await Promise.all(Array.from({ length: 8 }, () => createProviderOrg(api)));
  await addCatalogs(
    crowded.map(({ org }) => org.id),
    1_200,
  );
  const { body: first, text, headers } = await api.admin.get(`${TOPOLOGY}?limit=1000`).expect(200);
  expect(Buffer.byteLength(text)).toBeLessThan(9_000_000);
  expect(first.orgs.results.length).toBeLessThan(first.orgs.total_results);
  const seen = first.orgs.results;
  for (let next = linkOf(headers); next !== undefined; ) {
    const answer = await api.admin.get(next).expect(200);
    expect(Buffer.byteLength(answer.text)).toBeLessThan(9_000_000);
    seen.push(...answer.body.orgs.results);
    next = linkOf(answer.headers);
  }
  expect(new Set(seen.map(({ id }: { id: string }) => id)).size).toBe(first.orgs.total_results);
  expect(seen).toHaveLength(first.orgs.total_results);
  const shown = seen.find(({ id }: { id: string }) => id === crowded[0]?.org.id);
  expect(shown).toMatchObject({ counts: { catalogs: 1_201 }, catalogs: { total_results: 1_201 } });
  expect(shown.catalogs.results).toHaveLength(1_000);
  expect(shown.catalogs.results[0].name).toBe('sandbox');
});

/** What the Link header names, from behind /api on. */
const linkOf = ({ link }: Record<string, string>) => /<[^>]*\/api(\/[^>]*)>; rel="next"/.exec(link ?? '')?.[1];

/** With titles as long as there may be. */
async function addCatalogs(orgIds: readonly string[], each: number): Promise<void> {
  await api.gatepost.context.database.query(
    `INSERT INTO catalog (id, org_id, version, created_at, updated_at, name, title)
     SELECT gen_random_uuid(), org_id, 1, now(), now(), 'crowd-' || at, repeat('t', 1000) || at
       FROM unnest($1::uuid[]) org_id, generate_series(1, $2) at`,
    [orgIds, each],
  );
}
