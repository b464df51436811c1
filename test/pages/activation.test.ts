import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle } from '../api/builder.ts';
import { signIn, startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, formTokenOf, type Visitor } from './visitor.ts';

const INVITATIONS = '/cloud/org-invitations';
const PROVIDER = 'provider/default-idp-2';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Invitation {
  id: string;
  email: string;
  activation_link: string;
}

function invite(path = INVITATIONS): Promise<Invitation> {
  return create(api, path, { email: `${newTitle('guest')}@acme.test`, notify: false });
}

/** The path that the link leads to. */
const pathOf = ({ activation_link }: Invitation) => activation_link.slice(api.url.length);
const withAccount = (invitation: Invitation) => `${pathOf(invitation)}&known=yes`;

function person(realm = PROVIDER) {
  return { 'user.username': newTitle('owner'), 'user.password': 'long enough', 'user.realm': realm };
}

describe('the page that an invitation leads to', () => {
  test('says who invites to what and until when, and is kept by nobody', async () => {
    const invitation = await invite('/orgs/admin/member-invitations');
    const { status, html, headers } = await createVisitor(api.url).get(pathOf(invitation));
    expect(status).toBe(200);
    expect(html).toMatch(/admin invites you to join the organization [^<]+\./);
    expect(html).toContain(invitation.email);
    expect(html).toMatch(/Valid until<\/dt><dd><time datetime="/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
  });

  test('opens an organization with a new account, which is signed in at once', async () => {
    const path = pathOf(await invite());
    const visitor = createVisitor(api.url);
    const sent = { ...person(), 'org.title': newTitle('Org') };
    const short = await visitor.send(path, 'register', { ...sent, 'user.password': 'short' });
    expect(short.status).toBe(422);
    expect(short.html).toMatch(/id="field-user-password-error">must have at least 8 characters</);
    expect(short.html).toContain(`value="${sent['org.title']}"`);
    expect(short.html).not.toContain('"short"');
    expect(await visitor.send(path, 'register', sent)).toMatchObject({ status: 303, location: '/manager' });
    const { html } = await visitor.get('/manager');
    expect(html).toContain('You are in.');
    expect(html).toContain(sent['org.title']);
    await signIn(api.url, sent['user.username'], 'long enough', PROVIDER);
  });

  test('opens one for an existing account', async () => {
    const username = newTitle('known');
    const user = { username, email: `${username}@acme.test`, password: 'long enough' };
    await api.admin.post('/user-registries/admin/api-manager-lur/users', user).expect(201);
    const path = withAccount(await invite());
    const sent = { ...person(), 'user.username': username, 'org.title': newTitle('Org') };
    const wrong = await createVisitor(api.url).send(path, 'accept', { ...sent, 'user.password': 'wrong' });
    expect(wrong.html).toContain('not right');
    expect(await createVisitor(api.url).send(path, 'accept', sent)).toMatchObject({ status: 303 });
  });

  test('lets a member into an organization that exists, and signs them in to its manager, out of what they were in there', async () => {
    const invitation = await invite('/orgs/admin/member-invitations');
    const visitor = createVisitor(api.url);
    await visitor.signIn();
    const former = visitor.cookies.get('gatepost-cloud');
    expect((await visitor.get(pathOf(invitation))).html).not.toContain('org.title');
    const sent = person('admin/default-idp-1');
    expect(await visitor.send(pathOf(invitation), 'register', sent)).toMatchObject({ location: '/cloud' });
    expect((await visitor.get('/cloud')).status).toBe(200);
    expect(visitor.cookies.get('gatepost-cloud')).not.toBe(former);
    await api.as(former).get('/me').expect(401);
  });

  test('keeps the token through a change of language', async () => {
    const path = pathOf(await invite());
    const visitor = createVisitor(api.url);
    const { html } = await visitor.get(path);
    const next = /name="next" value="([^"]+)"/.exec(html)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const sent = { action: 'choose', language: 'de', next, form_token: formTokenOf(html) };
    const { location } = await visitor.post('/manager/preferences', sent);
    expect((await visitor.get(location ?? '')).html).toContain('Ihre Organisation eröffnen');
  });
});

describe('a link that opens nothing says what happened and what to do', () => {
  async function shown(path: string, visitor: Visitor = createVisitor(api.url)) {
    const { status, html } = await visitor.get(path);
    expect(status).toBe(200);
    expect(html).not.toContain('<input id=');
    return html;
  }

  test('when it was used', async () => {
    const path = pathOf(await invite());
    await createVisitor(api.url).send(path, 'register', { ...person(), 'org.title': newTitle('Org') });
    expect(await shown(path)).toMatch(/accepted already[\s\S]*Sign in to API Manager/);
  });

  test('when it has expired', async () => {
    const invitation = await invite();
    await api.gatepost.context.database.query(
      `UPDATE one_time_token SET expires_at = now() - interval '1 s' WHERE subject_id = $1`,
      [invitation.id],
    );
    expect(await shown(pathOf(invitation))).toMatch(/has expired[\s\S]*for a new link/);
  });

  test('when the invitation was withdrawn, or another link was made, also while the page was open', async () => {
    const invitation = await invite();
    const visitor = createVisitor(api.url);
    const { html } = await visitor.get(pathOf(invitation));
    await api.admin.post(`${INVITATIONS}/${invitation.id}/regenerate`, { notify: false }).expect(200);
    expect(await shown(pathOf(invitation))).toContain('no longer valid');
    const sent = { action: 'register', form_token: formTokenOf(html), ...person(), 'org.title': 'Late' };
    expect((await visitor.post(pathOf(invitation), sent)).html).toContain('no longer valid');
  });

  test.each([
    ['without a token', '/manager/activate'],
    ['with half of it', '/manager/activate?activation=%'],
    ['with HTML for one', `/manager/activate?activation=${btoa('"><script>alert(1)</script>')}`],
  ])('%s', async (_how, path) => {
    const html = await shown(path);
    expect(html).toContain('incomplete');
    expect(html).not.toContain('alert(1)');
  });
});
