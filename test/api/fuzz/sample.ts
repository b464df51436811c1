import { gatepost } from '../../../api/access/caller.ts';
import { issueOneTimeToken } from '../../../api/access/one-time-token.ts';
import { scopeOf } from '../../../api/http/unit-of-work.ts';
import { enqueue } from '../../../api/mail/outbox/outbox.ts';
import { newTitle, selectServer, UNKNOWN_ID } from '../builder.ts';
import { ADMIN_PASSWORD, signIn } from '../start-api.ts';
import { createPerson, type Ground, newPerson } from './ground.ts';

type Body = Record<string, unknown>;
type Params = Record<string, string>;

/** A request that the API accepts. */
export interface Sample {
  params: Params;
  query: Record<string, string>;
  body: Body | undefined;
  token: string | undefined;
}

const PROVIDER_REALM = 'provider/default-idp-2';

/** Where texts of mails are, with one of each. */
const TEXTS: Readonly<Record<string, Params>> = {
  '/cloud/settings': { scope: 'cloud', item: 'invitation' },
  '/orgs/{org}/settings': { scope: 'admin', item: 'member-invitation' },
  '/catalogs/{org}/{catalog}/settings': { scope: 'catalog', item: 'portal-ready' },
  '/orgs/{org}/catalogs/{catalog}/settings': { scope: 'catalog', item: 'portal-ready' },
};

/** What placeholders stand for, unless a collection says otherwise. */
const PARAMS: Params = {
  org: 'admin',
  availability_zone: 'availability-zone-default',
  user_registry: 'api-manager-lur',
  scope: 'cloud',
  version: '1.0.0',
};

/** Bodies that make an object, by the path of its collection; a title is added. */
const NEW: Readonly<Record<string, (ground: Ground) => Body | Promise<Body>>> = {
  '/cloud/api-keys': () => ({}),
  '/cloud/org-invitations': () => ({ email: newPerson().email, notify: false }),
  '/cloud/orgs': async ({ api }) => ({ owner_url: (await createPerson(api, 'api-manager-lur')).url }),
  '/cloud/registrations': () => ({ client_type: 'toolkit', client_id: newTitle('client') }),
  '/orgs/{org}/availability-zones': () => ({}),
  '/orgs/{org}/availability-zones/{availability_zone}/analytics-services': () => ({}),
  '/orgs/{org}/availability-zones/{availability_zone}/gateway-services': () => ({
    endpoint: 'https://manager.example',
    api_endpoint_base: 'https://gateway.example',
  }),
  '/orgs/{org}/availability-zones/{availability_zone}/portal-services': () => ({
    endpoint: `https://${newTitle('portal')}.example`,
    web_endpoint_base: `https://${newTitle('www')}.example`,
  }),
  '/orgs/{org}/catalogs': () => ({}),
  '/orgs/{org}/catalogs/{catalog}/configured-gateway-services': ({ gatewayUrl }) => ({
    gateway_service_url: gatewayUrl,
  }),
  '/orgs/{org}/keystores': ({ issued }) => ({ keystore: issued.certificatePem + issued.privateKeyPem }),
  '/orgs/{org}/mail-servers': ({ sink }) => ({ host: '127.0.0.1', port: sink.port }),
  '/orgs/{org}/member-invitations': () => ({ email: newPerson().email, notify: false }),
  '/orgs/{org}/members': async ({ api }) => ({
    user: { url: (await createPerson(api)).url },
    role_urls: ['/api/orgs/admin/roles/member'],
  }),
  '/orgs/{org}/roles': () => ({ permission_urls: ['/api/cloud/permissions/org/view'] }),
  '/orgs/{org}/tls-client-profiles': () => ({}),
  '/orgs/{org}/tls-server-profiles': () => ({}),
  '/orgs/{org}/truststores': ({ issued }) => ({ truststore: issued.certificatePem }),
  '/orgs/{org}/user-registries': () => ({}),
  '/user-registries/{org}/{user_registry}/users': newPerson,
};

/** Collections with two paths, and lists of what is made elsewhere. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^\/catalogs\/\{org\}/, '/orgs/{org}/catalogs'],
  [/^\/user-registries\/\{org\}(?!\/\{user_registry\})/, '/orgs/{org}/user-registries'],
  [/^\/orgs\/\{item\}/, '/cloud/orgs/{item}'],
  [
    /^\/orgs\/\{org\}\/(analytics|gateway|portal)-services/,
    '/orgs/{org}/availability-zones/{availability_zone}/$1-services',
  ],
];

/** What is not an object of a collection, or is asked for in a way of its own. */
const SPECIAL: Readonly<Record<string, (ground: Ground) => Partial<Sample> | Promise<Partial<Sample>>>> = {
  'GET /cloud/audit-events/{item}': async ({ api }) => ({
    params: { item: await firstId(api, '/cloud/audit-events') },
  }),
  'GET /cloud/deliveries/{item}': async (ground) => ({ params: { item: await newDelivery(ground) } }),
  'POST /cloud/deliveries/cancel': () => ({ body: { template: 'invitation', confirm: true } }),
  'POST /cloud/deliveries/retry': () => ({ body: { template: 'invitation', confirm: true } }),
  'POST /cloud/deliveries/{item}/cancel': async (ground) => ({ params: { item: await newDelivery(ground) } }),
  'POST /cloud/deliveries/{item}/retry': async (ground) => ({ params: { item: await newDelivery(ground, 'failed') } }),
  'POST /cloud/emails/send-to-owners': async (ground) => ({
    body: { org_urls: [(await make(ground, '/cloud/orgs')).url], subject: 'Hello', body: 'Hello' },
  }),
  'GET /cloud/integrations/{collection}': () => ({ params: { collection: 'gateway-service' } }),
  'GET /cloud/integrations/{collection}/{item}': () => ({
    params: { collection: 'gateway-service', item: 'datapower-api-gateway' },
  }),
  'GET /cloud/provenances': () => ({ query: { object_id: UNKNOWN_ID } }),
  'GET /orgs/{org}/provenances': () => ({ query: { object_id: UNKNOWN_ID } }),
  'GET /cloud/permissions/{collection}': () => ({ params: { collection: 'org' } }),
  'GET /cloud/permissions/{collection}/{item}': () => ({ params: { collection: 'org', item: 'view' } }),
  'GET /cloud/settings/role-defaults/{collection}': () => ({ params: { collection: 'provider' } }),
  'GET /cloud/settings/role-defaults/{collection}/{item}': () => ({
    params: { collection: 'provider', item: 'owner' },
  }),
  'PATCH /cloud/org-invitations/{item}': async (ground) => ({
    ...(await existing(ground, '/cloud/org-invitations')),
    body: {},
  }),
  'POST /cloud/org-invitations/{item}/regenerate': (ground) => regenerated(ground, '/cloud/org-invitations'),
  'POST /cloud/org-invitations/{item}/register': async (ground) => ({
    ...(await invited(ground, '/cloud/org-invitations')),
    body: { user: { ...newPerson(), realm: PROVIDER_REALM }, org: { title: newTitle('org') } },
  }),
  'POST /cloud/org-invitations/{item}/accept': async (ground) => ({
    ...(await invited(ground, '/cloud/org-invitations')),
    body: { user: await account(ground, 'api-manager-lur', PROVIDER_REALM), org: { title: newTitle('org') } },
  }),
  'POST /orgs/{org}/member-invitations/{item}/regenerate': (ground) =>
    regenerated(ground, '/orgs/{org}/member-invitations'),
  'POST /orgs/{org}/member-invitations/{item}/register': async (ground) => ({
    ...(await invited(ground, '/orgs/{org}/member-invitations')),
    body: newPerson(),
  }),
  'POST /orgs/{org}/member-invitations/{item}/accept': async (ground) => ({
    ...(await invited(ground, '/orgs/{org}/member-invitations')),
    body: await account(ground, 'cloud-manager-lur', 'admin/default-idp-1'),
  }),
  'POST /orgs/{item}/transfer-owner': async (ground) => ({
    ...(await existing(ground, '/cloud/orgs')),
    body: { new_owner_user_url: (await createPerson(ground.api, 'api-manager-lur')).url },
  }),
  'POST /orgs/{org}/mail-servers/test-connection': ({ sink }) => ({
    body: { mail_server: { title: 'Unsaved', host: '127.0.0.1', port: sink.port } },
  }),
  'POST /orgs/{org}/mail-servers/{item}/test-connection': async (ground) => ({
    ...(await existing(ground, '/orgs/{org}/mail-servers')),
    body: {},
  }),
  ...textSamples(),
  'POST /cloud/admin/search/user': async ({ api }) => ({ body: { username: (await createPerson(api)).username } }),
  'POST /cloud/provider/search/user': async ({ api }) => ({
    body: { username: (await createPerson(api, 'api-manager-lur')).username },
  }),
  'POST /user-registries/{org}/{user_registry}/search': async ({ api }) => ({
    body: { username: (await createPerson(api, 'api-manager-lur')).username },
  }),
  'POST /user-registries/{org}/{user_registry}/users/{item}/reset-password': (ground) =>
    existing(ground, '/user-registries/{org}/{user_registry}/users'),
  'PUT /cloud/settings': () => ({ body: {} }),
  'PUT /cloud/settings/user-registries': () => ({ body: {} }),
  'POST /token': async ({ api }) => {
    const { username } = await createPerson(api);
    return { body: { grant_type: 'password', username, password: ADMIN_PASSWORD }, token: undefined };
  },
  'POST /request-password-reset': async ({ api }) => {
    const { email } = await createPerson(api);
    return { body: { email, realm: 'admin/default-idp-1' }, token: undefined };
  },
  'PUT /me': async (ground) => ({ token: await ownToken(ground), body: { first_name: 'Ann' } }),
  'POST /me/sign-out': async (ground) => ({ token: await ownToken(ground) }),
  'DELETE /me/sessions': async (ground) => ({ token: await ownToken(ground) }),
  'DELETE /me/sessions/{item}': ownSession,
  'POST /me/change-password': async (ground) => ({
    token: await ownToken(ground),
    body: { current_password: ADMIN_PASSWORD, password: 'another password' },
  }),
  'POST /me/reset-password': async ({ api }) => ({ token: await resetToken(api), body: { password: 'another one' } }),
};

/** What is asked of texts, in English and in another language. */
function textSamples(): Record<string, () => Partial<Sample>> {
  const samples = Object.entries(TEXTS).flatMap(([place, text]) => {
    const path = `${place}/notification-templates/{scope}`;
    const language = `${path}/{item}/notification-languages/{language}`;
    const params = { ...text, language: 'de' };
    return [
      ...[path, `${path}/{item}/notification-languages`].map((each) => [`GET ${each}`, () => ({ params })] as const),
      ...[`${path}/{item}`, language].flatMap((each) => [
        [`GET ${each}`, () => ({ params })] as const,
        [`PATCH ${each}`, () => ({ params, body: { subject: 'Come in' } })] as const,
        [`POST ${each}/reset`, () => ({ params })] as const,
        [`POST ${each}/preview`, () => ({ params, body: { subject: 'Come in' } })] as const,
      ]),
    ];
  });
  return Object.fromEntries(samples);
}

/** A request of an operation that is answered with 2xx, on objects that nobody else uses. */
export async function sampleOf(ground: Ground, method: string, template: string): Promise<Sample> {
  const common: Sample = { params: PARAMS, query: {}, body: undefined, token: ground.api.token };
  const special = await SPECIAL[`${method.toUpperCase()} ${template}`]?.(ground);
  const ordinary = await ordinarySample(ground, method, template, special !== undefined);
  return { ...common, ...ordinary, ...special, params: { ...PARAMS, ...ordinary.params, ...special?.params } };
}

async function ordinarySample(ground: Ground, method: string, template: string, isSpecial: boolean) {
  const path = collectionPath(template);
  const place = await placeOf(ground, path);
  const collection = path.replace(/\/\{item\}.*$/, '');
  if (isSpecial || !(collection in NEW)) return { ...place, ...(method === 'put' && { body: {} }) };
  if (method === 'post') return { ...place, body: await newBody(ground, collection) };
  if (method === 'delete' && !path.includes('{item}')) return cleared(ground, collection, place);
  if (!path.includes('{item}')) return place;
  const { id, name = id } = await make(ground, collection, place.params);
  const params = { ...place.params, item: path.includes('{version}') ? name : id };
  return { ...place, params, ...(method === 'patch' && { body: { title: 'Another title' } }) };
}

/** A collection that nobody needs, which is cleared by whoever names its organization. */
async function cleared(ground: Ground, collection: string, place: Place): Promise<Partial<Sample>> {
  const params = { ...PARAMS, ...place.params };
  if (collection.endsWith('/mail-servers')) await selectServer(ground.api, null);
  if (collection.includes('{availability_zone}'))
    params.availability_zone = (await make(ground, '/orgs/{org}/availability-zones')).id;
  if (collection.includes('{user_registry}'))
    params.user_registry = (await make(ground, '/orgs/{org}/user-registries')).id;
  return { ...place, params, query: { confirm: params.org ?? '' } };
}

interface Place {
  params: Params;
  token?: string;
}

/** Catalogs belong to a provider organization, everything else is asked for of `admin`. */
async function placeOf(ground: Ground, path: string): Promise<Place> {
  if (!path.startsWith('/orgs/{org}/catalogs')) return { params: {} };
  const { org, token } = ground.provider;
  const params = { org: org.name };
  if (!path.includes('{catalog}')) return { params, token };
  return { params: { ...params, catalog: (await make(ground, '/orgs/{org}/catalogs', params)).id }, token };
}

function collectionPath(template: string): string {
  const found = SAME.find(([pattern]) => pattern.test(template));
  return found ? template.replace(...found) : template;
}

const newBody = async (ground: Ground, collection: string): Promise<Body> => ({
  title: newTitle('fuzz'),
  ...(await NEW[collection]?.(ground)),
});

async function make(ground: Ground, collection: string, params: Params = {}) {
  const path = collection.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...PARAMS, ...params })[name] ?? '');
  const client = collection.startsWith('/orgs/{org}/catalogs') ? ground.provider.client : ground.api.admin;
  const { status, body, text } = await client.post(path, await newBody(ground, collection));
  if (status !== 201) throw new Error(`POST ${path} → ${status}: ${text}`);
  return body as Record<string, string> & { id: string };
}

async function existing(ground: Ground, collection: string, params: Params = {}): Promise<{ params: Params }> {
  return { params: { ...params, item: (await make(ground, collection, params)).id } };
}

async function regenerated(ground: Ground, collection: string): Promise<Partial<Sample>> {
  return { ...(await existing(ground, collection)), body: { notify: false } };
}

/** An invitation, and the token of its link. */
async function invited(ground: Ground, collection: string): Promise<Partial<Sample>> {
  const { id, activation_link: link = '' } = await make(ground, collection);
  return { params: { item: id }, token: Buffer.from(link.replace(/.*activation=/, ''), 'base64').toString() };
}

async function account({ api }: Ground, registry: string, realm: string): Promise<Body> {
  const { username } = await createPerson(api, registry);
  return { username, password: ADMIN_PASSWORD, realm };
}

async function ownToken({ api }: Ground): Promise<string> {
  return signIn(api.url, (await createPerson(api)).username, ADMIN_PASSWORD);
}

/** A session that ends itself. */
async function ownSession(ground: Ground): Promise<Partial<Sample>> {
  const token = await ownToken(ground);
  const { body } = await ground.api.as(token).get('/me/sessions').expect(200);
  return { token, params: { item: body.results[0].id } };
}

async function resetToken(api: Ground['api']): Promise<string> {
  const { id } = await createPerson(api);
  return issueOneTimeToken(scopeOf(api.gatepost.context, gatepost), 'password-reset', id, { ttlS: 3_600 });
}

async function firstId(api: Ground['api'], path: string): Promise<string> {
  return (await api.admin.get(path).expect(200)).body.results[0].id;
}

/** `state` says how far it got already: one that failed for good may be tried again. No worker takes it for an hour. */
async function newDelivery({ api }: Ground, state = 'queued'): Promise<string> {
  const { database, cipher, adminOrgId } = api.gatepost.context;
  const variables = { mail_server: 'x', host: 'x', port: '25' };
  const mail = { template: 'mail-server-test-connection', recipient: 'a@example.com', variables, updated_by: null };
  return database.transaction(async (manager) => {
    const { id } = await enqueue(manager, cipher, { org_id: adminOrgId, ...mail });
    await manager.query(
      `UPDATE delivery SET state = $1, next_attempt_at = now() + interval '1 hour', route_epoch = 1000000 WHERE id = $2`,
      [state, id],
    );
    return id;
  });
}
