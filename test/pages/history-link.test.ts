import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PAGES } from '../../api/pages/index.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, newTitle, PROFILES, selectServer, TRUSTSTORES } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { createGateway, createProviderOrg, type ProviderOrg, ZONE } from '../api/provider-org.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** An object that somebody has just made or changed. */
interface Made {
  id: string;
  name: string;
}

let api: TestApi;
let owner: Visitor;
let acme: ProviderOrg;
let pem: { certificatePem: string; privateKeyPem: string };
beforeAll(async () => {
  api = await startApi();
  owner = createVisitor(api.url);
  await owner.signIn();
  acme = await createProviderOrg(api);
  pem = await createAuthority();
});
afterAll(() => api.stop());

const PEOPLE = '/user-registries/admin/cloud-manager-lur/users';
const made = (path: string, fields: object = {}) => create(api, path, fields);
const person = () => made(PEOPLE, { username: newTitle('person'), email: `${newTitle('person')}@acme.test` });

/** Of each page in Cloud Manager that is about one object how the object is made, and where its page is. */
const OBJECTS: Record<string, [make: () => Promise<Made>, page: (made: Made) => string]> = {
  '/cloud/analytics-services/{item}': [() => made(`${ZONE}/analytics-services`), below('analytics-services')],
  '/cloud/api-keys/{item}': [() => made('/cloud/api-keys'), below('api-keys')],
  '/cloud/availability-zones/{item}': [() => made('/orgs/admin/availability-zones'), below('availability-zones')],
  '/cloud/email-servers/{server}': [() => createMailServer(api), below('email-servers')],
  '/cloud/gateway-services/{item}': [() => createGateway(api), below('gateway-services')],
  '/cloud/keystores/{item}': [
    () => made(KEYSTORES, { keystore: pem.certificatePem + pem.privateKeyPem }),
    below('keystores'),
  ],
  '/cloud/member-invitations/{invitation}': [
    () => made('/orgs/admin/member-invitations', { email: 'm@acme.test', notify: false }),
    below('member-invitations'),
  ],
  '/cloud/members/{member}': [
    async () => made('/orgs/admin/members', { user: { url: (await person()).url }, role_urls: [] }),
    below('members'),
  ],
  '/cloud/me': [changeMe, () => '/cloud/me'],
  '/cloud/notification-settings': [changeSettings, () => '/cloud/notification-settings'],
  '/cloud/notification-templates/{scope}/{template}': [
    changeText,
    () => '/cloud/notification-templates/cloud/password-reset',
  ],
  '/cloud/org-invitations/{invitation}': [
    () => made('/cloud/org-invitations', { email: 'o@acme.test', notify: false }),
    below('org-invitations'),
  ],
  '/cloud/orgs/{org}': [() => made('/cloud/orgs', { owner_url: acme.owner.url }), ({ name }) => `/cloud/orgs/${name}`],
  '/cloud/portal-services/{item}': [makePortal, below('portal-services')],
  '/cloud/registrations/{item}': [() => made('/cloud/registrations'), below('registrations')],
  '/cloud/registries/sign-in': [changeSides, () => '/cloud/registries/sign-in'],
  '/cloud/registries/{registry}': [
    () => made('/user-registries/admin', { registry_type: 'lur' }),
    ({ name }) => `/cloud/registries/${name}`,
  ],
  '/cloud/registries/{registry}/users/{user}': [
    person,
    ({ name }) => `/cloud/registries/cloud-manager-lur/users/${name}`,
  ],
  '/cloud/roles/{role}': [() => made('/orgs/admin/roles', { permission_urls: [] }), below('roles')],
  '/cloud/tls-client-profiles/{item}': [() => made(PROFILES), below('tls-client-profiles')],
  '/cloud/tls-server-profiles/{item}': [
    async () => {
      const keystore = pem.certificatePem + pem.privateKeyPem;
      const { url } = await made(KEYSTORES, { keystore });
      return made('/orgs/admin/tls-server-profiles', { keystore_url: url });
    },
    below('tls-server-profiles'),
  ],
  '/cloud/truststores/{item}': [() => made(TRUSTSTORES, { truststore: pem.certificatePem }), below('truststores')],
};

function below(list: string) {
  return ({ id }: Made) => `/cloud/${list}/${id}`;
}

/** A portal invites people by mail. */
async function makePortal(): Promise<Made> {
  await selectServer(api, (await createMailServer(api)).url);
  const title = newTitle('portal');
  const addresses = { endpoint: `https://${title}.acme.test`, web_endpoint_base: `https://web.${title}.test` };
  return made(`${ZONE}/portal-services`, { title, ...addresses });
}

async function changeMe(): Promise<Made> {
  const { body } = await api.admin.put('/me', { first_name: newTitle('Ada') }).expect(200);
  return body;
}

async function changeSettings(): Promise<Made> {
  const { url } = await createMailServer(api);
  const settings = await selectServer(api, url);
  await selectServer(api, null);
  return settings;
}

/** Takes a registry out again that was just put in. */
async function changeSides(): Promise<Made> {
  const path = '/cloud/settings/user-registries';
  const { body: before } = await api.admin.get(path).expect(200);
  const { url } = await made('/user-registries/admin', { registry_type: 'lur' });
  const provider_user_registry_urls = [...before.provider_user_registry_urls, url];
  const { body } = await api.admin.put(path, { provider_user_registry_urls }).expect(200);
  await api.admin.put(path, { provider_user_registry_urls: before.provider_user_registry_urls }).expect(200);
  return body;
}

async function changeText(): Promise<Made> {
  const path = '/cloud/settings/notification-templates/cloud/password-reset';
  return (await api.admin.patch(path, { subject: newTitle('Subject') }).expect(200)).body;
}

/** A mail tells of its attempts, and what caused it; an event and a history are the audit themselves. */
const NO_OBJECTS = ['/cloud/deliveries/{item}', '/cloud/audit/{item}', '/cloud/audit/objects/{object}'];
const historyOf = ({ id }: Made) => `href="/cloud/audit/objects/${id}"`;

describe('the page of an object', () => {
  test('is in the table above, whichever it is', () => {
    const about = PAGES.map(({ path }) => path as string).filter((path) => /^\/cloud\/.*\}$/.test(path));
    const listed = Object.keys(OBJECTS).filter((path) => path.endsWith('}'));
    expect(about.filter((path) => !NO_OBJECTS.includes(path)).sort()).toEqual(listed.sort());
  });

  test.each(Object.entries(OBJECTS))('%s leads to its history, which tells of it', async (_path, [make, pageOf]) => {
    const object = await make();
    const page = await owner.get(pageOf(object));
    expect(page.status).toBe(200);
    const buttons = /<div class="buttons">([\s\S]*?)<\/div>\n<\/header>/.exec(page.html)?.[1];
    expect(buttons).toContain(historyOf(object));
    const history = await owner.get(`/cloud/audit/objects/${object.id}`);
    expect(history.html).toMatch(/<ol class="changes">[\s\S]*<strong>(?:create|update)</);
    expect(history.html).not.toMatch(/The object is gone|not to be seen/);
  });

  test('does not where nobody has told the text in that language, which is no object yet', async () => {
    const { html } = await owner.get('/cloud/notification-templates/cloud/password-reset?language=fr');
    expect(html).not.toContain('/cloud/audit/objects/');
  });

  test.each([
    ['viewer', true],
    ['member-manager', false],
  ])('does so for a %s: %s', async (role, isShown) => {
    if (role === 'member-manager') {
      const permission_urls = ['/api/cloud/permissions/org/member:view', '/api/cloud/permissions/org/view'];
      await made('/orgs/admin/roles', { title: role, permission_urls });
    }
    const visitor = createVisitor(api.url);
    await visitor.signIn((await enrol(api, role)).username, PERSON_PASSWORD);
    const object = await made('/orgs/admin/roles', { permission_urls: [] });
    const { status, html } = await visitor.get(`/cloud/roles/${object.id}`);
    expect(status).toBe(200);
    expect(html.includes(historyOf(object))).toBe(isShown);
  });
});

test('API Manager, which has no audit, leads to none', async () => {
  const { org, client } = acme;
  const { body: registry } = await client.post(`/user-registries/${org.name}`, { title: 'Ours', registry_type: 'lur' });
  const users = `/user-registries/${org.name}/${registry.name}/users`;
  await client.post(users, { username: 'jane', email: 'jane@acme.test' }).expect(201);
  const { body: members } = await client.get(`/orgs/${org.name}/members`).expect(200);
  const visitor = createVisitor(api.url);
  await visitor.signIn(acme.owner.username, PERSON_PASSWORD, 'manager');
  const base = `/manager/orgs/${org.name}`;
  for (const page of [
    base,
    `${base}/members/${members.results[0].id}`,
    `${base}/roles/viewer`,
    `${base}/registries/${registry.name}`,
    `${base}/registries/${registry.name}/users/jane`,
    `${base}/catalogs/sandbox`,
    `${base}/catalogs/sandbox/settings`,
    `${base}/settings`,
    '/manager/me',
  ]) {
    const { status, html } = await visitor.get(page);
    expect({ page, status }).toEqual({ page, status: 200 });
    expect(html).not.toContain('/audit/');
  }
});
