import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, KEYSTORES, selectServer } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Page, type Pages, startPages } from './set-up/pages.ts';
import { photograph, photographWhole } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;
const ID = '7d444840-9dc0-41d1-b245-5ffdce74fad2';

let pages: Pages;
let server: { id: string; url: string };
beforeAll(async () => {
  if (!hasBrowser) return;
  // Nobody sends, so that every mail stays as it is.
  pages = await startPages({ GATEPOST_ROLES: 'api' });
  server = await createMailServer(pages.api, { title: 'Main relay' });
  await createMailServer(pages.api, { title: 'Second relay' });
  await selectServer(pages.api, server.url);
  await pages.api.admin.patch(new URL(server.url).pathname.slice(4), { helo_name: 'mx.acme.test' }).expect(200);
  await create(pages.api, KEYSTORES, {
    title: 'Relay 2026',
    keystore: await createKeystorePem({ days: 5, kind: 'rsa' }),
  });
  await fill();
});
afterAll(() => pages?.stop());

const query = (sql: string, values: unknown[] = []) => pages.api.gatepost.context.database.query(sql, values);

/** Two days of mail, of which some did not get through, and one with its attempts. */
async function fill(): Promise<void> {
  const { adminOrgId } = pages.api.gatepost.context;
  await query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at, mail_server_id, attempts, sent_at, last_response, variables, cause_type, cause_id)
     SELECT CASE WHEN n = 7 THEN $3::uuid ELSE gen_random_uuid() END, $1, now() - n * n * interval '17 seconds', now(),
            CASE WHEN n % 3 = 0 THEN 'member-invitation' ELSE 'invitation' END, 'owner-' || n || '@provider-organization.acme.test',
            CASE WHEN n % 7 = 0 THEN 'failed' WHEN n % 11 = 0 THEN 'ambiguous' WHEN n % 13 = 0 THEN 'cancelled' WHEN n < 4 THEN 'queued' ELSE 'sent' END,
            now() + interval '5 minutes', $2, 1 + n % 4, now() - n * n * interval '16 seconds',
            CASE WHEN n % 7 = 0 THEN '550 5.1.1 <owner-' || n || '@provider-organization.acme.test>: Recipient address rejected: User unknown in virtual mailbox table, see https://example.com/help for what to do next'
                 ELSE '250 2.0.0 Ok: queued as 4Q' || n END,
            '\\x00'::bytea, 'org_invitation', gen_random_uuid()
       FROM generate_series(1, 99) n`,
    [adminOrgId, server.id, ID],
  );
  const attempts = [
    ['temporary', 'tcp', 'connect ECONNREFUSED 192.0.2.25:587', null],
    [
      'temporary',
      'auth',
      '454 4.7.0 Temporary authentication failure: Connection lost to authentication server',
      'TLSv1.3 TLS_AES_256_GCM_SHA384, certificate of smtp.acme.test',
    ],
    [
      'permanent',
      'rcpt',
      '550 5.1.1 <owner-7@provider-organization.acme.test>: Recipient address rejected: User unknown in virtual mailbox table',
      'TLSv1.3 TLS_AES_256_GCM_SHA384, certificate of smtp.acme.test',
    ],
  ];
  for (const [index, attempt] of attempts.entries()) {
    await query(
      `INSERT INTO delivery_attempt (id, org_id, created_at, updated_at, delivery_id, mail_server_id, started_at, finished_at, outcome, stage, response, tls)
       VALUES (gen_random_uuid(), $1, now(), now(), $2, $3, now() - interval '9 minutes' + $4 * interval '1 minute', now() - interval '9 minutes' + $4 * interval '61.24 seconds', $5, $6, $7, $8)`,
      [adminOrgId, ID, server.id, index, ...attempt],
    );
  }
}

const add = (recipient: string) =>
  query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
     VALUES (gen_random_uuid(), $1, now(), now(), 'note', $2, 'sent', now())`,
    [pages.api.gatepost.context.adminOrgId, recipient],
  );

/** How often the page itself was asked for from now on. */
function countRefreshes(page: Page): { count: number } {
  const seen = { count: 0 };
  page.on('request', (request) => {
    if (request.headers()['hx-request'] === 'true') seen.count += 1;
  });
  return seen;
}

looking('in both themes nothing bars anybody from', () => {
  test.each([
    ['home-busy', '/cloud'],
    ['home-days', '/cloud?interval=day'],
    ['deliveries', '/cloud/deliveries'],
    ['deliveries-filter', '/cloud/deliveries?state=failed&cause_id=what'],
    ['deliveries-no-fit', '/cloud/deliveries?recipient=nobody@acme.test'],
    ['delivery', `/cloud/deliveries/${ID}`],
    ['audit-filter', '/cloud/audit?object_type=mail_server'],
  ])('%s', async (name, path) => {
    const page = await pages.openPage('owner', path);
    await photograph(page, name);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  test('the history of an object, and one event of it', async () => {
    const page = await pages.openPage('owner', `/cloud/audit/objects/${server.id}`);
    await photograph(page, 'audit-history');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('.change a');
    await photograph(page, 'audit-event');
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  test('the question before all that fit are sent again', async () => {
    const page = await pages.openPage('owner', '/cloud/deliveries?recipient=owner-14@provider-organization.acme.test');
    await page.click('button[commandfor=retry-all]');
    await page.waitForSelector('dialog[open]');
    await photograph(page, 'deliveries-confirm');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('dialog[open] button[value=retry]');
    await page.waitForSelector('text=Sent again: 1.');
    await page.context().close();
  });
});

looking('on a telephone, in German, nothing is wider than the screen on', () => {
  test.each([
    ['home', '/cloud'],
    ['deliveries', '/cloud/deliveries?template=invitation'],
    ['delivery', `/cloud/deliveries/${ID}`],
    ['audit', '/cloud/audit?object_type=mail_server'],
  ])('%s', async (name, path) => {
    const page = await pages.openPage('owner', path, { locale: 'de', viewport: { width: 360, height: 640 } });
    await photographWhole(page, `${name}-german`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.context().close();
  });
});

looking('the list of deliveries', () => {
  test('shows what is new by itself, and leaves the focus where it is', async () => {
    const page = await pages.openPage('owner', '/cloud/deliveries');
    await page.focus('tbody tr:first-child a');
    const focused = await page.evaluate('document.activeElement.id');
    await add('brand-new@acme.test');
    await page.waitForSelector('text=brand-new@acme.test');
    expect(await page.evaluate('document.activeElement.id')).toBe(focused);
    await page.context().close();
  });

  test('asks for nothing while nobody looks, nor while it is told to pause', async () => {
    const page = await pages.openPage('owner', '/cloud/sessions');
    await page.clock.install();
    await page.goto('/cloud/deliveries');
    const refreshes = countRefreshes(page);
    const pass = async () => {
      await page.clock.runFor(20_000);
      await page.waitForLoadState('networkidle');
    };
    await page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
    await pass();
    expect(refreshes.count).toBe(0);
    await page.evaluate('delete document.visibilityState');
    await page.click('[data-pause]');
    await pass();
    expect(refreshes.count).toBe(0);
    await page.click('[data-pause]');
    await pass();
    expect(refreshes.count).toBeGreaterThan(0);
    await page.context().close();
  });

  test('leads to the sign-in once the session is over', async () => {
    const page = await pages.openPage('owner', '/cloud/deliveries');
    await page.context().clearCookies();
    await page.waitForURL(/\/cloud\/sign-in\?next=/);
    await page.context().close();
  });
});

looking('the chart', () => {
  test('is drawn, tells in words what is under the pointer, and has its numbers in a table', async () => {
    const page = await pages.openPage('owner', '/cloud');
    const box = await page.locator('#timeline-chart canvas').boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 60, (box?.y ?? 0) + 60);
    await page.waitForSelector('#timeline-slot:has-text("Sent: ")');
    await page.click('.numbers summary');
    expect(await page.locator('#timeline-table tbody tr').count()).toBe(48);
    await page.context().close();
  });
});
