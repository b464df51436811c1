import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
beforeAll(async () => {
  if (hasBrowser) pages = await startPages();
  else console.log('The pages are not looked at, for there is no browser: apt-get install chromium fonts-dejavu-core');
});
afterAll(() => pages?.stop());

/** Every page that needs no object, by its name on pictures. A page of yours is a line here. */
const GUEST_PAGES: [string, string][] = [
  ['sign-in', '/cloud/sign-in'],
  ['forgotten', '/cloud/forgotten'],
];
const OWNER_PAGES: [string, string][] = [
  ['home', '/cloud'],
  ['deliveries-none', '/cloud/deliveries'],
  ['audit', '/cloud/audit'],
  ['sessions', '/cloud/sessions'],
  ['email-server-new', '/cloud/email-servers/new'],
  ['lost', '/cloud/no-such-page'],
];

looking('in both themes nothing bars anybody from', () => {
  test.each(GUEST_PAGES)('%s', async (name, path) => {
    const page = await pages.openAsGuest(path);
    await photograph(page, name);
    expect(await findBarriers(page)).toEqual([]);
  });

  test.each(OWNER_PAGES)('%s', async (name, path) => {
    const page = await pages.openPage('owner', path);
    await photograph(page, name);
    expect(await findBarriers(page)).toEqual([]);
  });
});
