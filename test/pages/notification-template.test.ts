import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createProviderOrg } from '../api/provider-org.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, signInBy, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';
import { createVisitor } from './visitor.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
beforeAll(async () => {
  if (hasBrowser) pages = await startPages();
});
afterAll(() => pages?.stop());

const TEXTS = '/cloud/settings/notification-templates';
const open = (path = '', role = 'owner', options: Parameters<Pages['openPage']>[2] = {}) =>
  pages.openPage(role, `/cloud/notification-templates${path}`, options);
const SAVE = '#text [value=save]';

looking('the templates of mails', () => {
  test('are listed by scope, each with its subject and whether somebody changed it', async () => {
    const page = await open();
    expect(await page.locator('#scope-cloud tbody tr').count()).toBeGreaterThan(5);
    expect(await page.textContent('#scope-cloud')).toContain('You are invited to open a provider organization');
    await photograph(page, 'notification-templates');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('are changed in what is typed alone, shown as changed, and brought back', async () => {
    const page = await open('/cloud/invitation');
    await photograph(page, 'notification-template');
    expect(await findBarriers(page)).toEqual([]);
    await page.fill('[name=subject]', 'Come in');
    await page.click(SAVE);
    expect(await page.textContent('[role=status]')).toContain('saved');
    const changed = (await pages.api.admin.get(`${TEXTS}/cloud/invitation`)).body;
    expect(changed).toMatchObject({ subject: 'Come in', is_changed: true });
    await page.click('button[commandfor=reset]');
    await page.click('dialog [value=reset]');
    const back = (await pages.api.admin.get(`${TEXTS}/cloud/invitation`)).body;
    expect(back).toMatchObject({ is_changed: false });
    expect(back.subject).not.toBe('Come in');
  });

  test('that do not render are refused at their field, and what was typed stays', async () => {
    const page = await open('/cloud/invitation');
    await page.fill('[name=body]', 'Hello {{stranger}}');
    await page.click(SAVE);
    expect(await page.locator('#field-body-error').count()).toBe(1);
    expect(await page.inputValue('[name=body]')).toBe('Hello {{stranger}}');
  });

  test('are told in another language, which begins with the English text', async () => {
    const page = await open('/cloud/invitation');
    await page.click('.languages a >> text=German');
    expect(await page.inputValue('[name=subject]')).toContain('Sie sind eingeladen');
    await page.fill('#language', 'fr');
    await page.click('form.languages button');
    expect(await page.textContent('main')).toContain('There is no text in French yet');
    await page.fill('[name=subject]', 'Vous êtes invité');
    await page.click(SAVE);
    const { body } = await pages.api.admin.get(`${TEXTS}/cloud/invitation/notification-languages/fr`).expect(200);
    expect(body.subject).toBe('Vous êtes invité');
  });

  test('are previewed as they are typed, in a frame of which nothing runs, without any script', async () => {
    const page = await open('/cloud/invitation', 'owner', { javaScriptEnabled: false });
    const frame = page.frameLocator('iframe[name=preview]');
    expect(await frame.locator('body').innerText()).toContain('You are invited');
    await page.fill('[name=body_html]', '<p>Typed {{link}}</p><script>document.body.append("ran")</script>');
    await page.click('text=Preview HTML');
    await frame.locator('text=Typed http').waitFor();
    expect(await frame.locator('body').innerText()).not.toContain('ran');
    await page.click('text=Preview plain text');
    await frame.locator('text=Subject: You are invited').waitFor();
    expect((await pages.api.admin.get(`${TEXTS}/cloud/invitation`)).body.is_changed).toBe(false);
  });

  test('are previewed under a policy of their own, and what is wrong with them is said there', async () => {
    const visitor = createVisitor(pages.api.url);
    await visitor.signIn();
    const path = '/cloud/notification-templates/cloud/invitation';
    const { headers } = await visitor.get(`${path}/preview`);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; style-src 'unsafe-inline'/);
    const { html } = await visitor.get(path);
    const token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const sent = { form_token: token, action: 'preview', subject: '{{#if', body: 'x', body_html: 'x' };
    const refused = await visitor.post(`${path}/preview`, sent);
    expect(refused.html).toMatch(/There is no preview:\s+subject: /);
  });

  test('of an organization are for its members, and are changed apart from those of the cloud', async () => {
    const { org, owner, client } = await createProviderOrg(pages.api);
    const page = await pages.openAsGuest('/manager/sign-in');
    await signInBy(page, owner.username, PERSON_PASSWORD);
    await page.goto('/manager/notification-templates');
    expect(await page.locator('[name=org] option:checked').getAttribute('value')).toBe(org.name);
    await page.click('#scope-provider a >> text=member-invitation');
    await page.fill('[name=subject]', 'Ours');
    await page.click(SAVE);
    await page.waitForSelector('[role=status]');
    const own = await client.get(`/orgs/${org.name}/settings/notification-templates/provider/member-invitation`);
    expect(own.body.subject).toBe('Ours');
    expect((await pages.api.admin.get(`${TEXTS}/provider/member-invitation`)).body.is_changed).toBe(false);
    const other = await createProviderOrg(pages.api);
    await page.goto(`/manager/notification-templates?org=${other.org.name}`);
    expect(await page.textContent('main')).toContain('org/settings:view');
  });

  test('are shown to a viewer, who may preview them and change nothing', async () => {
    const page = await open('/cloud/invitation', 'viewer');
    expect(await page.locator(SAVE).count()).toBe(0);
    await page.click('text=Preview HTML');
    await page.frameLocator('iframe[name=preview]').locator('text=You are invited').first().waitFor();
  });
});
