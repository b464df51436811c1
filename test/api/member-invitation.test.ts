import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { newTitle, pointersOf } from './builder.ts';
import { createProviderOrg, createProviderUser, type ProviderOrg, pathOf } from './provider-org.ts';
import { type Client, signIn, startApi, type TestApi } from './start-api.ts';

const REALM = 'provider/default-idp-2';
const PASSWORD = 'long enough';

let api: TestApi;
let sink: Sink;
let acme: ProviderOrg;
let INVITATIONS: string;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  acme = await createProviderOrg(api);
  INVITATIONS = `/orgs/${acme.org.name}/member-invitations`;
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

interface Invitation {
  id: string;
  name: string;
  url: string;
  role_urls: string[];
  activation_link: string;
}

async function invite(fields: object = {}, client: Client = acme.client, path = INVITATIONS): Promise<Invitation> {
  const sent = { email: `${newTitle('guest')}@acme.test`, notify: false, ...fields };
  const { body } = await client.post(path, sent).expect(201);
  return body;
}

/** As a script does it: what stands behind `activation=`, through base64 -d. */
const tokenOf = ({ activation_link }: Invitation) =>
  Buffer.from(activation_link.replace(/.*activation=/, ''), 'base64').toString();

const take = (invitation: Invitation, verb: 'register' | 'accept', body: object) =>
  api.as(tokenOf(invitation)).post(`${pathOf(invitation.url)}/${verb}`, body);

const account = (fields: object = {}) => ({ username: newTitle('guest'), password: PASSWORD, ...fields });
const roleUrl = (name: string) => `/api/orgs/${acme.org.name}/roles/${name}`;

function expire(id: string): Promise<unknown> {
  return api.gatepost.context.database.query(
    `WITH i AS (UPDATE member_invitation SET expires_at = now() - interval '1 s' WHERE id = $1)
     UPDATE one_time_token SET expires_at = now() - interval '1 s' WHERE subject_id = $1`,
    [id],
  );
}

describe('a member invitation', () => {
  test('POST answers 201 with activation_link; without roles the member will have the role member', async () => {
    const { body } = await acme.client.post(INVITATIONS, { email: 'ann@acme.test', notify: false }).expect(201);
    expect(body).toMatchObject({
      type: 'member_invitation',
      name: 'ann-acme-test',
      title: 'ann@acme.test',
      email: 'ann@acme.test',
      notify: false,
      state: 'pending',
      delivery: null,
    });
    expect(body.activation_link).toMatch(/\/manager\/activate\?activation=[A-Za-z0-9+/]+$/);
    expect(new Date(body.expires_at).getTime()).toBeGreaterThan(Date.now());
    const role = await acme.client.get(pathOf(body.role_urls[0])).expect(200);
    expect(role.body.name).toBe('member');
    const { text } = await acme.client.get(`${INVITATIONS}/ann-acme-test`).expect(200);
    expect(text).not.toContain('activation');
    expect((await acme.client.get(INVITATIONS).expect(200)).text).not.toContain('activation');
  });

  test.each([
    ['/email', { notify: false }],
    ['/email', { email: 'no address', notify: false }],
    ['/role_urls/0', { email: 'x@acme.test', notify: false, role_urls: ['/api/orgs/admin/roles/viewer'] }],
    ['/role_urls', { email: 'x@acme.test', notify: false, role_urls: 'viewer' }],
    ['/colour', { email: 'x@acme.test', notify: false, colour: 'red' }],
  ])('a body that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await acme.client.post(INVITATIONS, sent).expect(400);
    expect(pointersOf(body)).toContain(pointer);
  });

  test('one pending invitation per address and organization, else 409; another organization may invite them too', async () => {
    await invite({ email: 'twice@acme.test' });
    const twice = await acme.client.post(INVITATIONS, { email: 'TWICE@acme.test', notify: false }).expect(409);
    expect(pointersOf(twice.body)).toEqual(['/email']);
    const race = { email: 'race@acme.test', notify: false };
    const answers = await Promise.all([acme.client.post(INVITATIONS, race), acme.client.post(INVITATIONS, race)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await invite({ email: 'twice@acme.test' }, api.admin, '/orgs/admin/member-invitations');
  });

  test('notify:true without a selected server is 400', async () => {
    const { body } = await acme.client.post(INVITATIONS, { email: 'mail@acme.test', notify: true }).expect(400);
    expect(body.code).toBe('mail_server_not_selected');
  });

  test('PATCH takes back what GET gave, changes roles, and refuses another email', async () => {
    const invitation = await invite();
    const path = pathOf(invitation.url);
    const { body: before } = await acme.client.get(path).expect(200);
    expect((await acme.client.patch(path, before).expect(200)).body).toEqual(before);
    const changed = await acme.client.patch(path, { role_urls: [roleUrl('viewer')] }).expect(200);
    expect(changed.body.role_urls).not.toEqual(before.role_urls);
    const { body } = await acme.client.patch(path, { email: 'other@acme.test' }).expect(400);
    expect(pointersOf(body)).toEqual(['/email']);
  });

  test('a role that an invitation promises is in use', async () => {
    const roles = `/orgs/${acme.org.name}/roles`;
    const { body: role } = await acme.client.post(roles, { title: 'Promised', permission_urls: [] }).expect(201);
    const invitation = await invite({ role_urls: [role.url] });
    const { body } = await acme.client.delete(`${roles}/promised`).expect(409);
    expect(body.errors).toEqual([`member invitation "${invitation.name}"`]);
    await acme.client.delete(pathOf(invitation.url)).expect(200);
    await acme.client.delete(`${roles}/promised`).expect(200);
  });

  test('needs member:manage of the organization, and is seen by nobody outside it', async () => {
    const invitation = await invite();
    const other = await createProviderOrg(api);
    await other.client.get(pathOf(invitation.url)).expect(403);
    await other.client.post(INVITATIONS, { email: 'x@acme.test', notify: false }).expect(403);
    await api.as(tokenOf(invitation)).get(INVITATIONS).expect(401);
  });

  test('the same Idempotency-Key answers the same invitation with the same link', async () => {
    const send = () =>
      acme.client.post(INVITATIONS, { email: 'again@acme.test', notify: false }).set('Idempotency-Key', 'member-1');
    const first = await send().expect(201);
    expect((await send().expect(201)).body).toEqual(first.body);
  });

  test('clearing the collection needs confirm, and kills the links', async () => {
    const { client, org } = await createProviderOrg(api);
    const path = `/orgs/${org.name}/member-invitations`;
    const invitation = await invite({}, client, path);
    await client.delete(path).expect(400);
    await client.delete(`${path}?confirm=${org.name}`).expect(204);
    expect((await client.get(`${path}?fields=url`).expect(200)).body).toEqual({ total_results: 0, results: [] });
    await take(invitation, 'register', account()).expect(401);
  });
});

describe('register', () => {
  test('opens an account and joins with the roles of the invitation; the account may stand under user', async () => {
    const invitation = await invite({
      email: 'joiner@acme.test',
      role_urls: [roleUrl('developer'), roleUrl('viewer')],
    });
    const user = account({ realm: REALM, first_name: 'A', last_name: 'B' });
    const { body } = await take(invitation, 'register', { user }).expect(201);
    expect(body.credentials).toMatchObject({ realm: REALM, username: user.username, token_type: 'Bearer' });
    await api.as(body.credentials.access_token).get('/me').expect(200);
    expect(body.member).toMatchObject({ user: { username: user.username, email: 'joiner@acme.test' } });
    expect(body.member.role_urls).toEqual(invitation.role_urls);
    const token = await signIn(api.url, user.username, PASSWORD, REALM);
    await api.as(token).get(`/orgs/${acme.org.name}/members`).expect(200);
    const accepted = await acme.client.get(pathOf(invitation.url)).expect(200);
    expect(accepted.body).toMatchObject({ state: 'accepted', member_url: body.member.url });
    await acme.client.post(`${pathOf(invitation.url)}/regenerate`, { notify: false }).expect(409);
    await acme.client.delete(pathOf(body.member.url)).expect(200);
    const left = await acme.client.get(pathOf(invitation.url)).expect(200);
    expect(left.body.state).toBe('accepted');
    expect(left.body).not.toHaveProperty('member_url');
  });

  test('or is the whole body; without a realm it is that of the default registry', async () => {
    const person = account();
    const path = '?client_id=toolkit&client_secret=toolkit';
    const invitation = await invite();
    const { body } = await api
      .as(tokenOf(invitation))
      .post(`${pathOf(invitation.url)}/register${path}`, person)
      .expect(201);
    expect(body.credentials).toMatchObject({ realm: REALM, username: person.username });
  });

  test('with the client beside the account, in either form; accepted, the answer signs in too', async () => {
    const client = { client_id: 'toolkit', client_secret: 'toolkit' };
    const known = account();
    await take(await invite(), 'register', { ...known, ...client }).expect(201);
    await take(await invite(), 'register', { user: account(), ...client }).expect(201);
    await take(await invite(), 'register', { ...account(), client_id: 'nobody' }).expect(401);
    const other = await createProviderOrg(api);
    const invitation = await invite({}, other.client, `/orgs/${other.org.name}/member-invitations`);
    const { body } = await take(invitation, 'accept', { user: known, ...client }).expect(201);
    expect((await api.as(body.credentials.access_token).get('/me').expect(200)).body.username).toBe(known.username);
  });

  test('into the organization admin opens an account at the Cloud Manager', async () => {
    const invitation = await invite({}, api.admin, '/orgs/admin/member-invitations');
    const person = account();
    const { body } = await take(invitation, 'register', { user: person }).expect(201);
    expect(body.credentials.realm).toBe('admin/default-idp-1');
    await signIn(api.url, person.username, PASSWORD);
  });

  test('is single use, also when two come at once', async () => {
    const invitation = await invite();
    const answers = await Promise.all([
      take(invitation, 'register', account()),
      take(invitation, 'register', account()),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
    await take(invitation, 'register', account()).expect(401);
  });

  test.each([
    ['/user/username', { user: { password: PASSWORD } }, 400],
    ['/username', { password: PASSWORD }, 400],
    ['/user/password', { user: { username: 'ok', password: 'short' } }, 400],
    ['/password', { username: 'ok' }, 400],
    ['/user/realm', { user: { username: 'ok', password: PASSWORD, realm: 'admin/default-idp-1' } }, 400],
    ['/org', { user: { username: 'ok', password: PASSWORD }, org: {} }, 400],
    ['/colour', { username: 'ok', password: PASSWORD, colour: 'red' }, 400],
  ])('what is wrong at %s changes nothing, and the link still works', async (pointer, sent, status) => {
    const invitation = await invite();
    const { body } = await take(invitation, 'register', sent).expect(status);
    expect(pointersOf(body)).toContain(pointer);
    await api.admin.get('/user-registries/admin/api-manager-lur/users/ok').expect(404);
    await take(invitation, 'register', account()).expect(201);
  });

  test('an expired, deleted or replaced link is 401, and regenerate gives a new one', async () => {
    const invitation = await invite();
    await expire(invitation.id);
    await take(invitation, 'register', account()).expect(401);
    expect((await acme.client.get(pathOf(invitation.url)).expect(200)).body.state).toBe('expired');
    const path = `${pathOf(invitation.url)}/regenerate`;
    const { body: renewed } = await acme.client.post(path, { notify: false }).expect(200);
    expect(renewed).toMatchObject({ id: invitation.id, state: 'pending' });
    const { body: last } = await acme.client.post(path, { notify: false }).expect(200);
    await take(renewed, 'register', account()).expect(401);
    await acme.client.delete(pathOf(invitation.url)).expect(200);
    await take(last, 'register', account()).expect(401);
  });

  test('a link opens its own invitation and nothing else', async () => {
    const [mine, other] = [await invite(), await invite()];
    await api
      .as(tokenOf(mine))
      .post(`${pathOf(other.url)}/register`, account())
      .expect(404);
    const ofOrg = await api.admin.post('/cloud/org-invitations', { email: 'o@acme.test', notify: false }).expect(201);
    await api
      .as(tokenOf(ofOrg.body))
      .post(`${pathOf(mine.url)}/register`, account())
      .expect(404);
    await api
      .as(acme.token)
      .post(`${pathOf(mine.url)}/register`, account())
      .expect(401);
  });
});

describe('accept', () => {
  test('joins as an existing user, who says their password', async () => {
    const { username } = await createProviderUser(api);
    const invitation = await invite();
    await take(invitation, 'accept', { realm: REALM, username, password: 'a wrong one' }).expect(401);
    const { body } = await take(invitation, 'accept', { user: { username, password: PASSWORD } }).expect(201);
    expect(body).toMatchObject({ member: { user: { username } }, credentials: { realm: REALM, username } });
    await take(invitation, 'accept', { username, password: PASSWORD }).expect(401);
  });

  test('by who is a member already is 409, and the link still works for somebody else', async () => {
    const invitation = await invite();
    const sent = { username: acme.owner.username, password: PASSWORD };
    expect((await take(invitation, 'accept', sent).expect(409)).body.code).toBe('conflict');
    await take(invitation, 'register', account()).expect(201);
  });
});

test('the page behind the link says whom it invites, and sends what is filled in with the token of the link', async () => {
  const invitation = await invite({ email: 'behind@acme.test' });
  const { pathname, search } = new URL(invitation.activation_link);
  const { text } = await supertest(api.url)
    .get(pathname + search)
    .expect(200);
  expect(text).toContain('<dd>behind@acme.test</dd>');
  expect(text).toContain(`action="${pathname}${search.replaceAll('=', '&#x3D;')}"`);
});

describe('with a selected email server', () => {
  test('the mail names the organization, delivery tells how far it got, and the clock starts when it leaves', async () => {
    const server = { title: 'Sink', host: '127.0.0.1', port: sink.port, secure: false };
    const { body } = await api.admin.post('/orgs/admin/mail-servers', server).expect(201);
    await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
    await sink.goDown();
    const invitation = await invite({ email: 'mailed@acme.test', notify: true });
    expect(invitation).toMatchObject({ state: 'pending', expires_at: null });
    await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
    const path = pathOf(invitation.url);
    const ask = async () => (await acme.client.get(path).expect(200)).body;
    const held = await waitUntil(ask, ({ delivery }) => delivery?.state === 'held');
    expect(held.delivery).toEqual({ state: 'held', sent_at: null });
    await sink.comeBack();
    await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('mailed@acme.test'));
    const org = (await acme.client.get(`/orgs/${acme.org.name}`).expect(200)).body;
    expect(mail.subject).toContain(org.title);
    expect(mail.text).toContain(invitation.activation_link);
    const sent = await waitUntil(ask, ({ delivery }) => delivery?.state === 'sent');
    expect(new Date(sent.expires_at).getTime()).toBeGreaterThan(Date.now() + 172_000_000);
    const delivery = await api.admin.get(pathOf(sent.delivery_url)).expect(200);
    expect(delivery.body).toMatchObject({ state: 'sent', cause: { type: 'member_invitation', id: invitation.id } });
    await take(invitation, 'register', account()).expect(201);
  });

  test('an organization that is deleted takes its invitations along, with links and mails that have not left', async () => {
    const { client, org } = await createProviderOrg(api);
    await sink.goDown();
    const sent = { email: 'recalled@acme.test', notify: true };
    const invitation = await invite(sent, client, `/orgs/${org.name}/member-invitations`);
    await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
    const ask = async () => (await client.get(pathOf(invitation.url)).expect(200)).body;
    await waitUntil(ask, ({ delivery }) => delivery?.state === 'held');
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    await take(invitation, 'register', account()).expect(401);
    const { body } = await api.admin.get('/cloud/deliveries').expect(200);
    const mail = body.results.find(({ recipient }: { recipient: string }) => recipient === 'recalled@acme.test');
    expect(mail.state).toBe('cancelled');
  });
});
