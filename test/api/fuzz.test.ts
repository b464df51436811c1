import { afterAll, beforeAll, test } from '@jest/globals';
import fc from 'fast-check';
import { bodyOf, text } from './arbitrary.ts';
import { demandDocumented } from './documented.ts';
import { resolved } from './resolved.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

/** How many requests each operation gets: a fixed budget, so that a run takes about the same time. */
const REQUESTS_PER_OPERATION = 6;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  method: (typeof METHODS)[number];
  template: string;
  schema: Record<string, unknown> | undefined;
  query: string[];
}

let api: TestApi;
let token: string;
let operations: Operation[];
let known: string[];

beforeAll(async () => {
  api = await startApi();
  token = api.token;
  await createObjects();
  operations = await readOperations();
  known = await knownValues();
});

afterAll(() => api.stop());

async function readOperations(): Promise<Operation[]> {
  const { body } = await api.as().get('/openapi.json').expect(200);
  const { paths } = resolved<{ paths: Record<string, Record<string, Json>> }>(body);
  return Object.entries(paths).flatMap(([template, item]) =>
    METHODS.filter((method) => item[method]).map((method) => describe(template, method, item[method] as Json)),
  );
}

type Json = Record<string, unknown>;

function describe(template: string, method: Operation['method'], operation: Json): Operation {
  const content = (operation.requestBody as { content: Record<string, { schema: Json }> } | undefined)?.content;
  const parameters = operation.parameters as { name: string; in: string }[];
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return { template, method, schema: content?.['application/json']?.schema, query };
}

/** Names, ids and URLs of what an empty cloud comes with. */
async function knownValues(): Promise<string[]> {
  const lists = [
    '/cloud/orgs',
    '/orgs/admin/tls-client-profiles',
    '/orgs/admin/roles',
    '/orgs/admin/members',
    '/orgs/admin/user-registries',
  ];
  const answers = await Promise.all(lists.map((path) => api.admin.get(path).expect(200)));
  const rows = answers.flatMap(({ body }) => body.results as { id: string; name: string; url: string }[]);
  return ['admin', 'cloud', 'availability-zone-default', ...rows.flatMap(({ id, name, url }) => [id, name, url])];
}

/** What a placeholder mostly stands for: things that exist, so that a request gets past the look-up. */
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  org: ['admin', 'fuzz'],
  availability_zone: ['availability-zone-default'],
  user_registry: ['api-manager-lur', 'cloud-manager-lur'],
  scope: ['cloud', 'provider'],
  catalog: ['sandbox'],
  version: ['1.0.0'],
};

function segmentOf(placeholder: string): fc.Arbitrary<string> {
  const likely = fc.constantFrom(
    ...(LIKELY[placeholder] ?? ['fuzz', 'invitation', 'owner', 'tls-client-profile-default']),
  );
  return fc.oneof(
    { weight: 5, arbitrary: likely },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: text(known) },
  );
}

/** One object of many kinds, all of the same name, so that a path finds it in whatever collection it asks. */
async function createObjects(): Promise<void> {
  const make = async (path: string, body: object) =>
    (await api.admin.post(path, { title: 'Fuzz', ...body }).expect(201)).body;
  const server = await make('/orgs/admin/mail-servers', { host: 'localhost', port: 1 });
  await api.admin.put('/cloud/settings', { mail_server_url: server.url }).expect(200);
  await make('/orgs/admin/tls-client-profiles', {});
  await make('/orgs/admin/roles', { permission_urls: ['/api/cloud/permissions/org/view'] });
  await make('/cloud/registrations', { client_type: 'toolkit' });
  const users = '/user-registries/admin/api-manager-lur/users';
  const user = await make(users, {
    name: 'fuzz',
    username: 'fuzz',
    email: 'fuzz@example.com',
    password: 'a good password',
  });
  await make('/cloud/orgs', { owner_url: user.url });
  const services = '/orgs/admin/availability-zones/availability-zone-default';
  await make(`${services}/portal-services`, { endpoint: 'https://a.example', web_endpoint_base: 'https://b.example' });
  await make(`${services}/analytics-services`, { endpoint: 'https://c.example' });
}

function requestOf({ template, schema, query }: Operation) {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return fc.record({
    params: fc.record(Object.fromEntries(names.map((name) => [name, segmentOf(name)]))),
    query: fc.dictionary(fc.constantFrom('fields', ...query), text(known), { maxKeys: 2 }),
    body: schema ? bodyOf(schema, known) : fc.constant(undefined),
  });
}

/** A segment that is empty, or goes up, would make another path. */
const segment = (value: string | undefined) =>
  /^\.{0,2}$/.test(value ?? '') ? 'x' : encodeURIComponent((value ?? '').replace(/\p{Surrogate}/gu, ''));

async function send(
  operation: Operation,
  request: { params: Record<string, string>; query: Record<string, string>; body: unknown },
) {
  const path = operation.template.replace(/\{(\w+)\}/g, (_, name: string) => segment(request.params[name]));
  const query = new URLSearchParams(request.query).toString();
  const response = await fetch(`${api.url}${path}${query && `?${query}`}`, {
    method: operation.method.toUpperCase(),
    headers: {
      authorization: `Bearer ${token}`,
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  return { path: `${path}${query && `?${query}`}`, response, text: await response.text() };
}

test('no operation answers 5xx, or with a status or a body that its documentation does not know', async () => {
  for (const operation of operations) {
    await fc.assert(
      fc.asyncProperty(requestOf(operation), async (request) => {
        const { path, response, text: body } = await send(operation, request);
        if (response.status === 401) token = await signIn(api.url, 'admin', ADMIN_PASSWORD);
        if (response.status >= 500) throw new Error(`${operation.method} ${path} → ${response.status}: ${body}`);
        const isJson = /^application\/json/.test(response.headers.get('content-type') ?? '');
        const headers = { 'content-type': response.headers.get('content-type') ?? '' };
        demandDocumented(operation.method, path, {
          status: response.status,
          headers,
          text: body,
          body: isJson ? JSON.parse(body) : {},
        });
      }),
      { numRuns: REQUESTS_PER_OPERATION, interruptAfterTimeLimit: 20_000 },
    );
  }
}, 240_000);
