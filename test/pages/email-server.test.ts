import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import {
  create,
  createMailServer,
  MAIL_SERVERS,
  PROFILES,
  SETTINGS,
  selectServer,
  TRUSTSTORES,
} from '../api/builder.ts';
import { createCertificate } from '../api/certificate.ts';
import { createProviderOrg } from '../api/provider-org.ts';
import { together } from '../set-up/started.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';

const looking = hasBrowser ? describe : describe.skip;

let pages: Pages;
let sink: Sink;
beforeAll(async () => {
  if (!hasBrowser) return;
  [pages, sink] = await together([startPages(), startSink({ security: 'plain' })]);
});
afterAll(async () => {
  await sink?.stop();
  await pages?.stop();
});

const open = (path: string, options: Parameters<Pages['openPage']>[2] = {}) =>
  pages.openPage('owner', `/cloud/email-servers${path}`, options);
const newServer = (fields: object = {}) =>
  createMailServer(pages.api, { host: '127.0.0.1', port: sink.port, ...fields });

looking('an email server', () => {
  test('is asked for where there is none, and connected with the fields that people know, in their order', async () => {
    const page = await open('');
    await photograph(page, 'email-servers-none');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('text=New email server');
    const labels = await page.locator('#settings [data-email-server] > .field > label').allInnerTexts();
    expect(labels.map((label) => label.replace(' (optional)', ''))).toEqual([
      'Title',
      'Name',
      'Summary',
      'Address',
      'Port',
      'Authenticate User',
      'Authenticate Password',
      'TLS Client Profile',
      'Secure Connection',
    ]);
    await page.locator('[name=title]').pressSequentially('Relais für Köln');
    await waitUntil(
      () => page.inputValue('[name=name]'),
      (name) => name === 'relais-fur-koln',
    );
    await page.fill('[name=host]', 'mail.acme.test');
    await page.click('.button-main');
    await page.waitForURL('**/cloud/email-servers/relais-fur-koln/test');
    const { body } = await pages.api.admin.get(`${MAIL_SERVERS}/relais-fur-koln`).expect(200);
    expect(body).toMatchObject({ title: 'Relais für Köln', host: 'mail.acme.test', port: 587, secure: true });
  });

  test('has the name that is typed, whatever the title is afterwards', async () => {
    const page = await open('/new');
    await page.fill('[name=name]', 'mine');
    await page.locator('[name=title]').pressSequentially('Theirs');
    await page.fill('[name=host]', 'mail.acme.test');
    await page.click('.button-main');
    await page.waitForURL('**/cloud/email-servers/mine/test');
  });

  test('says what Secure Connection means on the port, while it is typed', async () => {
    const page = await open('/new');
    const means = () => page.locator('.explains p:visible').getAttribute('data-mode');
    expect(await means()).toBe('starttls');
    await page.fill('[name=port]', '465');
    expect(await means()).toBe('implicit');
    await page.uncheck('[name=secure]');
    expect(await means()).toBe('plain');
  });

  test('that is refused keeps what was typed but the password, and says so', async () => {
    const page = await open('/new');
    await page.fill('[name=title]', 'Refused');
    await page.fill('[name=port]', '99999');
    await page.fill('[name="credentials.username"]', 'relay');
    await page.fill('[name="credentials.password"]', 'sesame');
    await page.click('.button-main');
    expect(await page.locator('#errors a').allTextContents()).toEqual([
      expect.stringContaining('Address: '),
      expect.stringContaining('Port: '),
    ]);
    expect(await page.inputValue('[name=title]')).toBe('Refused');
    expect(await page.content()).not.toContain('sesame');
    expect(await page.textContent('#field-credentials-password-hint')).toContain('again');
    await photograph(page, 'email-server-refused');
  });

  test('keeps its password when the form is saved without one, and loses it with its user', async () => {
    const server = await newServer({ credentials: { username: 'relay', password: 'sesame' } });
    const page = await open(`/${server.name}`);
    expect(await page.textContent('#field-credentials-password-hint')).toContain('Set, unchanged');
    await page.fill('[name=summary]', 'of the house');
    await page.click('.buttons .button-main[value=save]');
    const path = `${MAIL_SERVERS}/${server.id}`;
    expect((await pages.api.admin.get(path)).body).toMatchObject({ summary: 'of the house', password_set: true });
    await page.fill('[name="credentials.username"]', '');
    await page.click('.buttons .button-main[value=save]');
    expect((await pages.api.admin.get(path)).body).toMatchObject({ password_set: false, credentials: {} });
  });

  test('that somebody else changed shows both sides', async () => {
    const server = await newServer();
    const page = await open(`/${server.name}`);
    await pages.api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { host: 'theirs.acme.test' }).expect(200);
    await page.fill('[name=host]', 'mine.acme.test');
    await page.click('.buttons .button-main[value=save]');
    expect(await page.locator('.conflict tbody td').allTextContents()).toEqual(['theirs.acme.test', 'mine.acme.test']);
  });

  test('gets a TLS client profile that is made beside it, and nothing typed is lost', async () => {
    const page = await open('/new');
    await page.fill('[name=title]', 'With a profile');
    await page.fill('[name=host]', 'mail.acme.test');
    await page.click('text=New TLS client profile');
    await page.click('[value=make-profile]');
    expect(await page.locator('#errors a').first().textContent()).toContain('Title of the profile');
    await page.fill('[name="new_profile.title"]', 'House');
    await page.click('[value=make-profile]');
    expect(await page.locator('[name=tls_client_profile_url] option:checked').textContent()).toBe('House (1.0.0)');
    expect(await page.inputValue('[name=title]')).toBe('With a profile');
    await page.click('.buttons .button-main');
    await page.waitForURL('**/with-a-profile/test');
    const { body } = await pages.api.admin.get(`${MAIL_SERVERS}/with-a-profile`).expect(200);
    expect(body.tls_client_profile_url).toContain('/tls-client-profiles/');
  });

  test('is selected with a word on the mails that are held, is in use then, and is deleted when it is not', async () => {
    await createProviderOrg(pages.api);
    const server = await newServer({ title: 'Chosen' });
    const page = await open(`/${server.name}`);
    await page.click('button[commandfor=select]');
    await photograph(page, 'email-server-select');
    await page.click('dialog [value=select]');
    expect(await page.textContent('[role=status]')).toContain('Mail leaves by Chosen now.');
    expect((await pages.api.admin.get(SETTINGS)).body.mail_server_url).toBe(server.url);
    await page.click('button[commandfor=delete]');
    await page.click('dialog [value=delete]');
    expect(await page.textContent('#errors')).toContain('cloud settings (selected email server)');
    await photograph(page, 'email-server');
    expect(await findBarriers(page)).toEqual([]);
    await page.click('button[commandfor=unselect]');
    await page.click('dialog [value=unselect]');
    expect((await pages.api.admin.get(SETTINGS)).body.mail_server_url).toBe(null);
    await page.click('button[commandfor=delete]');
    await page.click('dialog [value=delete]');
    await page.waitForURL('**/cloud/email-servers');
    await pages.api.admin.get(`${MAIL_SERVERS}/${server.id}`).expect(404);
  });

  test('is shown to a viewer, who changes nothing', async () => {
    const server = await newServer({ credentials: { username: 'relay', password: 'sesame' } });
    const page = await pages.openPage('viewer', `/cloud/email-servers/${server.name}`);
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.textContent('#settings')).toContain('relay');
    await photograph(page, 'email-server-viewer');
  });
});

looking('email servers', () => {
  test('show the days that the certificates of their profile have left', async () => {
    const { certificatePem } = await createCertificate({ days: 20 });
    const truststore = await create(pages.api, TRUSTSTORES, { truststore: certificatePem });
    const profile = await create(pages.api, PROFILES, { truststore_url: truststore.url });
    const server = await newServer({ secure: true, tls_client_profile_url: profile.url });
    const page = await open(`/${server.name}`);
    expect(await page.textContent('#certificates .badge-warn')).toMatch(/^(19|20) days left$/);
    await page.goto('/cloud/email-servers');
    expect(await page.locator('td .badge-warn >> text=days left').count()).toBe(1);
  });

  test('show those of the default profile where they have no other, and none without Secure Connection', async () => {
    const { certificatePem } = await createCertificate({ days: 20 });
    const truststore = await create(pages.api, TRUSTSTORES, { truststore: certificatePem });
    const profile = await create(pages.api, PROFILES, { title: 'For all', truststore_url: truststore.url });
    const { body: before } = await pages.api.admin.get(SETTINGS).expect(200);
    const choose = (url: string) => pages.api.admin.put(SETTINGS, { tls_client_profile_default_url: url }).expect(200);
    await choose(profile.url);
    const page = await open(`/${(await newServer({ secure: true })).name}`);
    expect(await page.textContent('#certificates')).toContain('Of the TLS client profile For all:');
    expect(await page.textContent('#certificates .badge-warn')).toMatch(/^(19|20) days left$/);
    await page.goto(`/cloud/email-servers/${(await newServer({ secure: false })).name}`);
    expect(await page.textContent('#certificates')).toContain('no certificate is looked at');
    await choose(before.tls_client_profile_default_url);
  });

  test('may have the name of another page, and are found by id then', async () => {
    const server = await newServer({ title: 'New' });
    const page = await open('');
    await page.click('main table a >> text="New"');
    await page.waitForURL(`**/${server.id}`);
    expect(await page.inputValue('[name=name]')).toBe('new');
  });

  test('speak German to whoever reads it', async () => {
    const page = await open('/new', { locale: 'de-DE' });
    expect(await page.textContent('h1')).toBe('Neuer E-Mail-Server');
    await photograph(page, 'email-server-new-german');
  });

  test('never make a page wider than its window, down to 360 pixels', async () => {
    const server = await newServer({ title: 'W'.repeat(120), host: `${'a'.repeat(60)}.${'b'.repeat(60)}.test` });
    for (const path of ['', '/new', `/${server.name}`, `/${server.name}/test`]) {
      const page = await open(path, { viewport: { width: 360, height: 700 } });
      expect({ path, widest: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        path,
        widest: 360,
      });
    }
  });
});

looking('the way mail leaves', () => {
  const fallbacks = async () => (await pages.api.admin.get(SETTINGS)).body.fallback_mail_server_urls;

  test('is put in order by buttons, without any script', async () => {
    const [first, second, third] = [await newServer(), await newServer(), await newServer()];
    await selectServer(pages.api, first.url);
    const page = await open('', { javaScriptEnabled: false });
    await page.click(`[aria-label="Add as fallback: ${second.title}"]`);
    await page.click(`[aria-label="Add as fallback: ${third.title}"]`);
    expect(await fallbacks()).toEqual([second.url, third.url]);
    await page.click(`[aria-label="Move ${third.title} up"]`);
    expect(await fallbacks()).toEqual([third.url, second.url]);
    await photograph(page, 'email-servers');
  });

  test('is put in order by dragging', async () => {
    const [above, below] = await fallbacks();
    const page = await open('');
    await page
      .locator('[data-item]')
      .nth(1)
      .dragTo(page.locator('[data-item]').nth(0), { targetPosition: { x: 40, y: 4 } });
    await page.waitForSelector('[role=status]');
    expect(await fallbacks()).toEqual([below, above]);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('goes past a server that is sick, and it is said why and when it is tried again', async () => {
    const server = await newServer({ title: 'Sick' });
    await selectServer(pages.api, server.url);
    await pages.api.gatepost.context.database.query(
      `INSERT INTO mail_server_breaker (mail_server_id, state, since, reason, probe_ms, next_probe_at)
       VALUES ($1, 'open', now(), 'connect ECONNREFUSED', 5000, now() + interval '1 hour')`,
      [server.id],
    );
    const page = await open('');
    const row = page.locator('.route li').first();
    expect(await row.locator('.badge-bad').textContent()).toBe('Passed over');
    expect(await row.textContent()).toContain('connect ECONNREFUSED');
    expect(await row.locator('time').count()).toBe(1);
    await page.click('.route a >> text=Sick');
    expect(await page.textContent('#state')).toContain('connect ECONNREFUSED');
  });

  test('over settings that somebody changed is not changed unseen', async () => {
    const page = await open('');
    await pages.api.admin.put(SETTINGS, { email_sender: { name: 'Other' } }).expect(200);
    await page.click('[aria-label^="Use "]');
    expect(await page.textContent('#errors')).toContain('changed');
    expect(await fallbacks()).toHaveLength(2);
  });
});
