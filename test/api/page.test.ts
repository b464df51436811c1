import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { resetPage } from '../../api/pages/reset/page.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { open } from './browser.ts';
import { create, createMailServer, newTitle, selectServer } from './builder.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const PROVIDER = 'provider/default-idp-2';

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const PAGES = ['/cloud', '/manager', '/cloud/reset', '/manager/reset'];

async function invite(fields: object = {}): Promise<{ email: string; activation_link: string }> {
  const sent = { email: `${newTitle('guest')}@acme.test`, notify: false, ...fields };
  return (await api.admin.post('/cloud/org-invitations', sent).expect(201)).body;
}

describe('every page', () => {
  test.each(PAGES)('%s allows no script but its own, is kept by nobody, and works without frames', async (path) => {
    const { headers, text } = await supertest(api.url).get(path).expect(200);
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(text).not.toMatch(/<script[^>]*>[^<]| on[a-z]+=| style="/);
  });

  test.each(PAGES)('%s has a label and a place for errors for each field, and says the REST call', async (path) => {
    const { text } = await supertest(api.url).get(path).expect(200);
    const fields = text.match(/<input id="[^"]+"/g) ?? [];
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      const id = /id="([^"]+)"/.exec(field)?.[1];
      expect(text).toContain(`<label for="${id}">`);
      expect(text).toContain(`<span id="${id}-error"`);
    }
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<noscript>');
    expect(text).toContain('curl -X POST');
  });

  test('the style is the very one that the policy allows', async () => {
    const { headers, text } = await supertest(api.url).get('/cloud').expect(200);
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
  });

  test('forms are hidden until the script runs, so that no password ends up in an address', async () => {
    const { text } = await supertest(api.url).get('/cloud').expect(200);
    for (const form of text.match(/<form[^>]*>/g) ?? []) expect(form).toMatch(/method="post".* hidden>/);
  });
});

describe('the sign-in page', () => {
  test('signs in and shows the access token', async () => {
    const opened = await open(`${api.url}/cloud`);
    const result = await opened.submit('sign-in', { username: 'admin', password: ADMIN_PASSWORD });
    expect(result).toMatchObject({ isDone: true, errors: {} });
    await api.as(result.output).get('/me').expect(200);
  });

  test('says that user name or password are wrong, and works again afterwards', async () => {
    const opened = await open(`${api.url}/cloud`);
    const wrong = await opened.submit('sign-in', { username: 'admin', password: 'wrong' });
    expect(wrong).toMatchObject({
      isDone: false,
      said: 'The user name, password, realm or client is not right.',
    });
    const right = await opened.submit('sign-in', { username: 'admin', password: ADMIN_PASSWORD });
    expect(right).toMatchObject({ isDone: true, said: '' });
  });

  test('asks for a new password; errors stand at the field, others at the form', async () => {
    const opened = await open(`${api.url}/manager`);
    const wrong = await opened.submit('forgotten', { email: 'no address' });
    expect(wrong.errors).toEqual({ email: expect.stringContaining('must be an e-mail address') });
    const unselected = await opened.submit('forgotten', { email: 'a@acme.test' });
    expect(unselected).toMatchObject({ said: 'No mail server configured in cloud settings.', errors: {} });
  });
});

test('from the forgotten password over the mailed link to the new one', async () => {
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  await selectServer(api, server.url);
  const { username } = await enrol(api, 'viewer');
  const forgotten = await (await open(`${api.url}/cloud`)).submit('forgotten', { email: `${username}@acme.test` });
  expect(forgotten.isDone).toBe(true);
  const mail = await sink.waitFor(({ envelope }) => envelope.to.includes(`${username}@acme.test`));
  const opened = await open(mail.links[0] ?? '');
  const short = await opened.submit('reset', { password: 'short' });
  expect(short.errors).toEqual({ password: 'must have at least 8 characters' });
  const done = await opened.submit('reset', { password: 'a new password' });
  expect(done).toMatchObject({ isDone: true, address: `${api.url}/cloud/reset` });
  await signIn(api.url, username, 'a new password');
  const again = await (await open(mail.links[0] ?? '')).submit('reset', { password: 'another one' });
  expect(again.said).toContain('ask for a new one');
  await selectServer(api, null);
});

test('the page for a new password says so when its address lacks the token', async () => {
  const result = await (await open(`${api.url}/manager/reset`)).submit('reset', { password: 'a new password' });
  expect(result).toMatchObject({ isDone: false, said: expect.stringContaining('incomplete') });
});

describe('the activation page', () => {
  test('opens a provider organization with a new account', async () => {
    const opened = await open((await invite()).activation_link);
    const values = { 'user.username': newTitle('owner'), 'user.password': 'long enough', 'org.title': newTitle('Org') };
    const short = await opened.submit('register', { ...values, 'user.password': 'short' });
    expect(short.errors).toEqual({ 'user.password': 'must have at least 8 characters' });
    expect(await opened.submit('register', values)).toMatchObject({ isDone: true });
    await signIn(api.url, values['user.username'], 'long enough', PROVIDER);
  });

  test('opens one for an existing account', async () => {
    const username = newTitle('known');
    const sent = { username, email: `${username}@acme.test`, password: 'long enough' };
    await api.admin.post('/user-registries/admin/api-manager-lur/users', sent).expect(201);
    const opened = await open((await invite()).activation_link);
    const values = { 'user.username': username, 'user.password': 'wrong', 'org.title': newTitle('Org') };
    expect((await opened.submit('accept', values)).said).toContain('not right');
    expect(await opened.submit('accept', { ...values, 'user.password': 'long enough' })).toMatchObject({
      isDone: true,
    });
  });

  test('lets a member into an organization that exists', async () => {
    const invitation = await create(api, '/orgs/admin/member-invitations', {
      email: `${newTitle('guest')}@acme.test`,
      notify: false,
    });
    const opened = await open(invitation.activation_link);
    expect(opened.html).not.toContain('org.title');
    const username = newTitle('member');
    const values = { 'user.username': username, 'user.password': 'long enough' };
    expect(await opened.submit('register', values)).toMatchObject({ isDone: true });
    await signIn(api.url, username, 'long enough');
  });
});

test('a server that cannot be reached is told', async () => {
  const short = await startApi();
  const opened = await open(`${short.url}/cloud`);
  await short.stop();
  const result = await opened.submit('sign-in', { username: 'admin', password: ADMIN_PASSWORD });
  expect(result).toMatchObject({ isDone: false, said: 'The server cannot be reached. Try again in a moment.' });
});

test('under a public address with a path, script and calls keep the path', () => {
  const at = { publicUrl: 'https://gate.acme.test/gatepost', prefix: '/gatepost' };
  const html = resetPage(at, 'cloud');
  expect(html).toContain('src="/gatepost/pages/form.js"');
  expect(html).toContain('data-path="/gatepost/api/me/reset-password"');
  expect(html).toContain('href="/gatepost/cloud"');
});

test('what a page is given is shown and never becomes HTML', () => {
  const html = resetPage({ publicUrl: `https://acme.test/"'<b>&`, prefix: '/"><script>' }, 'cloud');
  expect(html).not.toMatch(/<b>|><script>/);
  expect(html).toContain('https://acme.test/&quot;&#x27;&lt;b&gt;&amp;/api/me/reset-password');
});
