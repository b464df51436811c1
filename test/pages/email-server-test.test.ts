import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { together } from '../set-up/started.ts';
import { findBarriers } from './set-up/accessibility.ts';
import { hasBrowser } from './set-up/browser.ts';
import { type Pages, startPages } from './set-up/pages.ts';
import { photograph } from './set-up/screenshot.ts';
import { createVisitor, formTokenOf } from './visitor.ts';

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

async function openTest(fields: object = {}, options: Parameters<Pages['openPage']>[2] = {}) {
  const server = await createMailServer(pages.api, { host: '127.0.0.1', port: sink.port, ...fields });
  return pages.openPage('owner', `/cloud/email-servers/${server.name}/test`, options);
}

const RUN = '#test .button-main';
const stagesOf = (page: Awaited<ReturnType<typeof openTest>>) =>
  page.locator('.stage:visible').evaluateAll((all) => all.map((each) => each.getAttribute('data-stage')));

looking('the test of an email server', () => {
  test('shows every stage of the way, and the mail is there, without any script', async () => {
    const page = await openTest({}, { javaScriptEnabled: false });
    await page.fill('[name=recipients]', 'ops@acme.test');
    await page.click(RUN);
    await page.waitForSelector('.probe-end');
    expect(await stagesOf(page)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data']);
    expect(await page.textContent('.probe-end')).toContain('has taken the test mail for ops@acme.test');
    expect(await page.isVisible('.probe-running')).toBe(false);
    await sink.waitFor(({ envelope }) => envelope.to.includes('ops@acme.test'));
  });

  test('shows the first stages while the server still thinks about the last', async () => {
    const page = await openTest();
    await page.fill('[name=recipients]', 'slow@acme.test');
    sink.behaviour.delayMs = 3_000;
    const sent = page.click(RUN, { noWaitAfter: true });
    await page.waitForSelector('[data-stage=rcpt]');
    expect(await page.isVisible('.probe-running')).toBe(true);
    expect(await page.locator('.probe-end').count()).toBe(0);
    await sent;
    await page.waitForSelector('.probe-end');
    await photograph(page, 'email-server-test');
    sink.behaviour.delayMs = 0;
  });

  test('tells of a stage that failed why, and what to do', async () => {
    const page = await openTest({ port: 1 });
    await page.click(RUN);
    await page.waitForSelector('.probe-end');
    expect(await stagesOf(page)).toEqual(['dns', 'tcp']);
    const failed = page.locator('.stage-bad');
    expect(await failed.textContent()).toMatch(/ECONNREFUSED[\s\S]*Cause[\s\S]*What to do/);
    await photograph(page, 'email-server-test-failed');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('takes back a stage that one recipient of several was refused at', async () => {
    sink.behaviour.refused.push('gone@acme.test');
    const page = await openTest();
    await page.fill('[name=recipients]', 'here@acme.test, gone@acme.test');
    await page.click(RUN);
    await page.waitForSelector('.probe-end');
    expect(await page.locator('.stage-bad').textContent()).toContain('refused gone@acme.test');
    expect(await stagesOf(page)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt']);
  });

  test('of what cannot be an address talks to nobody, and keeps what was typed', async () => {
    const page = await openTest();
    await page.fill('[name=recipients]', 'nobody');
    await page.click(RUN);
    expect(await page.inputValue('[name=recipients]')).toBe('nobody');
    expect(await page.locator('.field .error').count()).toBe(1);
    expect(await page.locator('.stage').count()).toBe(0);
  });

  test('goes to its end when whoever asked leaves meanwhile', async () => {
    const server = await createMailServer(pages.api, { host: '127.0.0.1', port: sink.port });
    const visitor = createVisitor(pages.api.url);
    await visitor.signIn();
    const path = `/cloud/email-servers/${server.name}/test`;
    const token = formTokenOf((await visitor.get(path)).html);
    const leaving = new AbortController();
    const response = await fetch(pages.api.url + path, {
      method: 'POST',
      body: new URLSearchParams({ form_token: token, action: 'test', recipients: 'left@acme.test' }),
      headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      signal: leaving.signal,
    });
    expect(response.status).toBe(200);
    leaving.abort();
    await sink.waitFor(({ envelope }) => envelope.to.includes('left@acme.test'));
    expect((await visitor.get('/cloud')).status).toBe(200);
  });

  test('tells whoever may only view the server which stages passed, and asks for no address', async () => {
    const server = await createMailServer(pages.api, { host: '127.0.0.1', port: sink.port });
    const { username } = await enrol(pages.api, 'viewer');
    const visitor = createVisitor(pages.api.url);
    await visitor.signIn(username, PERSON_PASSWORD);
    const path = `/cloud/email-servers/${server.name}/test`;
    expect((await visitor.get(path)).html).not.toContain('name="recipients"');
    const { status, html } = await visitor.send(path, 'test');
    expect(status).toBe(200);
    expect(html).toContain('data-stage="auth"');
    expect(html).not.toContain('stage-seen');
    const { results } = (await pages.api.admin.get('/cloud/audit-events?action=test-connection')).body;
    expect(results[0]).toMatchObject({ caller: { name: username } });
  });
});

looking('the test of an email server that is not saved yet', () => {
  async function openNew(options: Parameters<Pages['openPage']>[2] = {}) {
    const page = await pages.openPage('owner', '/cloud/email-servers/new', options);
    await page.fill('[name=host]', '127.0.0.1');
    await page.fill('[name=port]', String(sink.port));
    await page.uncheck('[name=secure]');
    return page;
  }
  const serverCount = async () =>
    (await pages.api.admin.get('/orgs/admin/mail-servers').expect(200)).body.total_results;

  test('shows every stage beside the form, which keeps its password, and saves nothing', async () => {
    const before = await serverCount();
    const page = await openNew();
    await page.fill('[name="credentials.username"]', 'someone');
    await page.fill('[name="credentials.password"]', 'open sesame');
    await page.fill('[name=recipients]', 'first@acme.test');
    await page.click('button[value=test]');
    await page.waitForSelector('.probe-end');
    expect(await stagesOf(page)).toEqual(expect.arrayContaining(['dns', 'tcp', 'greeting', 'tls', 'auth']));
    expect(await page.inputValue('[name="credentials.password"]')).toBe('open sesame');
    expect(await page.locator('#stages').innerHTML()).not.toContain('open sesame');
    await photograph(page, 'email-server-new-tested');
    expect(await findBarriers(page)).toEqual([]);
    expect(await serverCount()).toBe(before);
  });

  test('works without scripts, keeps what was typed but for the password, and gives a page without it', async () => {
    const page = await openNew({ javaScriptEnabled: false });
    await page.fill('[name=recipients]', 'second@acme.test');
    await page.click('button[value=test]');
    await page.waitForSelector('.probe-end');
    expect(await page.textContent('.probe-end')).toContain('has taken the test mail for second@acme.test');
    expect(await page.inputValue('[name=port]')).toBe(String(sink.port));
    expect(await page.isChecked('[name=secure]')).toBe(false);
    await sink.waitFor(({ envelope }) => envelope.to.includes('second@acme.test'));
  });

  test('says at its field what is wrong with what is typed, and talks to nobody', async () => {
    const page = await openNew();
    await page.fill('[name=port]', '70000');
    await page.click('button[value=test]');
    await page.waitForSelector('#field-port-error');
    expect(await page.locator('.stage').count()).toBe(0);
    expect(await page.inputValue('[name=host]')).toBe('127.0.0.1');
  });
});
