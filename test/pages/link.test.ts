import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { create, createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { together } from '../set-up/started.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Page, type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
let sink: Sink;
beforeAll(async () => {
  if (!hasBrowser) return;
  [pages, sink] = await together([startPages(), startSink({ security: 'plain' })]);
});
afterAll(async () => {
  await pages?.stop();
  await sink?.stop();
});

/** What the browser asks for from here on, with where it says it came from. */
function listen(page: Page): { url: string; referer: string | undefined }[] {
  const asked: { url: string; referer: string | undefined }[] = [];
  page.on('request', (request) => {
    asked.push({ url: request.url(), referer: request.headers().referer });
  });
  return asked;
}

looking('in a browser', () => {
  test('an invitation is accepted, and its token stays in no address, history or Referer', async () => {
    const sent = { email: `${newTitle('guest')}@acme.test`, notify: false };
    const { activation_link } = await create(pages.api, '/cloud/org-invitations', sent);
    const page = await pages.openAsGuest(activation_link.slice(pages.api.url.length));
    expect(new URL(page.url()).search).toBe('');
    await photograph(page, 'activate');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('text=I have an account already');
    await photograph(page, 'activate-known');
    expect(new URL(page.url()).search).toBe('');
    await page.click('text=I have no account yet');
    const asked = listen(page);
    await page.fill('[name="org.title"]', newTitle('Org'));
    await page.fill('[name="user.username"]', newTitle('owner'));
    await page.fill('[name="user.password"]', 'long enough');
    await page.click('text=Create the account');
    await page.waitForURL('**/manager');
    const token = activation_link.replace(/.*=/, '');
    expect(asked.filter(({ referer }) => referer?.includes(token))).toEqual([]);
    await page.goBack();
    expect(page.url()).not.toContain(token);
  });

  test('how good a password is, is said while it is typed, and its page loads at most 150 kB', async () => {
    const sent = { email: `${newTitle('guest')}@acme.test`, notify: false };
    const { activation_link } = await create(pages.api, '/cloud/org-invitations', sent);
    const page = await pages.openAsGuest('/manager/sign-in');
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(activation_link);
    const password = page.locator('[name="user.password"]');
    await password.pressSequentially('password1');
    await page.locator('.strength[data-score="0"]').waitFor();
    expect(await page.textContent('.strength p')).toContain('Guessed at once');
    await photograph(page, 'activate-weak');
    expect(await findBarriers(page)).toEqual([]);
    await password.fill('harbour-violet-mosaic-teapot');
    await page.locator('.strength[data-score="4"]').waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(150_000);
  });

  test('a new password is set by the mailed link, whose token stays in no address', async () => {
    const server = await createMailServer(pages.api, { host: '127.0.0.1', port: sink.port, secure: false });
    await selectServer(pages.api, server.url);
    const { username } = await enrol(pages.api, 'viewer');
    const forgotten = { email: `${username}@acme.test`, realm: 'admin/default-idp-1' };
    await pages.api.as().post('/request-password-reset', forgotten).expect(204);
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes(forgotten.email));
    const page = await pages.openAsGuest('/cloud/reset');
    await photograph(page, 'reset-ask');
    await page.goto('about:blank');
    const asked = listen(page);
    await page.goto(mail.links[0] ?? '');
    await page.locator('[name=password]').waitFor();
    expect(await page.textContent('.definitions')).toContain(username);
    await photograph(page, 'reset');
    expect(await findBarriers(page)).toEqual([]);
    await page.fill('[name=password]', 'a new password');
    await page.click('text=Set the password');
    await page.waitForURL('**/cloud/sign-in');
    const token = (mail.links[0] ?? '').replace(/.*#/, '');
    expect(asked.filter(({ url, referer }) => `${url} ${referer}`.includes(token))).toEqual([]);
    await photograph(page, 'reset-done');
    // What was sent by a form is not sent again by going back.
    await page.goBack().catch(() => undefined);
    expect(page.url()).not.toContain(token);
  });
});
