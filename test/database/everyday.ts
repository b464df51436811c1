import type { Sink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, PROFILES, selectServer, TRUSTSTORES } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import {
  createGateway,
  createProviderOrg,
  createProviderUser,
  type ProviderOrg,
  pathOf,
  ZONE,
} from '../api/provider-org.ts';
import { ADMIN_PASSWORD, type Client, type TestApi } from '../api/start-api.ts';

const PASSWORD = 'long enough';
const REALM = 'provider/default-idp-2';
/** Of the many organizations, one whose objects nothing else here touches. */
const THEIRS = 'org-x700';

/** What people and Terraform do in the course of days with an API that writes through a sink. */
export async function liveThrough(api: TestApi, sink: Sink): Promise<void> {
  await configureMail(api, sink);
  await signInAndOut(api);
  const acme = await createProviderOrg(api);
  await inviteMembers(api, acme);
  await inviteOwner(api, sink);
  await passOn(api, acme);
  await resetPasswords(api, sink);
  await registerServices(api, acme);
  await keepRegistries(api);
  await changeTexts(api, acme);
  await writeToOwners(api);
  await lookAround(api, acme.client);
}

async function configureMail(api: TestApi, sink: Sink): Promise<void> {
  const { certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client');
  const keystore = await create(api, KEYSTORES, { keystore: certificatePem + privateKeyPem });
  const truststore = await create(api, TRUSTSTORES, { truststore: certificatePem });
  const profile = await create(api, PROFILES, { keystore_url: keystore.url, truststore_url: truststore.url });
  const server = await createMailServer(api, { port: sink.port, tls_client_profile_url: profile.url });
  for (const used of [keystore, truststore, profile]) await api.admin.delete(pathOf(used.url)).expect(409);
  await api.admin.post(`${pathOf(server.url)}/test-connection`, {}).expect(400);
  await api.admin.patch(pathOf(server.url), { host: '127.0.0.1', tls_client_profile_url: null }).expect(200);
  await api.admin.post(`${pathOf(server.url)}/test-connection`, {}).expect(204);
  const unsaved = { mail_server: { host: '127.0.0.1', port: sink.port } };
  await api.admin.post('/orgs/admin/mail-servers/test-connection', unsaved).expect(204);
  await selectServer(api, server.url);
  await api.admin.delete(pathOf(server.url)).expect(409);
  for (const unused of [profile, keystore, truststore]) await api.admin.delete(pathOf(unused.url)).expect(200);
}

async function signInAndOut(api: TestApi): Promise<void> {
  const { username } = await enrol(api, 'viewer');
  const login = { grant_type: 'password', username, password: PASSWORD };
  const { body } = await api.as().post('/token', login).expect(200);
  const renewal = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
  const { body: renewed } = await api.as().post('/token', renewal).expect(200);
  await api.as().post('/token', renewal).expect(401);
  await api
    .as()
    .post('/token', { ...login, password: 'wrong' })
    .expect(401);
  await api
    .as()
    .post('/token', { ...login, username: 'user-x5', realm: REALM, password: 'wrong' })
    .expect(401);
  const client = await create(api, '/cloud/registrations', { scopes: ['cloud/view'] });
  const credentials = { client_id: client.client_id, client_secret: client.client_secret };
  const { body: token } = await api
    .as()
    .post('/token', { grant_type: 'client_credentials', ...credentials })
    .expect(200);
  await api.as(token.access_token).get('/permissions').expect(200);
  const me = api.as(
    (
      await api
        .as()
        .post('/token', { ...login, ...credentials })
        .expect(200)
    ).body.access_token,
  );
  await me.get('/me').expect(200);
  await me.put('/me', { first_name: 'Ann' }).expect(200);
  await me.post('/me/change-password', { current_password: PASSWORD, password: 'as long as it was' }).expect(204);
  const key = (await me.post('/cloud/api-keys', { title: 'Pipeline' }).expect(201)).body;
  await api.as().post('/token', { grant_type: 'api_key', api_key: key.api_key }).expect(200);
  await me.delete(pathOf(key.url)).expect(200);
  await me.post('/me/sign-out').expect(204);
  await api.as(renewed.access_token).get('/me').expect(401);
  await api.admin.delete(pathOf(client.url)).expect(200);
}

const tokenOf = ({ activation_link: link }: { activation_link: string }) =>
  Buffer.from(link.replace(/.*activation=/, ''), 'base64').toString();

async function inviteMembers(api: TestApi, { org, client }: ProviderOrg): Promise<void> {
  const invitations = `/orgs/${org.name}/member-invitations`;
  const roles = `/orgs/${org.name}/roles`;
  const role = (await client.post(roles, { title: 'Guide' }).expect(201)).body;
  const sent = { email: 'Guest@acme.test', role_urls: [role.url] };
  const { body: invitation } = await client.post(invitations, sent).expect(201);
  await client.post(invitations, sent).expect(409);
  await client.delete(`${roles}/guide`).expect(409);
  const path = `${invitations}/${invitation.name}`;
  const { body: renewed } = await client.post(`${path}/regenerate`, { notify: false }).expect(200);
  const account = { realm: REALM, username: 'guest', password: PASSWORD };
  const { body } = await api.as(tokenOf(renewed)).post(`${path}/register`, account).expect(201);
  await client.delete(`${roles}/guide`).expect(409);
  await client.delete(pathOf(body.member.url)).expect(200);
  await client.delete(`${roles}/guide`).expect(200);
  const { body: second } = await client.post(invitations, { email: 'guest@acme.test', notify: false }).expect(201);
  await api.as(tokenOf(second)).post(`${invitations}/${second.name}/accept`, account).expect(201);
  const user = await createProviderUser(api);
  await client.post(`/orgs/${org.name}/members`, { user: { url: user.url } }).expect(201);
  for (const collection of [roles, invitations, `/orgs/${org.name}/members`]) {
    await client.delete(`${collection}?confirm=${org.name}`);
  }
}

async function inviteOwner(api: TestApi, sink: Sink): Promise<void> {
  const INVITATIONS = '/cloud/org-invitations';
  const { body: invitation } = await api.admin.post(INVITATIONS, { email: 'Owner@acme.test' }).expect(201);
  await sink.waitFor(({ envelope }) => envelope.to.includes('Owner@acme.test'));
  const path = `${INVITATIONS}/${invitation.name}`;
  const { body } = await api.admin.post(`${path}/regenerate`, { notify: false }).expect(200);
  const user = { realm: REALM, username: 'owner', password: PASSWORD };
  await api
    .as(tokenOf(body))
    .post(`${path}/register`, { user, org: { name: 'opened' } })
    .expect(201);
  const { body: second } = await api.admin.post(INVITATIONS, { email: 'owner@acme.test', notify: false }).expect(201);
  await api
    .as(tokenOf(second))
    .post(`${INVITATIONS}/${second.name}/accept`, { user, org: { name: 'opened-too' } })
    .expect(201);
  for (const name of ['opened', 'opened-too', 'org-x50000']) await api.admin.delete(`/orgs/${name}`).expect(200);
}

async function passOn(api: TestApi, { org, owner }: ProviderOrg): Promise<void> {
  const user = await createProviderUser(api);
  await api.admin.delete(pathOf(owner.url)).expect(409);
  await api.admin.post(`/orgs/${org.name}/transfer-owner`, { new_owner_user_url: user.url }).expect(200);
  await api.admin.post(`/orgs/${org.name}/transfer-owner`, { new_owner_user_url: owner.url }).expect(200);
  await api.admin.delete(pathOf(user.url)).expect(200);
}

async function resetPasswords(api: TestApi, sink: Sink): Promise<void> {
  await api.as().post('/request-password-reset', { email: 'uSER-X9@acme.test', realm: REALM }).expect(204);
  const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('User-x9@acme.test'));
  const token = mail.links[0]?.split('#')[1] ?? '';
  await api.as(token).post('/me/reset-password', { password: 'a new password' }).expect(204);
  await api.admin.post('/user-registries/admin/api-manager-lur/users/user-x8/reset-password').expect(204);
}

async function registerServices(api: TestApi, { org, client }: ProviderOrg): Promise<void> {
  const profile = await create(api, '/orgs/admin/tls-server-profiles');
  const visibility = { type: 'custom', org_urls: [org.url] };
  const analytics = await create(api, `${ZONE}/analytics-services`, { visibility });
  const sni = [{ host: '*', tls_server_profile_url: profile.url }];
  const gateway = await createGateway(api, { visibility, sni, analytics_service_url: analytics.url });
  const endpoints = { endpoint: 'https://portal.test', web_endpoint_base: 'https://sites.test' };
  const portal = await create(api, `${ZONE}/portal-services`, { ...endpoints, visibility });
  const seen = `/api/orgs/${org.name}/gateway-services/${gateway.name}`;
  for (const catalogs of [`/catalogs/${org.name}`, `/orgs/${org.name}/catalogs`]) {
    const { body: catalog } = await client.post(catalogs, { title: 'Test' }).expect(201);
    await client.put(`${catalogs}/test/settings`, { production_mode: true }).expect(200);
    const gateways = `${catalogs}/test/configured-gateway-services`;
    await client.post(gateways, { gateway_service_url: seen }).expect(201);
    await api.admin.delete(pathOf(gateway.url)).expect(409);
    await client.delete(pathOf(catalog.url)).expect(200);
  }
  await api.admin.delete(pathOf(profile.url)).expect(409);
  await api.admin.delete(pathOf(analytics.url)).expect(409);
  for (const { url } of [gateway, portal, analytics, profile]) await api.admin.delete(pathOf(url)).expect(200);
  const zone = await create(api, '/orgs/admin/availability-zones');
  await api.admin.delete(pathOf(zone.url)).expect(200);
  await api.admin.delete('/orgs/admin/availability-zones/zone-x9').expect(409);
}

async function keepRegistries(api: TestApi): Promise<void> {
  const SETTING = '/cloud/settings/user-registries';
  const other = await create(api, '/orgs/admin/user-registries');
  await api.admin.delete(pathOf(other.url)).expect(200);
  const registry = await create(api, '/user-registries/admin', { identity_providers: [{ name: 'our-idp' }] });
  const users = `${pathOf(registry.url)}/users`;
  await api.admin.post(users, { username: 'ann', email: 'ann@acme.test', password: PASSWORD }).expect(201);
  const { body: before } = await api.admin.get(SETTING).expect(200);
  const urls = [...before.provider_user_registry_urls, registry.url];
  await api.admin.put(SETTING, { provider_user_registry_urls: urls }).expect(200);
  await api.admin.delete(pathOf(registry.url)).expect(409);
  const { provider_user_registry_urls, provider_user_registry_default_url } = before;
  await api.admin.put(SETTING, { provider_user_registry_urls, provider_user_registry_default_url }).expect(200);
  await api.admin.post(`${pathOf(registry.url)}/search`, { username: 'Ann' }).expect(200);
  for (const side of ['admin', 'provider']) {
    await api.admin.post(`/cloud/${side}/search/user`, { username: 'user-x5' }).expect(200);
  }
  await api.admin.patch(pathOf(registry.url), { case_sensitive: true }).expect(400);
  await api.admin.delete(`${users}?confirm=admin`).expect(204);
  await api.admin.delete(pathOf(registry.url)).expect(200);
  await api.admin.delete('/user-registries/admin/api-manager-lur').expect(409);
}

async function changeTexts(api: TestApi, { org, client }: ProviderOrg): Promise<void> {
  const text = '/cloud/settings/notification-templates/cloud/invitation';
  await api.admin.patch(text, { subject: 'You are invited' }).expect(200);
  await api.admin.post(`${text}/reset`).expect(200);
  const settings = `/orgs/${org.name}/settings`;
  await client.put(settings, { email_sender: { name: 'Theirs' }, invitation_ttl: 600 }).expect(200);
  const texts: [Client, string][] = [
    [api.admin, '/cloud/settings/notification-templates/provider/password-reset'],
    [client, `${settings}/notification-templates/provider/password-reset`],
    [client, `/catalogs/${org.name}/sandbox/settings/notification-templates/catalog/portal-ready`],
    [client, `/orgs/${org.name}/catalogs/sandbox/settings/notification-templates/catalog/portal-ready`],
  ];
  for (const [editor, each] of texts) {
    for (const told of [each, `${each}/notification-languages/de`]) {
      await editor.post(`${told}/preview`, { subject: 'Tried' }).expect(200);
      await editor.patch(told, { subject: 'Kept' }).expect(200);
      await editor.post(`${told}/reset`).expect(200);
    }
  }
}

async function writeToOwners(api: TestApi): Promise<void> {
  const org_urls = [THEIRS, 'org-x701'].map((name) => `/api/orgs/${name}`);
  const mail = { org_urls, subject: 'News', body: 'There is news.' };
  await api.admin.post('/cloud/emails/send-to-owners', mail).set('Idempotency-Key', 'news').expect(200);
  await api.admin.post('/cloud/emails/send-to-owners', mail).set('Idempotency-Key', 'news').expect(200);
}

const AUDIT_FILTERS = [
  'since=2026-01-01T00:00:00Z',
  'until=2026-01-01T00:00:00Z',
  'caller=user-x7',
  'caller=20000000-0000-4000-8000-000000000007',
  'object_type=mail_server',
  'object_id=10000000-0000-4000-8000-000000000007',
  'action=sign-in',
  'outcome=refused',
  'request_id=request-7',
  'request_id=nothing',
  'outcome=refused&object_type=org&action=update',
];

async function lookAround(api: TestApi, stranger: Client): Promise<void> {
  for (const path of [`/orgs/${THEIRS}/members`, '/orgs/nowhere/members', '/cloud/topology']) {
    await stranger.get(path).expect(403);
  }
  await stranger.get('/orgs').expect(200);
  for (const filter of AUDIT_FILTERS) await api.admin.get(`/cloud/audit-events?limit=5&${filter}`).expect(200);
  await lookAfterMail(api);
  await api.admin.get('/cloud/topology').expect(200);
  await api.admin.get(`/cloud/topology?limit=5&offset=50000`).expect(200);
}

const DELIVERY_FILTERS = [
  'state=failed',
  'state=cancelled',
  'template=invitation',
  'recipient=GUEST-7@acme.test',
  'org_url=org-x7',
  'mail_server_url=server-x7',
  'cause_id=30000000-0000-4000-8000-000000000007',
  'created_before=2020-01-01',
  'state=sent&template=invitation&offset=50',
];

/** What is in the outbox of the large cloud has nothing left to say, so that none of it leaves. */
async function lookAfterMail({ admin }: TestApi): Promise<void> {
  for (const filter of DELIVERY_FILTERS) await admin.get(`/cloud/deliveries?limit=5&${filter}`).expect(200);
  await admin.get('/cloud/deliveries/timeline').expect(200);
  const failed = (await admin.get('/cloud/deliveries?limit=1&state=failed').expect(200)).body.results[0];
  for (const action of ['retry', 'cancel']) {
    // What is to be sent again may be in the worker's hand before it is taken back.
    const { status } = await admin.post(`/cloud/deliveries/${failed.id}/${action}`);
    if (status !== 200 && !(action === 'cancel' && status === 409)) throw new Error(`${action} answers ${status}`);
    await admin.post(`/cloud/deliveries/${action}`, { recipient: 'guest-7@acme.test', confirm: true }).expect(200);
  }
}

/** The client of whoever owns the organization with this number in the large cloud. */
export async function ownerOf(api: TestApi, n: number): Promise<Client> {
  const login = { grant_type: 'password', username: `user-x${n}`, password: ADMIN_PASSWORD, realm: REALM };
  return api.as((await api.as().post('/token', login).expect(200)).body.access_token);
}
