import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resources } from '../../api/resources/index.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { createMailServer, newTitle, pointersOf, selectServer } from './builder.ts';
import { createProviderOrg, createProviderUser } from './provider-org.ts';
import { type Client, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let provider: Client;
let catalogs: string;
beforeAll(async () => {
  api = await startApi();
  const { client, org } = await createProviderOrg(api);
  provider = client;
  catalogs = `/orgs/${org.name}/catalogs`;
});
afterAll(() => api.stop());

const ZONE = '/orgs/admin/availability-zones/availability-zone-default';

/** Where an object of each type is made, and of what besides name and title. */
async function creations(): Promise<Record<string, [path: string, fields: object]>> {
  const authority = await createAuthority();
  const client = await authority.issueClient('client');
  await selectServer(api, (await createMailServer(api)).url);
  const { url: owner_url } = await createProviderUser(api);
  return {
    mail_server: ['/orgs/admin/mail-servers', { host: 'smtp.acme.test', port: 25 }],
    keystore: ['/orgs/admin/keystores', { keystore: client.certificatePem + client.privateKeyPem }],
    truststore: ['/orgs/admin/truststores', { truststore: authority.certificatePem }],
    tls_client_profile: ['/orgs/admin/tls-client-profiles', {}],
    tls_server_profile: ['/orgs/admin/tls-server-profiles', {}],
    user_registry: ['/orgs/admin/user-registries', {}],
    registration: ['/cloud/registrations', {}],
    org: ['/cloud/orgs', { owner_url }],
    role: ['/orgs/admin/roles', {}],
    catalog: [catalogs, {}],
    availability_zone: ['/orgs/admin/availability-zones', {}],
    portal_service: [
      `${ZONE}/portal-services`,
      { endpoint: `https://${newTitle('portal')}.test`, web_endpoint_base: 'https://w.acme.test' },
    ],
    gateway_service: [`${ZONE}/gateway-services`, { endpoint: 'https://g.acme.test' }],
    analytics_service: [`${ZONE}/analytics-services`, {}],
    api_key: ['/cloud/api-keys', {}],
  };
}

test('what is made without a title has the name as its title; without both it is 400, of every type', async () => {
  const made = await creations();
  const settings = ['cloud_setting', 'user_registry_setting', 'catalog_setting', 'org_setting'];
  const unmade = ['delivery', 'notification_template', 'notification_language', ...settings];
  const titled = resources.filter(({ required = ['title'] }) => required.includes('title'));
  expect(titled.map(({ type }) => type).sort()).toEqual([...Object.keys(made), ...unmade].sort());
  for (const [type, [path, fields]] of Object.entries(made)) {
    const client = path === catalogs ? provider : api.admin;
    const nothing = await client.post(path, fields).expect(400);
    expect([type, pointersOf(nothing.body)]).toEqual([type, ['/title']]);
    const name = newTitle('only-a-name');
    const { body } = await client.post(path, { ...fields, name }).expect(201);
    expect(body).toMatchObject({ name, title: name });
  }
});

test('a creation that lacks the title too tells everything that is wrong at once', async () => {
  const { body } = await api.admin.post('/orgs/admin/mail-servers', { port: 0 }).expect(400);
  expect(pointersOf(body).sort()).toEqual(['/host', '/port', '/title']);
});

describe('the title of what there is one of', () => {
  test('has no space, for scripts put answers into a shell without quotes', async () => {
    const sandbox = `${catalogs}/sandbox/settings`;
    for (const path of ['/cloud/settings', '/cloud/settings/user-registries', sandbox]) {
      const { body } = await (path === sandbox ? provider : api.admin).get(path).expect(200);
      expect(body.title).toMatch(/^[a-z-]+$/);
    }
  });

  test('nor has that of a text of mails', async () => {
    const { body } = await api.admin.get('/cloud/settings/notification-templates').expect(200);
    for (const { title, name } of body.results) expect(title).toBe(name);
  });
});

test('an object of which nothing else was set holds no null but where the wire shows one', async () => {
  for (const [path, fields] of Object.values(await creations())) {
    const client = path === catalogs ? provider : api.admin;
    const { body } = await client.post(path, { ...fields, title: newTitle() }).expect(201);
    const nulls = Object.keys(body).filter((field) => body[field] === null);
    const left = nulls.filter((field) => field === 'summary' || field.endsWith('_url'));
    expect([path, left]).toEqual([path, left.filter((field) => field === 'tls_client_profile_url')]);
  }
});
