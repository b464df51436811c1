import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { routes } from '../../api/routes.ts';
import { newTitle } from './builder.ts';
import { demandDocumented } from './documented.ts';
import { enrol } from './person.ts';
import { ROWS, type Row } from './route-table.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

/** Every route in each test: a machine with other things to do takes minutes. */
jest.setTimeout(240_000);

const EVERYTHING_OF_ORG = [
  'org/view',
  'org/member:view',
  'org/member:manage',
  'org/settings:view',
  'org/settings:manage',
  'org/topology:view',
  'org/topology:manage',
];
const ORG_VIEWS = ['org/view', 'org/member:view', 'org/settings:view', 'org/topology:view'];
const CLOUD_VIEWS = ['cloud/view', 'cloud/provider-org:view', 'cloud/analytics:view'];
const EVERYTHING = [...EVERYTHING_OF_ORG, ...CLOUD_VIEWS, 'cloud/manage', 'cloud/provider-org:manage'];

/** The roles of the organization `admin`, as the contract has them. */
const ADMIN_ROLES: Record<string, readonly string[]> = {
  owner: EVERYTHING,
  administrator: EVERYTHING,
  'topology-administrator': [
    'org/view',
    'org/settings:view',
    'org/settings:manage',
    'org/topology:view',
    'org/topology:manage',
    'cloud/view',
  ],
  viewer: [...ORG_VIEWS, ...CLOUD_VIEWS],
  member: ['org/view'],
};

/** The roles of a provider organization, as the contract has them. */
const PROVIDER_ROLES: Record<string, readonly string[]> = {
  owner: EVERYTHING_OF_ORG,
  administrator: EVERYTHING_OF_ORG,
  'api-administrator': ORG_VIEWS,
  'community-manager': ORG_VIEWS,
  developer: ORG_VIEWS,
  viewer: ORG_VIEWS,
  member: ['org/view'],
};

const PROVIDER_USERS = '/user-registries/admin/api-manager-lur/users';
const PROVIDER_REALM = 'provider/default-idp-2';

const guarded = ROWS.filter(({ access }) => access.some((word) => word.includes('/')));
const isAboutOrganization = ({ path }: Row) => path.includes('{org}') || path.startsWith('/orgs/{item}');

let api: TestApi;
let ownerOfInside: string;

beforeAll(async () => {
  api = await startApi();
  const owner = await createProviderUser();
  await api.admin.post('/cloud/orgs', { name: 'inside', title: 'Inside', owner_url: owner.url }).expect(201);
  ownerOfInside = await signIn(api.url, owner.username, ADMIN_PASSWORD, PROVIDER_REALM);
});

afterAll(() => api.stop());

/** Asks a route for objects that do not exist, with nothing in the body: whoever is let in gets past 403 and no further. */
async function ask({ method, path: template }: Row, token: string, org: string): Promise<number> {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(template, name, org));
  const hasBody = !['GET', 'DELETE'].includes(method);
  const response = await fetch(`${api.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: JSON.stringify({ nonsense: true }) }),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  demandDocumented(method.toLowerCase(), `/api${path}`, { status: response.status, headers: {}, text, body });
  return response.status;
}

function pathSegment(template: string, placeholder: string, org: string): string {
  const isOrganization = placeholder === 'org' || (placeholder === 'item' && template.startsWith('/orgs/{item}'));
  return isOrganization ? org : 'no-such-thing';
}

async function allowed(token: string, org = 'admin'): Promise<string[]> {
  const open: string[] = [];
  for (const row of guarded) if ((await ask(row, token, org)) !== 403) open.push(row.name);
  return open;
}

const opened = (rows: readonly Row[], permissions: readonly string[]) =>
  rows.filter(({ access }) => access.some((each) => permissions.includes(each))).map(({ name }) => name);

async function createProviderUser(): Promise<{ url: string; username: string }> {
  const username = newTitle('provider');
  const sent = { username, email: `${username}@example.com`, password: ADMIN_PASSWORD };
  return (await api.admin.post(PROVIDER_USERS, sent).expect(201)).body;
}

/** The token of somebody who has this one role in the organization `inside`; without one a token of nobody's there. */
async function insider(role?: string): Promise<string> {
  const { url, username } = await createProviderUser();
  if (role !== undefined) {
    const member = { user: { url }, role_urls: [`/api/orgs/inside/roles/${role}`] };
    await api.as(ownerOfInside).post('/orgs/inside/members', member).expect(201);
  }
  return signIn(api.url, username, ADMIN_PASSWORD, PROVIDER_REALM);
}

describe('every route × every role', () => {
  test('every route that there is has a row in the table, and every row a route', () => {
    const names = routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(names.sort()).toEqual(ROWS.map(({ name }) => name).sort());
  });

  test('nobody who is not signed in gets past the routes that are not open', async () => {
    for (const row of ROWS.filter(({ access }) => !access.includes('open'))) {
      expect({ row: row.name, status: await ask(row, 'no-token-at-all', 'admin') }).toEqual({
        row: row.name,
        status: 401,
      });
    }
  });

  test('whoever is signed in gets past the routes that need no permission', async () => {
    const token = await insider();
    for (const row of ROWS.filter(({ access, path }) => access.includes('signed-in') && path !== '/me/sign-out')) {
      expect([401, 403]).not.toContain(await ask(row, token, 'admin'));
    }
  });

  test.each(Object.entries(ADMIN_ROLES))('%s of admin gets past exactly the routes of the table', async (...one) => {
    const [role, permissions] = one;
    const token = role === 'owner' ? api.token : (await enrol(api, role)).token;
    expect(await allowed(token)).toEqual(opened(guarded, permissions));
  });

  test.each(Object.entries(PROVIDER_ROLES))(
    '%s of a provider organization too, and reaches no other',
    async (...one) => {
      const [role, permissions] = one;
      const token = await insider(role);
      expect(await allowed(token, 'inside')).toEqual(opened(guarded.filter(isAboutOrganization), permissions));
      expect(await allowed(token, 'admin')).toEqual([]);
    },
  );

  test('a user of the provider realm who is a member nowhere reaches no organization', async () => {
    const token = await insider();
    expect(await allowed(token, 'inside')).toEqual([]);
    expect(await allowed(token)).toEqual([]);
  });

  test.each(EVERYTHING)('a registration with the scope %s alone gets past exactly its routes', async (scope) => {
    const sent = { title: `Only ${scope}`, client_type: 'toolkit', scopes: [scope] };
    const { body } = await api.admin.post('/cloud/registrations', sent).expect(201);
    const grant = { grant_type: 'client_credentials', client_id: body.client_id, client_secret: body.client_secret };
    const token = await api.as().post('/token', grant).expect(200);
    expect(await allowed(token.body.access_token)).toEqual(opened(guarded, [scope]));
  });
});
