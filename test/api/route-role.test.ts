import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERMISSIONS, type Permission } from '../../api/access/permission.ts';
import type { Route } from '../../api/http/route.ts';
import { routes } from '../../api/routes.ts';
import { demandDocumented } from './documented.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const ORG_VIEWS: Permission[] = ['org/view', 'org/member:view', 'org/settings:view', 'org/topology:view'];
const CLOUD_VIEWS: Permission[] = ['cloud/view', 'cloud/provider-org:view', 'cloud/analytics:view'];

/** The matrix of the organization `admin`, as the contract has it. */
const MATRIX: Record<string, readonly Permission[]> = {
  owner: PERMISSIONS,
  administrator: PERMISSIONS,
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

/** The routes that no permission guards: whoever adds one writes it here, and why is seen in the review. */
const UNGUARDED: Record<string, string[]> = {
  open: [
    'GET /cloud/admin/identity-providers',
    'GET /cloud/provider/identity-providers',
    'POST /request-password-reset',
    'POST /token',
  ],
  'signed-in': [
    'DELETE /cloud/api-keys/{item}',
    'GET /cloud/api-keys',
    'GET /cloud/api-keys/{item}',
    'GET /cloud/integrations',
    'GET /cloud/integrations/{collection}',
    'GET /cloud/integrations/{collection}/{item}',
    'GET /cloud/permissions',
    'GET /cloud/permissions/{collection}',
    'GET /cloud/permissions/{collection}/{item}',
    'GET /cloud/settings/mail-server-configured',
    'GET /me',
    'GET /orgs',
    'GET /permissions',
    'POST /cloud/api-keys',
    'POST /me/change-password',
    'POST /me/sign-out',
    'PUT /me',
  ],
};

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;
const guarded = routes.filter(({ access }) => typeof access === 'object');

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.stop());

/** Asks a route for objects that do not exist, with nothing in the body: whoever is let in gets past 403 and no further. */
async function ask(route: Route, token: string, org = 'admin'): Promise<number> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(route, name, org));
  const hasBody = !['get', 'delete'].includes(route.method);
  const response = await fetch(`${api.url}/api${path}`, {
    method: route.method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: JSON.stringify({ nonsense: true }) }),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  demandDocumented(route.method, `/api${path}`, { status: response.status, headers: {}, text, body });
  return response.status;
}

function pathSegment(route: Route, placeholder: string, org: string): string {
  const isOrganization = placeholder === 'org' || (placeholder === 'item' && route.path.startsWith('/orgs/{item}'));
  return isOrganization ? org : 'no-such-thing';
}

async function allowed(token: string, org?: string): Promise<string[]> {
  const open: string[] = [];
  for (const route of guarded) if ((await ask(route, token, org)) !== 403) open.push(nameOf(route));
  return open;
}

const expectedFor = (permissions: readonly Permission[]) =>
  guarded.filter(({ access }) => (access as Permission[]).some((each) => permissions.includes(each))).map(nameOf);

describe('every route × every role', () => {
  test('a route without a permission is one of those that are known to need none', () => {
    for (const [kind, names] of Object.entries(UNGUARDED)) {
      const found = routes.filter(({ access }) => access === kind);
      expect(found.map(nameOf).sort()).toEqual(names);
    }
  });

  test('a mailed link opens nothing but the routes made for it', () => {
    const byLink = routes.filter(({ access }) => typeof access === 'string' && !(access in UNGUARDED));
    for (const route of byLink) expect(nameOf(route)).toMatch(/\/(register|accept|reset-password)$/);
  });

  test.each(Object.entries(MATRIX))('%s gets past exactly the routes of its permissions', async (role, permissions) => {
    const token = role === 'owner' ? api.token : (await enrol(api, role)).token;
    expect(await allowed(token)).toEqual(expectedFor(permissions));
  });

  test.each(PERMISSIONS)('a registration with the scope %s alone gets past exactly its routes', async (scope) => {
    const sent = { title: `Only ${scope}`, client_type: 'toolkit', scopes: [scope] };
    const { body } = await api.admin.post('/cloud/registrations', sent).expect(201);
    const grant = { grant_type: 'client_credentials', client_id: body.client_id, client_secret: body.client_secret };
    const token = await api.as().post('/token', grant).expect(200);
    expect(await allowed(token.body.access_token)).toEqual(expectedFor([scope]));
  });

  test('a user of the provider realm reaches no other organization', async () => {
    const users = '/user-registries/admin/api-manager-lur/users';
    const sent = { username: 'outsider', email: 'outsider@example.com', password: ADMIN_PASSWORD };
    await api.admin.post(users, sent).expect(201);
    const owner = await api.admin
      .post(users, { ...sent, username: 'insider', email: 'insider@example.com' })
      .expect(201);
    await api.admin.post('/cloud/orgs', { title: 'Inside', owner_url: owner.body.url }).expect(201);
    const outsider = await signIn(api.url, 'outsider', ADMIN_PASSWORD, 'provider/default-idp-2');
    expect(await allowed(outsider, 'inside')).toEqual([]);
    expect(await allowed(outsider)).toEqual([]);
    const insider = await signIn(api.url, 'insider', ADMIN_PASSWORD, 'provider/default-idp-2');
    const inOwn = guarded.filter(
      ({ access, path }) =>
        /\{(org|item)\}/.test(path) && (access as Permission[]).some((each) => each.startsWith('org/')),
    );
    expect(await allowed(insider, 'inside')).toEqual(
      inOwn.filter(({ path }) => path.includes('{org}') || path.startsWith('/orgs/{item}')).map(nameOf),
    );
  });
});
