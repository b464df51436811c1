import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

const INVITATIONS = '/cloud/org-invitations';
const REALM = 'provider/default-idp-2';

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

interface Invitation {
  id: string;
  name: string;
  email: string;
  url: string;
  state: string;
  expires_at: string | null;
  activation_link: string;
}

async function invite(email: string, fields: object = { notify: false }): Promise<Invitation> {
  const { body } = await api.admin.post(INVITATIONS, { email, ...fields }).expect(201);
  return body;
}

/** As a script does it: what stands behind `activation=`, through base64 -d. */
function tokenOf({ activation_link }: { activation_link: string }): string {
  return Buffer.from(activation_link.replace(/.*activation=/, ''), 'base64').toString();
}

function registration(username: string, fields: { user?: object; org?: object } = {}) {
  const user = { realm: REALM, username, first_name: 'A', last_name: 'B', password: 'long enough', ...fields.user };
  return { user, org: { name: `${username}-org`, title: `${username} org`, ...fields.org } };
}

function register(invitation: Invitation, body: object) {
  return api.as(tokenOf(invitation)).post(`${INVITATIONS}/${invitation.id}/register`, body);
}

function expire(invitationId: string): Promise<unknown> {
  return api.gatepost.context.database.query(
    `WITH i AS (UPDATE org_invitation SET expires_at = now() - interval '1 s' WHERE id = $1)
     UPDATE one_time_token SET expires_at = now() - interval '1 s' WHERE subject_id = $1`,
    [invitationId],
  );
}

describe('an owner invitation', () => {
  test('POST answers 201 with activation_link and expires_at, and the clock runs from now when nobody is mailed', async () => {
    const before = Date.now();
    const invitation = await invite('ann@acme.test');
    expect(invitation).toMatchObject({
      type: 'invitation',
      name: 'ann-acme-test',
      email: 'ann@acme.test',
      state: 'pending',
      notify: false,
    });
    expect(invitation.activation_link).toMatch(/\/manager\/activate\?activation=[A-Za-z0-9+/]+$/);
    const ttlMs = new Date(invitation.expires_at ?? 0).getTime() - before;
    expect(ttlMs).toBeGreaterThanOrEqual(172_800_000);
    expect(ttlMs).toBeLessThan(172_800_000 + 60_000);
  });

  test('the link is in the answers to POST and regenerate only, and the database keeps its hash', async () => {
    const invitation = await invite('hidden@acme.test');
    const { text, body } = await api.admin.get(`${INVITATIONS}/${invitation.name}`).expect(200);
    expect(text).not.toContain('activation');
    expect(body.url).toBe(invitation.url);
    const listed = await api.admin.get(INVITATIONS).expect(200);
    expect(listed.text).not.toContain('activation');
    const rows = await api.gatepost.context.database.query('SELECT * FROM one_time_token');
    expect(JSON.stringify(rows)).not.toContain(tokenOf(invitation));
  });

  test('notify is true by default, and without a selected server that is 400 mail_server_not_selected', async () => {
    for (const body of [{ email: 'mail@acme.test' }, { email: 'mail@acme.test', notify: true }]) {
      const refused = await api.admin.post(INVITATIONS, body).expect(400);
      expect(refused.body.code).toBe('mail_server_not_selected');
    }
    const { body } = await api.admin.get(INVITATIONS).expect(200);
    expect(body.results.map(({ email }: Invitation) => email)).not.toContain('mail@acme.test');
  });

  test.each([
    ['/email', { notify: false }],
    ['/email', { email: 'no address', notify: false }],
    ['/email', { email: 'a@b\nBcc: c@d', notify: false }],
    ['/notify', { email: 'a@acme.test', notify: 'no' }],
    ['/org', { email: 'a@acme.test', notify: false, org: 'x' }],
  ])('a body that is wrong at %s is 400', async (pointer, sent) => {
    const { body } = await api.admin.post(INVITATIONS, sent).expect(400);
    expect(body.violations[0].pointer).toBe(pointer);
  });

  test('one pending invitation per address, whatever the case; also when two come at once', async () => {
    await invite('twice@acme.test');
    const { body } = await api.admin.post(INVITATIONS, { email: 'TWICE@acme.test', notify: false }).expect(409);
    expect(body.violations[0].pointer).toBe('/email');
    const race = { email: 'race@acme.test', notify: false };
    const answers = await Promise.all([api.admin.post(INVITATIONS, race), api.admin.post(INVITATIONS, race)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('the email cannot be changed, and PATCH takes back what GET gave', async () => {
    const invitation = await invite('fixed@acme.test');
    const path = `${INVITATIONS}/${invitation.id}`;
    const { body } = await api.admin.patch(path, { email: 'other@acme.test' }).expect(400);
    expect(body.violations).toEqual([{ pointer: '/email', message: expect.stringContaining('make a new one') }]);
    await api.admin.patch(path, { ...invitation, title: 'For Ann' }).expect(200);
  });

  test('the same Idempotency-Key answers the same invitation with the same link', async () => {
    const send = () =>
      api.admin.post(INVITATIONS, { email: 'again@acme.test', notify: false }).set('Idempotency-Key', 'key-1');
    const first = await send().expect(201);
    const second = await send().expect(201);
    expect(second.body).toEqual(first.body);
  });
});

describe('register', () => {
  test('opens user, organization and membership at once; the client may be named in the query', async () => {
    const invitation = await invite('owner@acme.test');
    const path = `${INVITATIONS}/${invitation.id}/register?client_id=toolkit&client_secret=toolkit`;
    const { body } = await api.as(tokenOf(invitation)).post(path, registration('owner1')).expect(201);
    expect(body.member.url).toContain('/members/');
    expect(body.credentials).toEqual({
      realm: REALM,
      username: 'owner1',
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 28_800,
      refresh_token: expect.any(String),
      refresh_expires_in: expect.any(Number),
    });
    await api.as(body.credentials.access_token).get('/orgs/owner1-org').expect(200);
    const org = await api.admin.get('/orgs/owner1-org').expect(200);
    const token = await signIn(api.url, 'owner1', 'long enough', REALM);
    const { body: mine } = await api.as(token).get('/orgs/owner1-org/members').expect(200);
    expect(mine.results).toMatchObject([{ url: body.member.url, user: { email: 'owner@acme.test' } }]);
    const accepted = await api.admin.get(`${INVITATIONS}/${invitation.id}`).expect(200);
    expect(accepted.body).toMatchObject({ state: 'accepted', invited_org_url: org.body.url });
    expect(accepted.headers.etag).toBe('"2"');
  });

  test('takes the client in the body too, which must be right; the session is that client’s', async () => {
    const invitation = await invite('by-client@acme.test');
    const client = { client_id: 'toolkit', client_secret: 'toolkit' };
    const wrong = { ...registration('client1'), ...client, client_secret: 'wrong' };
    expect((await register(invitation, wrong).expect(401)).body.code).toBe('unauthenticated');
    await api.admin.get('/orgs/client1-org').expect(404);
    const answer = await register(invitation, { ...registration('client1'), ...client }).expect(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const renewal = { grant_type: 'refresh_token', refresh_token: answer.body.credentials.refresh_token };
    await api.as().post('/token', renewal).expect(401);
    await api
      .as()
      .post('/token', { ...renewal, ...client })
      .expect(200);
  });

  test('who opened the organization by the link is not mailed about it', async () => {
    const { body } = await api.admin.get('/cloud/deliveries').expect(200);
    expect(body.total_results).toBe(0);
  });

  test('is single use: the second time is 401, also when both come at once', async () => {
    const invitation = await invite('race-owner@acme.test');
    const answers = await Promise.all([
      register(invitation, registration('racer1')),
      register(invitation, registration('racer2')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
    await register(invitation, registration('racer3')).expect(401);
    const { body } = await api.admin.post('/user-registries/admin/api-manager-lur/search', { username: 'racer3' });
    expect(body.total_results).toBe(0);
  });

  test('a lost answer can be asked for again with the same Idempotency-Key', async () => {
    const invitation = await invite('lost@acme.test');
    const send = () => register(invitation, registration('loser')).set('Idempotency-Key', 'register-1');
    const first = await send().expect(201);
    const second = await send().expect(201);
    expect(second.body).toEqual(first.body);
  });

  test.each([
    ['/user/username', registration('ok', { user: { username: undefined } }), 400],
    ['/user/password', registration('ok', { user: { password: 'short' } }), 400],
    ['/user/password', registration('ok', { user: { password: undefined } }), 400],
    ['/user/realm', registration('ok', { user: { realm: 'admin/default-idp-1' } }), 400],
    ['/user/username', registration('TAKEN'), 409],
    ['/org/name', registration('ok', { org: { name: 'admin' } }), 409],
    ['/org/title', registration('ok', { org: { name: undefined, title: undefined } }), 400],
    ['/org/colour', registration('ok', { org: { colour: 'red' } }), 400],
  ])('what is wrong at %s changes nothing, and the link still works', async (pointer, body, status) => {
    const users = '/user-registries/admin/api-manager-lur/users';
    await api.admin.post(users, { username: 'taken', email: 't@acme.test' });
    const invitation = await invite(`try${Math.random()}@acme.test`);
    const answer = await register(invitation, body).expect(status);
    expect(answer.body.violations[0].pointer).toBe(pointer);
    await api.admin.get(`${users}/ok`).expect(404);
    await api.admin.get('/orgs/ok-org').expect(404);
    await register(invitation, registration('fine')).expect(201);
    await api.admin.delete('/orgs/fine-org').expect(200);
    await api.admin.delete(`${users}/fine`).expect(200);
  });

  test('a link opens its own invitation and nothing else', async () => {
    const [mine, other] = [await invite('mine@acme.test'), await invite('other@acme.test')];
    const path = `${INVITATIONS}/${other.id}/register`;
    await api.as(tokenOf(mine)).post(path, registration('thief')).expect(404);
    await api.as(tokenOf(mine)).get(INVITATIONS).expect(401);
    await api.as('garbage').post(path, registration('thief')).expect(401);
    await api.as(api.token).post(path, registration('thief')).expect(401);
    await api.as().post(path, registration('thief')).expect(401);
  });

  test('an expired link is 401, the state is expired, and the address may be invited again', async () => {
    const invitation = await invite('late@acme.test');
    await expire(invitation.id);
    await register(invitation, registration('late')).expect(401);
    const { body } = await api.admin.get(`${INVITATIONS}/${invitation.id}`).expect(200);
    expect(body.state).toBe('expired');
    const next = await invite('late@acme.test');
    expect(next.name).toBe('late-acme-test-2');
    await api.admin.post(`${INVITATIONS}/${invitation.id}/regenerate`, { notify: false }).expect(409);
  });

  test('DELETE kills the link, and leaves org and user of an accepted invitation', async () => {
    const pending = await invite('killed@acme.test');
    await api.admin.delete(`${INVITATIONS}/${pending.id}`).expect(200);
    await register(pending, registration('killed')).expect(401);
    const accepted = await invite('left@acme.test');
    await register(accepted, registration('left')).expect(201);
    await api.admin.delete(`${INVITATIONS}/${accepted.name}`).expect(200);
    await api.admin.get('/orgs/left-org').expect(200);
    await signIn(api.url, 'left', 'long enough', REALM);
  });

  test('an accepted invitation stays readable when its organization is deleted', async () => {
    const invitation = await invite('gone@acme.test');
    await register(invitation, registration('gone')).expect(201);
    await api.admin.delete('/orgs/gone-org').expect(200);
    const { body } = await api.admin.get(`${INVITATIONS}/${invitation.id}`).expect(200);
    expect(body.state).toBe('accepted');
    expect(body).not.toHaveProperty('invited_org_url');
  });
});

describe('accept', () => {
  test('opens the organization for a user who has an account, and wants its password', async () => {
    const sent = { username: 'known', email: 'known@acme.test', password: 'the right one' };
    await api.admin.post('/user-registries/admin/api-manager-lur/users', sent).expect(201);
    const invitation = await invite('known@acme.test');
    const accept = (password: string) =>
      api.as(tokenOf(invitation)).post(`${INVITATIONS}/${invitation.id}/accept`, {
        user: { realm: REALM, username: 'known', password },
        org: { title: 'Known' },
      });
    await accept('a wrong one').expect(401);
    const { body } = await accept('the right one').expect(201);
    expect(body.org).toMatchObject({ name: 'known' });
    await accept('the right one').expect(401);
  });
});

describe('regenerate', () => {
  test('makes the old link dead and answers a new one', async () => {
    const invitation = await invite('renew@acme.test');
    const path = `${INVITATIONS}/${invitation.id}/regenerate`;
    const { body: renewed } = await api.admin.post(path, { notify: false }).expect(200);
    expect(renewed.activation_link).not.toBe(invitation.activation_link);
    await register(invitation, registration('renewed')).expect(401);
    await register(renewed, registration('renewed')).expect(201);
    const late = await api.admin.post(path, { notify: false }).expect(409);
    expect(late.body.code).toBe('conflict');
  });

  test('gives an expired invitation a new life', async () => {
    const invitation = await invite('revived@acme.test');
    await expire(invitation.id);
    const path = `${INVITATIONS}/${invitation.id}/regenerate`;
    const { body } = await api.admin.post(path, { notify: false }).expect(200);
    expect(body.state).toBe('pending');
    await register(body, registration('revived')).expect(201);
  });
});

describe('with a selected email server', () => {
  test('notify:true mails the link, its clock starts when the mail first leaves, and the link works', async () => {
    const server = { title: 'Sink', host: '127.0.0.1', port: sink.port, secure: false };
    const { body } = await api.admin.post('/orgs/admin/mail-servers', server).expect(201);
    await sink.goDown();
    await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
    const invitation = await invite('mailed@acme.test', {});
    expect(invitation).toMatchObject({ notify: true, state: 'pending', expires_at: null });
    await sink.comeBack();
    await api.admin.put('/cloud/settings', { mail_server_url: body.url }).expect(200);
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('mailed@acme.test'));
    expect(mail.text).toContain(invitation.activation_link);
    const started = await readUntilStarted(invitation.id);
    expect(new Date(started.expires_at).getTime()).toBeGreaterThan(Date.now() + 172_000_000);
    const delivery = await api.admin.get(new URL(started.delivery_url).pathname.slice(4)).expect(200);
    expect(delivery.body).toMatchObject({ recipient: 'mailed@acme.test', cause: { id: invitation.id } });
    await register(invitation, registration('mailed')).expect(201);
  });

  test('an invitation deleted before its mail left is not mailed any more', async () => {
    await sink.goDown();
    const invitation = await invite('recalled@acme.test', { notify: true });
    const unselected = await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
    expect(unselected.body.mail_server_url).toBeNull();
    const stateOfMine = async () => {
      const { body } = await api.admin.get('/cloud/deliveries').expect(200);
      const mine = body.results.find(({ cause }: { cause: { id: string } | null }) => cause?.id === invitation.id);
      return mine?.state;
    };
    await waitUntil(stateOfMine, (state) => state === 'held');
    await api.admin.delete(`${INVITATIONS}/${invitation.id}`).expect(200);
    // A worker may have had it in its hands just then.
    expect([undefined, 'cancelled']).toContain(await stateOfMine());
  });
});

async function readUntilStarted(id: string): Promise<{ expires_at: string; delivery_url: string }> {
  const read = async () => (await api.admin.get(`${INVITATIONS}/${id}`)).body;
  return waitUntil(read, ({ expires_at }) => expires_at !== null);
}
