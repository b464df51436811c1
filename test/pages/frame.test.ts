import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, signInBy, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
beforeAll(async () => {
  if (hasBrowser) pages = await startPages();
});
afterAll(() => pages?.stop());

const TELEPHONE = { viewport: { width: 360, height: 640 } };
const BACKGROUND = 'getComputedStyle(document.documentElement).backgroundColor';

looking('the frame', () => {
  test('has its navigation behind a button on a telephone, and bars nobody when it is open', async () => {
    const page = await pages.openPage('owner', '/cloud', TELEPHONE);
    expect(await page.locator('#side').isVisible()).toBe(false);
    await page.click('[popovertarget=side]');
    expect(await page.locator('#side').isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.click('[popovertarget=user-menu]');
    await photograph(page, 'user-menu');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('has the content as the first stop of the keyboard', async () => {
    const page = await pages.openPage('owner', '/cloud');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  test('goes by the theme that was chosen, and by that of the system before', async () => {
    const page = await pages.openPage('owner', '/cloud/sessions', { colorScheme: 'dark' });
    const dark = await page.evaluate(BACKGROUND);
    await page.click('[popovertarget=user-menu]');
    await page.click('#user-menu [name=theme][value=light]');
    expect(new URL(page.url()).pathname).toBe('/cloud/sessions');
    const light = await page.evaluate(BACKGROUND);
    expect(light).not.toBe(dark);
    await page.click('[popovertarget=user-menu]');
    expect(await page.locator('#user-menu [value=light]').getAttribute('aria-pressed')).toBe('true');
  });

  test('speaks the language of the browser, or the one that was chosen', async () => {
    const page = await pages.openAsGuest('/cloud/sign-in', { locale: 'de-AT' });
    expect(await page.textContent('h1')).toBe('Anmelden');
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    await page.click('[name=language][value=en]');
    await page.goto('/cloud/sign-in');
    expect(await page.textContent('h1')).toBe('Sign in');
  });

  test('works without scripts: signing in, choosing a theme and signing out', async () => {
    const page = await pages.openAsGuest('/cloud', { javaScriptEnabled: false });
    await signInBy(page, 'admin', ADMIN_PASSWORD);
    expect(await page.textContent('h1')).toBe('Home');
    await page.click('[popovertarget=user-menu]');
    await page.click('#user-menu [name=theme][value=dark]');
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    await page.click('[popovertarget=user-menu]');
    await page.click('#user-menu [value=sign-out]');
    expect(await page.textContent('[role=status]')).toContain('You are signed out.');
  });
});
