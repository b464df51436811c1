import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailServer, SETTINGS } from '../api/builder.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
beforeAll(async () => {
  if (hasBrowser) pages = await startPages();
});
afterAll(() => pages?.stop());

const open = (role = 'owner') => pages.openPage(role, '/cloud/notification-settings');
const settings = async () => (await pages.api.admin.get(SETTINGS).expect(200)).body;

looking('the settings of notifications', () => {
  test('say which server mail leaves by and who it comes from, and are saved together', async () => {
    const [server, other] = [await createMailServer(pages.api), await createMailServer(pages.api)];
    await pages.api.admin
      .put(SETTINGS, { mail_server_url: server.url, fallback_mail_server_urls: [other.url] })
      .expect(200);
    const page = await open();
    await photograph(page, 'notification-settings');
    expect(await findBarriers(page)).toEqual([]);
    await page.selectOption('[name=mail_server_url]', other.url);
    await page.fill('[name="email_sender.name"]', 'API Cloud');
    await page.fill('[name="email_sender.address"]', 'api-cloud@acme.test');
    await page.click('[value=save]');
    expect(await settings()).toMatchObject({
      mail_server_url: other.url,
      // What is selected is no fallback any more.
      fallback_mail_server_urls: [],
      email_sender: { custom: true, name: 'API Cloud', address: 'api-cloud@acme.test' },
      dkim: null,
    });
    await page.click('button[commandfor=reset-sender]');
    await page.click('dialog [value=reset-sender]');
    expect((await settings()).email_sender).toMatchObject({ custom: false, name: 'Gatepost' });
  });

  test('that are wrong are refused at their field, and those of the other form stay as they are', async () => {
    const page = await open();
    await page.fill('[name=invitation_ttl]', '1');
    await page.click('[value=save-lifetimes]');
    expect(await page.locator('#field-invitation_ttl-error').count()).toBe(1);
    expect(await page.inputValue('[name="email_sender.address"]')).toBe('admin@localhost');
    await page.fill('[name="email_sender.address"]', 'nobody');
    await page.click('[value=save]');
    expect(await page.locator('#field-email_sender-address-error').count()).toBe(1);
  });

  test('have lifetimes, in words too', async () => {
    const page = await open();
    await page.fill('[name=reset_password_ttl]', '5400');
    await page.click('[value=save-lifetimes]');
    expect((await settings()).reset_password_ttl).toBe(5400);
    expect(await page.textContent('#field-reset_password_ttl-hint')).toContain('90 minutes');
  });

  test('that somebody else changed meanwhile show both sides', async () => {
    const page = await open();
    await pages.api.admin.put(SETTINGS, { email_sender: { name: 'Theirs' } }).expect(200);
    await page.fill('[name="email_sender.name"]', 'Mine');
    await page.click('[value=save]');
    expect(await page.locator('.conflict tbody td').allTextContents()).toEqual(['Theirs', 'Mine']);
  });

  test('have a topology administrator change what mail leaves by, and look at the rest', async () => {
    const page = await open('topology-administrator');
    expect(await page.locator('#mail form').count()).toBe(1);
    expect(await page.locator('#lifetimes form').count()).toBe(0);
    const asViewer = await open('viewer');
    expect(await asViewer.locator('main form').count()).toBe(0);
  });
});
