import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';
import { serveSpecimen } from './specimen/specimen.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
let specimen: Awaited<ReturnType<typeof serveSpecimen>>;
beforeAll(async () => {
  if (!hasBrowser) return;
  pages = await startPages();
  specimen = await serveSpecimen(pages.api);
});
afterAll(async () => {
  specimen?.stop();
  await pages?.stop();
});

const ZONE = '/orgs/admin/availability-zones/availability-zone-default';
const open = () => pages.openPage('owner', `${specimen.url}/cloud/specimen`);

looking('the components', () => {
  test('bar nobody, in both themes, with errors and without', async () => {
    const page = await open();
    await photograph(page, 'specimen');
    expect(await findBarriers(page)).toEqual([]);
    await page.fill('[name=title]', '');
    await page.click('button[value=save]');
    await photograph(page, 'specimen-errors');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('never make a page wider than its window, down to 360 pixels', async () => {
    const page = await open();
    for (const width of [360, 768, 1280, 3840]) {
      await page.setViewportSize({ width, height: 800 });
      const widest = await page.evaluate('document.documentElement.scrollWidth');
      expect({ width, widest }).toEqual({ width, widest: width });
    }
  });

  test('a form that is refused says so at the head and at the field, which has the focus a click away', async () => {
    const page = await open();
    await page.fill('[name=title]', '');
    await page.fill('[name=summary]', 'kept');
    await page.click('button[value=save]');
    expect(await page.locator('#errors').evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    expect(await page.inputValue('[name=summary]')).toBe('kept');
    await page.click('#errors a');
    expect(await page.locator('[name=title]').getAttribute('aria-invalid')).toBe('true');
  });

  test('a form that is done leads on, with words that are said once', async () => {
    const page = await open();
    await page.fill('[name=title]', 'A new title');
    await page.click('button[value=save]');
    expect(await page.textContent('[role=status]')).toContain('The session has ended.');
    expect(await page.inputValue('[name=title]')).toBe('A new title');
    await page.reload();
    expect(await page.locator('[role=status]').count()).toBe(0);
  });

  test('a form over what somebody else changed shows both sides, and saves when it is sent again', async () => {
    const page = await open();
    await page.fill('[name=title]', 'Mine');
    await pages.api.admin.patch(ZONE, { title: 'Theirs' }).expect(200);
    await page.click('button[value=save]');
    const sides = await page.locator('.conflict tbody tr').first().locator('td').allTextContents();
    expect(sides).toEqual(['Theirs', 'Mine']);
    expect(await findBarriers(page)).toEqual([]);
    await page.click('button[value=save]');
    const { body } = await pages.api.admin.get(ZONE).expect(200);
    expect(body.title).toBe('Mine');
  });

  test('a dialog opens and closes by keyboard, and gives the focus back', async () => {
    const page = await open();
    const opener = page.locator('[commandfor=remove]').first();
    await opener.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#remove').evaluate((node) => node.matches(':modal'))).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#remove').isVisible()).toBe(false);
    expect(await opener.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  });

  test('moments stand in the zone of the reader, and without scripts in UTC', async () => {
    const { body } = await pages.api.admin.get(ZONE).expect(200);
    const there = await pages.openPage('owner', `${specimen.url}/cloud/specimen`, { timezoneId: 'Asia/Tokyo' });
    const shown = await there.textContent('td time');
    const expected = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' });
    expect(shown).toBe(expected.format(new Date(body.created_at)));
    const without = await pages.openPage('owner', `${specimen.url}/cloud/specimen`, { javaScriptEnabled: false });
    expect(await without.textContent('td time')).toBe(`${body.created_at.slice(0, 16).replace('T', ' ')} UTC`);
  });

  test('a page that a role may not see is refused by the API itself, whose audit has it', async () => {
    const page = await pages.openPage('member', `${specimen.url}/cloud/specimen`);
    expect(await page.textContent('h1')).toBe('You may not see this');
    expect(await page.textContent('main')).toContain('org/topology:view');
    const { body } = await pages.api.admin.get('/cloud/audit-events?outcome=refused').expect(200);
    expect(body.results[0]).toMatchObject({ code: 'forbidden', request: 'GET /api/orgs/{org}/availability-zones' });
  });

  test('the policy of a page stops nothing that the page does', async () => {
    const page = await open();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.reload({ waitUntil: 'load' });
    expect(complaints).toEqual([]);
  });
});
