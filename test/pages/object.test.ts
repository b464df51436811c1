import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeWriter } from '../../cli/code-writer.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, PROFILES, selectServer, TRUSTSTORES } from '../api/builder.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Page, type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

const ZONE = '/orgs/admin/availability-zones/availability-zone-default';

let pages: Pages;
let chainPem: string;
let keystorePem: string;
beforeAll(async () => {
  const authority = await createAuthority('Example Root CA');
  const { certificatePem, privateKeyPem } = await authority.issueClient('client.example.com');
  chainPem = `${certificatePem}\n${authority.certificatePem}\n`;
  keystorePem = `${chainPem}${privateKeyPem}\n`;
  if (hasBrowser) pages = await startPages({}, { codeWriter });
});
afterAll(() => pages?.stop());

const open = (path: string) => pages.openPage('owner', path);

looking('the pages of TLS', () => {
  test('a keystore is made of a file that is dropped, and shows its chain from the leaf to the root', async () => {
    const page = await open('/cloud/keystores');
    await photograph(page, 'keystores-empty');
    await page.click('main .empty a');
    const dropped = `(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(keystorePem)}], 'relay.pem'));
      return dataTransfer;
    })()`;
    await page.dispatchEvent('[name=keystore]', 'drop', { dataTransfer: await page.evaluateHandle(dropped) });
    while ((await page.inputValue('[name=keystore]')) === '') await page.waitForTimeout(20);
    await page.fill('[name=title]', 'Relay key');
    await photograph(page, 'keystore-new');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('button[value=create]');
    expect(await page.textContent('[role=status]')).toContain('Relay key is there.');
    // What follows does not wait for the rest of the page.
    await page.waitForLoadState('domcontentloaded');
    const subjects = await page.locator('.chain-subject > span:first-child').allTextContents();
    expect(subjects).toEqual(['CN=client.example.com', 'CN=Example Root CA']);
    expect(await page.content()).not.toContain('PRIVATE KEY');
    await photograph(page, 'keystore');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('a private key that was refused is not sent back, and what else was typed is', async () => {
    const page = await open('/cloud/keystores/new');
    await page.fill('[name=title]', 'Half a key');
    const buffer = Buffer.from(keystorePem.replace(chainPem, ''));
    await page.setInputFiles('input[type=file]', { name: 'half.pem', mimeType: 'text/plain', buffer });
    while ((await page.inputValue('[name=keystore]')) === '') await page.waitForTimeout(20);
    await page.click('button[value=create]');
    expect(await page.inputValue('[name=title]')).toBe('Half a key');
    expect(await page.locator('#field-keystore-error').textContent()).toContain('certificate');
    expect(await page.content()).not.toContain('PRIVATE KEY');
  });

  test('a large archive is taken as it is', async () => {
    const page = await open('/cloud/keystores/new');
    const buffer = Buffer.alloc(200_000, 0xfe);
    await page.setInputFiles('input[type=file]', { name: 'large.p12', mimeType: 'application/x-pkcs12', buffer });
    await page.waitForFunction("document.querySelector('[name=keystore]').value !== ''", null, { timeout: 10_000 });
    expect(await page.inputValue('[name=keystore]')).toBe(buffer.toString('base64'));
  });

  test('of a change that somebody else made meanwhile both sides are shown', async () => {
    const profile = await create(pages.api, PROFILES, { title: 'Both change it' });
    const page = await open(`/cloud/tls-client-profiles/${profile.id}`);
    await pages.api.admin.patch(`${PROFILES}/${profile.id}`, { title: 'Theirs' }).expect(200);
    await page.fill('[name=title]', 'Mine');
    await page.click('button[value=save]');
    expect(await page.locator('.conflict tbody tr').first().textContent()).toMatch(/Title\s*Theirs\s*Mine/);
  });

  test('a profile says what uses it, and is kept from being deleted as long as something does', async () => {
    const truststore = await create(pages.api, TRUSTSTORES, { title: 'Our authority', truststore: chainPem });
    const profile = await create(pages.api, PROFILES, { title: 'To relay', truststore_url: truststore.url });
    const server = await createMailServer(pages.api, { secure: true, tls_client_profile_url: profile.url });
    const page = await open(`/cloud/truststores/${truststore.id}`);
    await photograph(page, 'truststore');
    await page.click('#facts a');
    expect(await page.textContent('#facts')).toContain(server.title);
    await photograph(page, 'tls-client-profile');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('button[commandfor=delete]');
    await page.click('dialog[open] button[value=delete]');
    expect(await page.textContent('#errors')).toContain(server.name);
    await pages.api.admin.delete(`/orgs/admin/mail-servers/${server.id}`).expect(200);
    await page.click('button[commandfor=delete]');
    await page.click('dialog[open] button[value=delete]');
    expect(await page.textContent('[role=status]')).toContain('To relay is gone.');
  });

  test('code is in tabs, which the arrow keys lead through, and in parts without scripts', async () => {
    const { id } = await create(pages.api, KEYSTORES, { title: 'In tabs', keystore: keystorePem });
    const page = await open(`/cloud/keystores/${id}`);
    await page.waitForSelector('[role=tab]');
    expect(await page.locator('#code-hcl').isVisible()).toBe(true);
    expect(await page.locator('#code-curl').isVisible()).toBe(false);
    await page.click('[role=tab] >> nth=0');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('#code-curl').isVisible()).toBe(true);
    const bare = await pages.openPage('owner', `/cloud/keystores/${id}`, { javaScriptEnabled: false });
    await bare.click('#as-code a');
    for (const part of ['hcl', 'typescript', 'python', 'curl'])
      expect(await bare.locator(`#code-${part}`).isVisible()).toBe(true);
  });
});

looking('the pages of services', () => {
  test('a portal needs a selected email server, as the page says; then it stands in its zone', async () => {
    const page = await open('/cloud/portal-services/new');
    await page.fill('[name=title]', 'Developer portal');
    await page.fill('[name=endpoint]', 'https://portal-admin.example.com');
    await page.fill('[name=web_endpoint_base]', 'https://portal.example.com');
    await page.click('button[value=create]');
    expect(await page.textContent('#errors')).toContain('mail server');
    expect(await page.inputValue('[name=endpoint]')).toBe('https://portal-admin.example.com');
    await selectServer(pages.api, (await createMailServer(pages.api)).url);
    await page.click('button[value=create]');
    expect(await page.textContent('[role=status]')).toContain('Developer portal is there.');
    await photograph(page, 'portal-service');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('#facts a');
    expect(await page.textContent('#facts')).toContain('Developer portal');
  });

  test('a gateway keeps what the page does not ask about when it is changed', async () => {
    const analytics = await create(pages.api, `${ZONE}/analytics-services`, { title: 'Numbers' });
    const { body: profile } = await pages.api.admin
      .get('/orgs/admin/tls-server-profiles/tls-server-profile-default/1.0.0')
      .expect(200);
    const sni = [{ host: '*', tls_server_profile_url: profile.url }];
    const body = { title: 'Edge', endpoint: 'https://edge.example.com', analytics_service_url: analytics.url, sni };
    const gateway = await create(pages.api, `${ZONE}/gateway-services`, body);
    const page = await open(`/cloud/gateway-services/${gateway.id}`);
    await page.fill('[name=title]', 'Far edge');
    await page.click('button[value=save]');
    expect(await page.textContent('[role=status]')).toContain('Saved.');
    const { body: changed } = await pages.api.admin.get(`${ZONE}/gateway-services/${gateway.id}`).expect(200);
    const { title, sni: names, analytics_service_url } = changed;
    expect({ title, names, analytics_service_url }).toEqual({
      title: 'Far edge',
      names: gateway.sni,
      analytics_service_url: gateway.analytics_service_url,
    });
  });
});

looking('the pages of access', () => {
  test('the secret of an API client is shown once', async () => {
    const page = await open('/cloud/registrations/new');
    await page.fill('[name=title]', 'Pipeline');
    await page.check('[name=scopes][value="org/settings:view"]');
    await page.click('button[value=create]');
    const secret = (await page.textContent('#secret')) ?? '';
    expect(secret.length).toBeGreaterThan(20);
    await photograph(page, 'registration-secret');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('main .buttons a');
    expect(await page.textContent('h1')).toBe('Pipeline');
    await photograph(page, 'registration');
    expect(await page.content()).not.toContain(secret);
  });

  test('an API key is shown once, is listed without itself, and signs in no more when it is deleted', async () => {
    const page = await open('/cloud/api-keys/new');
    await page.fill('[name=title]', 'Laptop');
    await page.click('button[value=create]');
    const key = (await page.textContent('#secret')) ?? '';
    await page.goto('/cloud/api-keys');
    expect(await page.content()).not.toContain(key);
    await page.click('main tbody a');
    await page.click('button[commandfor=delete]');
    await page.click('dialog[open] button[value=delete]');
    expect(await page.textContent('[role=status]')).toContain('Laptop is gone.');
  });
});

const LISTS = [
  ...['keystores', 'truststores', 'tls-client-profiles', 'tls-server-profiles', 'availability-zones'],
  ...['portal-services', 'gateway-services', 'analytics-services', 'registrations', 'api-keys'],
];

/** One that has signed in, for all that is only looked at. */
let page: Page | undefined;

looking('nothing bars anybody from, and nothing is wider than a telephone on,', () => {
  test.each([...LISTS.flatMap((list) => [list, `${list}/new`]), 'export'])('%s', async (path) => {
    page ??= await open('/cloud');
    await page.goto(`/cloud/${path}`);
    await photograph(page, path.replace('/', '-'));
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});
