import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SORTS } from '../../api/crud/sort.ts';
import { routes } from '../../api/routes.ts';
import { create, createMailServer, MAIL_SERVERS, mailServer, PROFILES, pointersOf } from './builder.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';
import { nextOf, walk } from './walk.ts';

const ZONES = '/orgs/admin/availability-zones';

/** Made in this order: by title and by name they stand otherwise, and two have the same title. */
const MADE = [
  { name: 'm', title: 'delta' },
  { name: 'b', title: 'Charlie' },
  { name: 'z', title: 'alpha' },
  { name: 'a', title: 'Bravo' },
  { name: 'q', title: 'charlie' },
];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  for (const names of MADE) await createMailServer(api, names);
});
afterAll(() => api.stop());

const encoded = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

async function namesBy(sort: string): Promise<string[]> {
  const { body } = await api.admin.get(`${MAIL_SERVERS}?sort=${sort}`).expect(200);
  return body.results.map(({ name }: { name: string }) => name);
}

describe('a list is sorted by', () => {
  const byCreation = MADE.map(({ name }) => name);
  const byName = byCreation.toSorted();

  test('the moment of creation, which is how it is sorted when nobody says how', async () => {
    expect(await namesBy('created_at')).toEqual(byCreation);
    expect(await namesBy('')).toEqual(byCreation);
    expect(await namesBy('-created_at')).toEqual(byCreation.toReversed());
  });

  test('the name', async () => {
    expect(await namesBy('name')).toEqual(byName);
    expect(await namesBy('-name')).toEqual(byName.toReversed());
  });

  test('the title, without regard to upper and lower case; what has the same one by id', async () => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}?sort=title`).expect(200);
    const titles = body.results.map(({ title }: { title: string }) => title.toLowerCase());
    expect(titles).toEqual(['alpha', 'bravo', 'charlie', 'charlie', 'delta']);
    const ids = body.results.slice(2, 4).map(({ id }: { id: string }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(await namesBy('-title')).toEqual(body.results.map(({ name }: { name: string }) => name).toReversed());
  });
});

test.each(SORTS)('sorted by %s a list is walked page by page, each object once', async (sort) => {
  const walked = await walk(api, `${MAIL_SERVERS}?sort=${sort}&limit=2`);
  expect(walked.map(({ name }) => name)).toEqual(await namesBy(sort));
  const skipped = await walk(api, `${MAIL_SERVERS}?sort=${sort}&limit=1&offset=2`);
  expect(skipped).toEqual(walked.slice(2));
});

test('a page that shows neither name nor title leads on all the same, and its link says how it is sorted', async () => {
  const { headers } = await api.admin.get(`${MAIL_SERVERS}?sort=-title&limit=2&fields=url`).expect(200);
  const next = nextOf(api, headers.link) ?? '';
  expect(new URLSearchParams(next.split('?')[1]).get('sort')).toBe('-title');
  const { body } = await api.admin.get(next).expect(200);
  const whole = await api.admin.get(`${MAIL_SERVERS}?sort=-title&fields=url`).expect(200);
  expect(body.results).toEqual(whole.body.results.slice(2, 4));
});

test('titles and names as long as they may be are sorted and walked', async () => {
  const long = (end: string) => `${'\u{1f4ec}'.repeat(500)}${end}`;
  for (const end of ['b', 'a', 'c']) await create(api, ZONES, { title: long(end), name: `${'n'.repeat(254)}${end}` });
  const ends = async (sort: string) => {
    const walked = await walk(api, `${ZONES}?sort=${sort}&limit=1`);
    return walked.filter(({ title }) => title.startsWith('\u{1f4ec}')).map(({ title }) => title.at(-1));
  };
  expect(await ends('name')).toEqual(['a', 'b', 'c']);
  expect((await ends('title')).toSorted()).toEqual(['a', 'b', 'c']);
});

test("what others share is sorted among what is one's own", async () => {
  const { client, org } = await createProviderOrg(api);
  const own = `/orgs/${org.name}/tls-client-profiles`;
  const shared = { visibility: { type: 'public' } };
  for (const [path, title] of [
    [own, 'Mine 2'],
    [PROFILES, 'Mine 1'],
    [own, 'mine 3'],
  ] as const)
    await (path === own ? client : api.admin).post(path, { title, ...(path !== own && shared) }).expect(201);
  const { body } = await client.get(`${own}?sort=-title`).expect(200);
  const titles: string[] = body.results.map(({ title }: { title: string }) => title);
  expect(titles.filter((title) => /^mine/i.test(title))).toEqual(['mine 3', 'Mine 2', 'Mine 1']);
});

describe('400 says what is possible instead of', () => {
  test.each(['nope', '-', 'NAME', 'name,title', 'created_at%20desc', 'name&sort=title', '%00', '__proto__'])(
    'sort=%s',
    async (sort) => {
      const { body } = await api.admin.get(`${MAIL_SERVERS}?sort=${sort}`).expect(400);
      expect(pointersOf(body)).toEqual(['/sort']);
      expect(body.violations[0].message).toContain('created_at, -created_at, name, -name, title, -title');
    },
  );

  test('a place in a list that was sorted otherwise', async () => {
    const { headers } = await api.admin.get(`${MAIL_SERVERS}?sort=-name&limit=1`).expect(200);
    const after = new URLSearchParams(nextOf(api, headers.link)?.split('?')[1]).get('after');
    for (const sort of ['', '&sort=name', '&sort=title']) {
      const { body } = await api.admin.get(`${MAIL_SERVERS}?after=${after}${sort}`).expect(400);
      expect(pointersOf(body)).toEqual(['/after']);
      expect(body.violations[0].message).toContain('send sort=-name with it');
    }
  });

  const ID = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
  test.each([
    ['no sort', ['2026-01-01T00:00:00.000Z', ID]],
    ['a sort that is none', ['nope', 'a', ID]],
    ['no text', ['name', 7, ID]],
    ['text that no database holds', ['name', 'a\0', ID]],
    ['half a surrogate pair', ['title', '\ud83d', ID]],
    ['no moment', ['created_at', 'yesterday', ID]],
    ['no id', ['name', 'a', 'b']],
    ['more than a place', ['name', 'a', ID, 1]],
  ])('a place with %s', async (_what, cursor) => {
    const sort = typeof cursor[0] === 'string' && SORTS.some((each) => each === cursor[0]) ? cursor[0] : 'name';
    const { body } = await api.admin.get(`${MAIL_SERVERS}?sort=${sort}&after=${encoded(cursor)}`).expect(400);
    expect(body.errors).toEqual([expect.stringContaining('Link header')]);
  });
});

test('an object that is renamed or deleted meanwhile ends no walk', async () => {
  const server = await createMailServer(api, mailServer({ title: 'aaa' }));
  const { headers } = await api.admin.get(`${MAIL_SERVERS}?sort=title&limit=1`).expect(200);
  await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
  const rest = await walk(api, nextOf(api, headers.link) ?? '');
  expect(rest.map(({ title }) => title.toLowerCase())).toEqual(['alpha', 'bravo', 'charlie', 'charlie', 'delta']);
});

test('the lists that can be sorted are those whose documentation says so', async () => {
  const { client, org } = await createProviderOrg(api);
  const catalog = (await client.get(`/orgs/${org.name}/catalogs`).expect(200)).body.results[0];
  const sample = (path: string) =>
    path
      .replace('{org}', path.includes('{catalog}') ? org.name : 'admin')
      .replace('{catalog}', catalog?.name ?? '')
      .replace('{availability_zone}', 'availability-zone-default')
      .replace('{user_registry}', 'cloud-manager-lur');
  const lists = routes.filter(({ method, path }) => method === 'get' && !/\{(?!org)\w+\}$|\{(item|scope)\}/.test(path));
  const refusing: string[] = [];
  for (const { path } of lists) {
    const asked = path.includes('{catalog}') ? client : api.admin;
    const { body } = await asked.get(`${sample(path)}?sort=nope`);
    if (pointersOf(body).includes('/sort')) refusing.push(path);
  }
  const documented = routes.filter(({ doc }) => doc?.isSorted).map(({ path }) => path);
  expect(documented.length).toBeGreaterThan(20);
  expect(refusing.sort()).toEqual(documented.sort());
});
