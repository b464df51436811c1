import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { signIn } from '../api/start-api.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Page, type Pages, signInBy, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;
const PASSWORD = 'long enough';

let pages: Pages;
let cloud: Page;
let manager: Page;
let org: string;
beforeAll(async () => {
  if (!hasBrowser) return;
  pages = await startPages();
  org = await openOrganization();
  await inviteSome();
  cloud = await pages.openPage('owner', '/cloud');
  manager = await pages.openAsGuest('/manager/sign-in');
  await signInBy(manager, 'olivia', PASSWORD);
});
afterAll(() => pages?.stop());

/** An organization with an owner, who signs in to API Manager; its name. */
async function openOrganization(): Promise<string> {
  const { api } = pages;
  const person = { username: 'olivia', title: 'Olivia Ortiz', email: 'olivia@acme.test', password: PASSWORD };
  const user = await create(api, '/user-registries/admin/api-manager-lur/users', person);
  const sent = { title: 'Acme Weather', summary: 'Forecasts for everybody', owner_url: user.url };
  const { name } = await create(api, '/cloud/orgs', sent);
  await create(api, '/cloud/orgs', { title: 'Acme Skies', owner_url: user.url });
  await keepPeople(name);
  return name;
}

/** Registries of the organization itself: one with people in several states, and one that is empty. */
async function keepPeople(name: string): Promise<void> {
  const { api } = pages;
  const olivia = api.as(await signIn(api.url, 'olivia', PASSWORD, 'provider/default-idp-2'));
  const path = `/user-registries/${name}`;
  await olivia.post(path, { title: 'Balloons', registry_type: 'lur' }).expect(201);
  const stations = { title: 'Field stations', summary: 'Whoever reads the instruments', email_unique_if_exist: true };
  await olivia.post(path, { ...stations, registry_type: 'lur' }).expect(201);
  const users = `${path}/field-stations/users`;
  const pat = { username: 'pat', title: 'Pat Pressure', first_name: 'Pat', last_name: 'Pressure', password: PASSWORD };
  await olivia.post(users, { ...pat, email: 'pat@acme.test' }).expect(201);
  const long = 'a-rather-long-address-of-somebody@department.example.acme.test';
  await olivia.post(users, { username: long, email: long, state: 'disabled' }).expect(201);
}

/** Invitations in several states. */
async function inviteSome(): Promise<void> {
  const { api } = pages;
  const server = await createMailServer(api, { host: '127.0.0.1', port: 1 });
  for (const path of ['/cloud/org-invitations', '/orgs/admin/member-invitations']) {
    await create(api, path, { email: `${newTitle('kept')}@acme.test`, notify: false });
    const late = await create(api, path, { email: `${newTitle('late')}@acme.test`, notify: false });
    await api.gatepost.context.database.query(
      `UPDATE ${path.includes('cloud') ? 'org' : 'member'}_invitation SET expires_at = now() WHERE id = $1`,
      [late.id],
    );
  }
  await selectServer(api, server.url);
  await create(api, '/orgs/admin/member-invitations', {
    email: 'a-rather-long-address-of-somebody@department.example.acme.test',
  });
  await selectServer(api, null);
}

const CLOUD_PAGES: [string, string][] = [
  ['organizations', '/cloud/orgs'],
  ['organization-new', '/cloud/orgs/new'],
  ['organization', '/cloud/orgs/acme-weather'],
  ['org-invitations', '/cloud/org-invitations'],
  ['members', '/cloud/members'],
  ['member-new', '/cloud/members/new'],
  ['member-invitations', '/cloud/member-invitations'],
  ['roles', '/cloud/roles'],
  ['role-new', '/cloud/roles/new'],
  ['registries', '/cloud/registries'],
  ['registry-new', '/cloud/registries/new'],
  ['sign-in-registries', '/cloud/registries/sign-in'],
  ['registry', '/cloud/registries/api-manager-lur'],
  ['user-new', '/cloud/registries/api-manager-lur/users/new'],
  ['user', '/cloud/registries/api-manager-lur/users/olivia'],
  ['user-password', '/cloud/registries/api-manager-lur/users/olivia/password'],
  ['me', '/cloud/me'],
  ['own-password', '/cloud/me/password'],
];
const MANAGER_PAGES: [string, string][] = [
  ['manager', ''],
  ['own-organization', '/orgs/acme-weather'],
  ['own-members', '/orgs/acme-weather/members'],
  ['own-member-invitations', '/orgs/acme-weather/member-invitations'],
  ['own-roles', '/orgs/acme-weather/roles'],
  ['own-registries', '/orgs/acme-weather/registries'],
  ['own-registries-none', '/orgs/acme-skies/registries'],
  ['own-registry-new', '/orgs/acme-weather/registries/new'],
  ['own-registry', '/orgs/acme-weather/registries/field-stations'],
  ['own-registry-none', '/orgs/acme-weather/registries/balloons'],
  ['own-user-new', '/orgs/acme-weather/registries/field-stations/users/new'],
  ['own-user', '/orgs/acme-weather/registries/field-stations/users/pat'],
  ['own-user-password', '/orgs/acme-weather/registries/field-stations/users/pat/password'],
  ['own-settings', '/orgs/acme-weather/settings'],
  ['catalogs', '/orgs/acme-weather/catalogs'],
  ['catalog-new', '/orgs/acme-weather/catalogs/new'],
  ['catalog', '/orgs/acme-weather/catalogs/sandbox'],
  ['catalog-settings', '/orgs/acme-weather/catalogs/sandbox/settings'],
];

async function demandNoBarrier(page: Page, name: string): Promise<void> {
  await photograph(page, name);
  expect(await page.locator('.notice-bad').count()).toBe(0);
  await page.setViewportSize({ width: 360, height: 800 });
  const widest = await page.evaluate('document.documentElement.scrollWidth');
  expect(widest).toBe(360);
  expect(await findBarriers(page)).toEqual([]);
}

looking('nothing bars anybody, nor is wider than a telephone, in Cloud Manager', () => {
  test.each(CLOUD_PAGES)('%s', async (name, path) => {
    const response = await cloud.goto(path);
    expect(response?.status()).toBe(200);
    await demandNoBarrier(cloud, name);
  });

  test('and German words fit as well', async () => {
    const { origin } = new URL(cloud.url());
    await cloud.context().addCookies([{ name: 'gatepost-language', value: 'de', url: origin }]);
    for (const [name, path] of CLOUD_PAGES) {
      await cloud.goto(path);
      for (const width of [360, 1280]) {
        await cloud.setViewportSize({ width, height: 800 });
        const widest = await cloud.evaluate('document.documentElement.scrollWidth');
        expect({ name, widest }).toEqual({ name, widest: width });
      }
    }
    await cloud.goto('/cloud/roles');
    await photograph(cloud, 'roles-german');
    await cloud.context().clearCookies({ name: 'gatepost-language' });
  });

  test('member, role and invitation, which are reached from their lists', async () => {
    await cloud.goto('/cloud/member-invitations');
    await cloud.click('tbody th a');
    await demandNoBarrier(cloud, 'member-invitation');
    await cloud.goto('/cloud/members');
    await cloud.click('tbody a');
    await demandNoBarrier(cloud, 'member');
    await cloud.goto('/cloud/roles');
    await cloud.click('thead a:text("Viewer")');
    await demandNoBarrier(cloud, 'role');
  });
});

looking('nothing bars anybody, nor is wider than a telephone, in API Manager', () => {
  test.each(MANAGER_PAGES)('%s', async (name, path) => {
    expect(org).toBe('acme-weather');
    const response = await manager.goto(`/manager${path}`);
    expect(response?.status()).toBe(200);
    await demandNoBarrier(manager, name);
  });
});

looking('in a browser', () => {
  test('an invitation is made, its link shown once and copied, and it is revoked in a dialog', async () => {
    await cloud.setViewportSize({ width: 1280, height: 900 });
    await cloud.goto('/cloud/org-invitations');
    await cloud.fill('[name=email]', 'fresh@acme.test');
    await cloud.click('button[value=invite]');
    expect(await cloud.textContent('#activation-link')).toContain('/manager/activate?activation=');
    await photograph(cloud, 'handed-over');
    await cloud.setViewportSize({ width: 1280, height: 900 });
    await cloud.goto('/cloud/org-invitations');
    expect(await cloud.locator('#activation-link').count()).toBe(0);
    const row = cloud.locator('tr', { hasText: 'fresh@acme.test' });
    await row.locator('button[command=show-modal]').click();
    await photograph(cloud, 'revoke');
    await cloud.setViewportSize({ width: 1280, height: 900 });
    await row.locator('dialog button[value=revoke]').click();
    await cloud.locator('.notice-good').waitFor();
    expect(await cloud.locator('tr', { hasText: 'fresh@acme.test' }).count()).toBe(0);
  });
});
