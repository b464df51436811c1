import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PAGES } from '../../api/pages/index.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../api/start-api.ts';
import { ROWS } from './page-table.ts';
import { createVisitor } from './visitor.ts';

const ORG_VIEWS = ['org/view', 'org/member:view', 'org/settings:view', 'org/topology:view'];
const ORG = [...ORG_VIEWS, 'org/member:manage', 'org/settings:manage', 'org/topology:manage'];
const CLOUD_VIEWS = ['cloud/view', 'cloud/provider-org:view', 'cloud/analytics:view'];
const EVERYTHING = [...ORG, ...CLOUD_VIEWS, 'cloud/manage', 'cloud/provider-org:manage'];

/** The roles of `admin`, as the contract has them. */
const ROLES: Record<string, readonly string[]> = {
  owner: EVERYTHING,
  administrator: EVERYTHING,
  'topology-administrator': [
    ...['org/view', 'org/settings:view', 'org/settings:manage'],
    ...['org/topology:view', 'org/topology:manage', 'cloud/view'],
  ],
  viewer: [...ORG_VIEWS, ...CLOUD_VIEWS],
  member: ['org/view'],
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const ofCloud = ROWS.filter(({ path }) => !path.startsWith('/manager'));
const exampleOf = (path: string) => path.replace(/\{\w+\}/g, 'no-such-thing');

async function accountOf(role: string): Promise<[string, string]> {
  if (role === 'owner') return ['admin', ADMIN_PASSWORD];
  return [(await enrol(api, role)).username, PERSON_PASSWORD];
}

describe('every page × every role', () => {
  test('every page has a row in the table, and every row a page', () => {
    expect(PAGES.map(({ path }) => path).sort()).toEqual(ROWS.map(({ path }) => path).sort());
  });

  test('whoever has not signed in is led to the sign-in, by all pages that are not open', async () => {
    for (const { path, access } of ROWS) {
      const { status, location } = await createVisitor(api.url).get(exampleOf(path));
      const ui = path.split('/')[1];
      if (access.includes('open')) expect({ path, status }).toEqual({ path, status: 200 });
      else expect(location).toBe(`/${ui}/sign-in?next=${encodeURIComponent(exampleOf(path))}`);
    }
  });

  test.each(Object.entries(ROLES))('%s sees exactly the pages of the table, by address', async (...one) => {
    const [role, permissions] = one;
    const visitor = createVisitor(api.url);
    await visitor.signIn(...(await accountOf(role)));
    for (const { path, access } of ofCloud) {
      const may = access.some((word) => ['open', 'signed-in', ...permissions].includes(word));
      const { status } = await visitor.get(exampleOf(path));
      // An object that is not there is 404 to those who could have seen it.
      expect({ path, isRefused: status === 403 }).toEqual({ path, isRefused: !may });
    }
  });

  test.each(Object.entries(ROLES))('the navigation of %s leads to those pages alone', async (...one) => {
    const [role, permissions] = one;
    const visitor = createVisitor(api.url);
    await visitor.signIn(...(await accountOf(role)));
    const { html } = await visitor.get('/cloud');
    const side = /<nav class="side"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    const shown = [...side.matchAll(/<a href="([^"]+)"/g)].map(([, path]) => path);
    const inNavigation = PAGES.filter(({ nav }) => nav).map(({ path }) => path as string);
    const expected = ofCloud
      .filter(({ access }) => access.some((word) => ['open', 'signed-in', ...permissions].includes(word)))
      .map(({ path }) => path)
      .filter((path) => inNavigation.includes(path));
    expect(shown.sort()).toEqual(expected.sort());
  });
});
