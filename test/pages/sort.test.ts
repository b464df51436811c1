import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROWS } from '../../api/pages/frame/list.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  newTitle,
  selectServer,
  TRUSTSTORES,
} from '../api/builder.ts';
import { createProviderOrg, gateway, ZONE } from '../api/provider-org.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';
import { createVisitor, type Visitor } from './visitor.ts';

const SERVERS = '/cloud/email-servers';
const ZONES = '/cloud/availability-zones';

let api: TestApi;
let visitor: Visitor;
let pages: Pages | undefined;
beforeAll(async () => {
  if (hasBrowser) pages = await startPages();
  api = pages?.api ?? (await startApi());
  visitor = createVisitor(api.url);
  await visitor.signIn();
  for (const title of ['Charlie', 'alpha', 'Bravo']) await createMailServer(api, { title });
  await makeOneOfEach();
});
afterAll(() => (pages ?? api).stop());

interface Heading {
  label: string;
  sorted: string | null;
  /** Where it leads; null: it is no link. */
  href: string | null;
}

function headingsOf(html: string): Heading[] {
  const heads = /<thead>([\s\S]*?)<\/thead>/.exec(html)?.[1] ?? '';
  return [...heads.matchAll(/<th([^>]*)>([\s\S]*?)<\/th>/g)].map(([, attributes = '', content = '']) => ({
    label: content.replace(/<[^>]*>/g, ''),
    sorted: /aria-sort="(\w+)"/.exec(attributes)?.[1] ?? null,
    href: /href="([^"]*)"/.exec(content)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? null,
  }));
}

async function look(address: string) {
  const { status, html } = await visitor.get(address);
  expect(status).toBe(200);
  const rows = /<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? '';
  const titles = [...rows.matchAll(/<th scope="row"><a [^>]*>([^<]*)</g)].map(([, title = '']) => title);
  const next = /rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  return {
    html,
    titles,
    next,
    headings: headingsOf(html),
    links: headingsOf(html).filter(({ href }) => href !== null),
  };
}

test('a heading leads to the list by its column, then the other way round, then as it was', async () => {
  const usual = await look(SERVERS);
  expect(usual.titles).toEqual(['Charlie', 'alpha', 'Bravo']);
  expect(usual.links).toEqual([{ label: 'Email server', sorted: null, href: '?sort=title' }]);
  const up = await look(`${SERVERS}${usual.links[0]?.href}`);
  expect(up.titles).toEqual(['alpha', 'Bravo', 'Charlie']);
  expect(up.links).toEqual([{ label: 'Email server', sorted: 'ascending', href: '?sort=-title' }]);
  const down = await look(`${SERVERS}${up.links[0]?.href}`);
  expect(down.titles).toEqual(['Charlie', 'Bravo', 'alpha']);
  expect(down.links).toEqual([{ label: 'Email server', sorted: 'descending', href: '?' }]);
});

test('a list that is shown from the oldest on says so, and turns round at once', async () => {
  const since = ({ links }: Awaited<ReturnType<typeof look>>) => links.find(({ label }) => label === 'Since');
  expect(since(await look('/cloud/orgs'))).toMatchObject({ sorted: 'ascending', href: '?sort=-created_at' });
  expect(since(await look('/cloud/orgs?sort=-created_at'))).toMatchObject({ sorted: 'descending', href: '?' });
  expect(since(await look('/cloud/orgs?sort=title'))).toMatchObject({ sorted: null, href: '?sort=created_at' });
});

test('the order stays from page to page, and a new one begins at the first', async () => {
  for (let count = 0; count < ROWS + 2; count += 1)
    await create(api, '/orgs/admin/availability-zones', { title: newTitle('zone') });
  const { body } = await api.admin.get('/orgs/admin/availability-zones?sort=-title&fields=title').expect(200);
  const all: string[] = body.results.map(({ title }: { title: string }) => title);
  const first = await look(`${ZONES}?sort=-title`);
  const second = await look(`${ZONES}${first.next}`);
  expect([...first.titles, ...second.titles]).toEqual(all);
  expect(second.links).toMatchObject([{ sorted: 'descending', href: '?' }]);
  const unsorted = await look(`${ZONES}${(await look(ZONES)).next}`);
  expect(unsorted.links).toMatchObject([{ href: '?sort=title' }]);
});

test('whatever else the address says stays', async () => {
  expect((await look(`${SERVERS}?view=narrow&sort=title`)).links).toMatchObject([{ href: '?view=narrow&sort=-title' }]);
});

test('a person who is looked for is in no order', async () => {
  const registry = '/cloud/registries/cloud-manager-lur';
  expect((await look(registry)).links.map(({ label }) => label)).toEqual(['User name', 'Since']);
  expect((await look(`${registry}?username=admin`)).links).toEqual([]);
});

/** An empty list has no headings. */
async function makeOneOfEach(): Promise<void> {
  const { certificatePem, privateKeyPem } = await createAuthority();
  const { body: servers } = await api.admin.get(MAIL_SERVERS).expect(200);
  await selectServer(api, servers.results[0].url);
  const made: [path: string, fields: object][] = [
    [KEYSTORES, { keystore: certificatePem + privateKeyPem }],
    [TRUSTSTORES, { truststore: certificatePem }],
    ['/cloud/registrations', {}],
    ['/cloud/api-keys', {}],
    [`${ZONE}/gateway-services`, gateway()],
    [`${ZONE}/portal-services`, { endpoint: 'https://p.acme.test', web_endpoint_base: 'https://w.acme.test' }],
    [`${ZONE}/analytics-services`, {}],
    ['/cloud/org-invitations', { email: 'owner@acme.test', notify: false }],
    ['/orgs/admin/member-invitations', { email: 'member@acme.test', notify: false }],
  ];
  for (const [path, fields] of made) await create(api, path, fields);
}

test.each([
  '/cloud/keystores',
  '/cloud/truststores',
  '/cloud/tls-client-profiles',
  '/cloud/tls-server-profiles',
  '/cloud/registrations',
  '/cloud/api-keys',
  ZONES,
  '/cloud/gateway-services',
  '/cloud/portal-services',
  '/cloud/analytics-services',
  '/cloud/registries',
  '/cloud/members',
  '/cloud/orgs',
  '/cloud/org-invitations',
  '/cloud/member-invitations',
  SERVERS,
])('every heading of %s that is a link is one that the API sorts by', async (path) => {
  const { links } = await look(path);
  expect(links.length).toBeGreaterThan(0);
  for (const { href } of links) await look(`${path}${href}`);
});

test('the organizations of whoever works in one are sorted too', async () => {
  const { owner } = await createProviderOrg(api);
  await create(api, '/cloud/orgs', { owner_url: owner.url });
  const own = createVisitor(api.url);
  await own.signIn(owner.username, 'long enough', 'manager');
  const titles = async (query: string) =>
    [...(await own.get(`/manager${query}`)).html.matchAll(/<th scope="row"><a [^>]*>([^<]*)</g)].map(
      ([, title]) => title,
    );
  const sorted = await titles('?sort=title');
  expect(sorted).toHaveLength(2);
  expect(await titles('?sort=-title')).toEqual(sorted.toReversed());
});

test.each(['nope', '%00', 'title&sort=name'])('sort=%s is no failure of ours', async (sort) => {
  expect((await visitor.get(`${SERVERS}?sort=${sort}`)).status).toBe(400);
});

const looking = hasBrowser ? describe : describe.skip;

looking('in a browser', () => {
  test('a list is sorted by keyboard, with and without scripts, and bars nobody', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await (pages as Pages).openPage('owner', SERVERS, { javaScriptEnabled });
      const heading = page.locator('thead a');
      const titles = () => page.locator('tbody th').allTextContents();
      for (const order of ['ascending', 'descending'] as const) {
        await heading.focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(order === 'ascending' ? '**?sort=title' : '**?sort=-title');
        expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe(order);
        const up = ['alpha', 'Bravo', 'Charlie'];
        expect(await titles()).toEqual(order === 'ascending' ? up : up.toReversed());
      }
      if (!javaScriptEnabled) continue;
      await photograph(page, 'sorted');
      expect(await findBarriers(page)).toEqual([]);
    }
  });
});
