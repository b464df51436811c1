import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { welcome } from '../../api/welcome.ts';
import { createMailServer, selectServer } from '../api/builder.ts';
import { createInstance } from '../api/instance.ts';
import { enrol } from '../api/person.ts';
import { openSession, PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, formTokenOf } from './visitor.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const WRONG = 'The user name, password, realm or client is not right.';
const OVER_TLS = { GATEPOST_PUBLIC_URL: 'https://gate.acme.test', GATEPOST_TRUST_PROXY: 'loopback' };

describe('the root', () => {
  test('leads browsers to Cloud Manager, and answers scripts as ever', async () => {
    const browser = await createVisitor(api.url).get('/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(browser).toMatchObject({ status: 302, location: '/cloud' });
    for (const accept of ['application/json', '*/*']) {
      const script = await createVisitor(api.url).get('/', { accept });
      expect(script.status).toBe(404);
      expect(JSON.parse(script.html)).toMatchObject({ code: 'not_found' });
    }
  });
});

describe('signing in', () => {
  test('leads where one wanted to go, with a session in a cookie that no script reads', async () => {
    const visitor = createVisitor(api.url);
    const { location } = await visitor.get('/cloud/sessions?x=1');
    expect(location).toBe(`/cloud/sign-in?next=${encodeURIComponent('/cloud/sessions?x=1')}`);
    const { html } = await visitor.get(location ?? '');
    const fields = { username: 'admin', password: 'correct horse battery', realm: 'admin/default-idp-1' };
    const sent = { ...fields, action: 'sign-in', form_token: formTokenOf(html) };
    const signedIn = await visitor.post(location ?? '', sent);
    expect(signedIn).toMatchObject({ status: 303, location: '/cloud/sessions?x=1' });
    const cookie = signedIn.headers.getSetCookie().find((line) => line.startsWith('gatepost-cloud='));
    expect(cookie).toMatch(/^gatepost-cloud=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await visitor.get('/cloud')).status).toBe(200);
  });

  test.each(['https://evil.test/', '//evil.test', '/\\evil.test', '/api/me', '/cloud\n.evil.test'])(
    'leads nowhere else, as to %j',
    async (next) => {
      const visitor = createVisitor(api.url);
      const address = `/cloud/sign-in?next=${encodeURIComponent(next)}`;
      const { html } = await visitor.get(address);
      const fields = { username: 'admin', password: 'correct horse battery', realm: 'admin/default-idp-1' };
      const sent = { ...fields, action: 'sign-in', form_token: formTokenOf(html) };
      expect(await visitor.post(address, sent)).toMatchObject({ status: 303, location: '/cloud' });
    },
  );

  test('behind TLS the cookie is bound to this host and to TLS', async () => {
    const instance = await createInstance();
    const secure = await instance.start(OVER_TLS);
    try {
      const { headers } = await createVisitor(secure.listensAt).signIn();
      const [cookie] = headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-gatepost-cloud=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    } finally {
      await secure.stop();
      await instance.drop();
    }
  });

  test('under a public address with a path keeps that path in every address', async () => {
    const instance = await createInstance();
    const below = await instance.start({ ...OVER_TLS, GATEPOST_PUBLIC_URL: 'https://acme.test/gatepost' });
    try {
      const visitor = createVisitor(below.listensAt);
      expect((await visitor.get('/', { accept: 'text/html' })).location).toBe('/gatepost/cloud');
      expect((await visitor.signIn()).location).toBe('/gatepost/cloud');
      const { html } = await visitor.get('/cloud');
      const live = await visitor.get('/cloud/deliveries');
      const addresses = [...(html + live.html).matchAll(/ (?:href|src|action|hx-get)="(\/[^"]*)"/g)].map(
        ([, path]) => path,
      );
      expect(live.html).toContain(' hx-get="');
      expect(addresses.length).toBeGreaterThan(8);
      expect(addresses.filter((path) => !path?.startsWith('/gatepost/'))).toEqual([]);
      expect(welcome(below.context.config, below.url, below.listensAt)).toContain(`${below.url}/cloud\n`);
    } finally {
      await below.stop();
      await instance.drop();
    }
  });

  test('with a wrong password says so, keeps the user name and no password, and is in the audit', async () => {
    const { username } = await enrol(api, 'viewer');
    const visitor = createVisitor(api.url);
    const { status, html } = await visitor.signIn(username, 'wrong-password');
    expect(status).toBe(401);
    expect(html).toContain(WRONG);
    expect(html).toContain(`value="${username}"`);
    expect(html).not.toContain('wrong-password');
    const { body } = await api.admin.get('/cloud/audit-events?action=sign-in&outcome=refused').expect(200);
    expect(body.results[0]).toMatchObject({ object: { name: username }, request: 'POST /api/token' });
  });

  test('is limited as it is over REST', async () => {
    const { username } = await enrol(api, 'viewer');
    for (let time = 0; time < 10; time += 1) {
      const { status } = await createVisitor(api.url).signIn(username, 'wrong');
      expect(status).toBe(401);
    }
    expect((await createVisitor(api.url).signIn(username, PERSON_PASSWORD)).status).toBe(429);
  });

  test('in one manager signs nobody in to the other', async () => {
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    expect(await visitor.get('/manager')).toMatchObject({ status: 303, location: '/manager/sign-in?next=%2Fmanager' });
  });

  test('is no way into the API: the cookie opens pages alone', async () => {
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    expect((await visitor.get('/api/me')).status).toBe(401);
  });
});

describe('a forgotten password', () => {
  test('can be replaced as long as an email server is selected; otherwise it is said whom to ask', async () => {
    const visitor = createVisitor(api.url);
    for (const ui of ['cloud', 'manager']) {
      const { html } = await visitor.get(`/${ui}/sign-in`);
      expect(html).not.toContain('/forgotten"');
      expect(html).toContain('administrator');
    }
    const { url } = await createMailServer(api);
    await selectServer(api, url);
    expect((await visitor.get('/cloud/sign-in')).html).toContain('href="/cloud/forgotten"');
    const wrong = await visitor.send('/cloud/forgotten', 'send', { email: 'no', realm: 'admin/default-idp-1' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="field-email"[^>]*value="no"[^>]*aria-describedby="field-email-error"/);
    await selectServer(api, null);
  });
});

describe('a form', () => {
  const change = { action: 'choose', theme: 'dark' };

  test.each([
    ['without its token', {}, {}],
    ['with a made-up token', { form_token: 'a.b' }, {}],
    ['from another site', null, { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused', async (_how, token, headers) => {
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    const { html } = await visitor.get('/cloud');
    const sent = { ...change, ...(token ?? { form_token: formTokenOf(html) }) };
    expect((await visitor.post('/cloud/preferences', sent, headers as Record<string, string>)).status).toBe(403);
  });

  test.each(['toString', 'constructor', '__proto__', ''])(
    'asks for what its page declares, not for %j',
    async (action) => {
      const visitor = createVisitor(api.url);
      const { html } = await visitor.get('/cloud/sign-in');
      const sent = await visitor.post('/cloud/sign-in', { form_token: formTokenOf(html), action });
      expect(sent.status).toBe(400);
      expect(sent.html).toContain('This page has no such action.');
    },
  );

  test('shows a text as it is, with an empty line at its beginning', async () => {
    const path = '/cloud/settings/notification-templates/cloud/invitation';
    const body = '\nHello\n{{link}}\n';
    await api.admin.patch(path, { body }).expect(200);
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    const { html } = await visitor.get('/cloud/notification-templates/cloud/invitation');
    // Browsers leave out the first end of a line.
    const shown = /<textarea id="field-body"[^>]*>\n?([^<]*)</.exec(html)?.[1];
    expect(shown).toBe(body);
  });

  test('of another session is refused', async () => {
    const [mine, other] = [createVisitor(api.url), createVisitor(api.url)];
    await mine.signIn();
    await other.signIn();
    const { html } = await other.get('/cloud');
    expect((await mine.post('/cloud/sessions', { action: 'sign-out', form_token: formTokenOf(html) })).status).toBe(
      403,
    );
  });
});

describe('sessions', () => {
  test('are listed and ended one by one, or all but one’s own', async () => {
    const { username } = await enrol(api, 'viewer');
    const [mine, second] = [createVisitor(api.url), createVisitor(api.url)];
    await mine.signIn(username, PERSON_PASSWORD);
    await second.signIn(username, PERSON_PASSWORD);
    const third = await openSession(api, username);
    const listed = await api.as(third.access_token).get('/me/sessions').expect(200);
    const current = listed.body.results.find((each: { current: boolean }) => each.current);
    const ended = await mine.send('/cloud/sessions', 'end', { session: current.id });
    expect(ended).toMatchObject({ status: 303, location: '/cloud/sessions' });
    await api.as(third.access_token).get('/me').expect(401);
    expect((await mine.get('/cloud/sessions')).html).toContain('The session has ended.');
    await mine.send('/cloud/sessions', 'end-others');
    expect((await second.get('/cloud')).status).toBe(303);
    expect((await mine.get('/cloud')).status).toBe(200);
  });

  test('of others cannot be ended', async () => {
    const { body } = await api.admin.get('/me/sessions').expect(200);
    const { username } = await enrol(api, 'viewer');
    const { access_token: token } = await openSession(api, username);
    await api.as(token).delete(`/me/sessions/${body.results[0].id}`).expect(404);
    await api.as(token).delete('/me/sessions/no-id').expect(404);
    await api.as(token).delete('/me/sessions').expect(204);
    await api.admin.get('/me').expect(200);
  });

  test('end with the sign-out, of which the next page tells', async () => {
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    const token = visitor.cookies.get('gatepost-cloud');
    await api.as(token).get('/me').expect(200);
    expect(await visitor.send('/cloud/sessions', 'sign-out')).toMatchObject({ location: '/cloud/sign-in' });
    expect(visitor.cookies.has('gatepost-cloud')).toBe(false);
    await api.as(token).get('/me').expect(401);
    expect((await visitor.get('/cloud/sign-in')).html).toContain('You are signed out.');
  });

  test('end where another one begins in the same browser in the same manager, whoever signs in, and the audit has it', async () => {
    const [first, second] = [await enrol(api, 'viewer'), await enrol(api, 'viewer')];
    const visitor = createVisitor(api.url);
    await visitor.signIn(first.username, PERSON_PASSWORD);
    const former = visitor.cookies.get('gatepost-cloud');
    expect((await visitor.signIn(first.username, 'wrong')).status).toBe(401);
    await api.as(former).get('/me').expect(200);
    expect((await visitor.signIn(second.username, PERSON_PASSWORD)).status).toBe(303);
    await api.as(former).get('/me').expect(401);
    await api.as(visitor.cookies.get('gatepost-cloud')).get('/me').expect(200);
    const { body } = await api.admin.get(`/cloud/audit-events?action=sign-out&caller=${first.username}`).expect(200);
    expect(body.results).toEqual([expect.objectContaining({ outcome: 'success', request: 'POST /api/me/sign-out' })]);
  });

  test('go on in the other manager, and in other browsers; one that has ended is not ended again', async () => {
    const { username } = await enrol(api, 'viewer');
    const [visitor, other] = [createVisitor(api.url), createVisitor(api.url)];
    await other.signIn(username, PERSON_PASSWORD);
    await visitor.signIn(username, PERSON_PASSWORD);
    await api.as(other.cookies.get('gatepost-cloud')).delete('/me/sessions').expect(204);
    const { access_token: manager } = await openSession(api, username);
    visitor.cookies.set('gatepost-manager', manager);
    expect((await visitor.signIn(username, PERSON_PASSWORD)).status).toBe(303);
    await api.as(manager).get('/me').expect(200);
    await api.as(other.cookies.get('gatepost-cloud')).get('/me').expect(200);
    const { body } = await api.admin.get(`/cloud/audit-events?action=sign-out&caller=${username}`).expect(200);
    expect(body.results).toEqual([]);
  });

  test('that have ended lead to the sign-in, which says so', async () => {
    const visitor = createVisitor(api.url);
    visitor.cookies.set('gatepost-cloud', 'unknown');
    const { location } = await visitor.get('/cloud');
    expect((await visitor.get(location ?? '')).html).toContain('Your session has ended.');
  });

  test('keep nothing in the browser that could renew them', async () => {
    const { username } = await enrol(api, 'viewer');
    const visitor = createVisitor(api.url);
    await visitor.signIn(username, PERSON_PASSWORD);
    const { body } = await api.as(visitor.cookies.get('gatepost-cloud')).get('/me/sessions').expect(200);
    const own = body.results.find((each: { current: boolean }) => each.current);
    const lastsS = (Date.parse(own.expires_at) - Date.parse(own.created_at)) / 1000;
    expect(Math.round(lastsS)).toBe(28_800);
  });
});
