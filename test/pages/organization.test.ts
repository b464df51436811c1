import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { create, createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { signIn, startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

const PASSWORD = 'long enough';
const PROVIDERS = '/user-registries/admin/api-manager-lur/users';

let api: TestApi;
let sink: Sink;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

async function provider(): Promise<{ username: string; url: string }> {
  const username = newTitle('provider');
  return create(api, PROVIDERS, { username, title: username, email: `${username}@acme.test`, password: PASSWORD });
}

async function openOrg(): Promise<{ name: string; owner: string }> {
  const { username, url } = await provider();
  const { name } = await create(api, '/cloud/orgs', { owner_url: url });
  return { name, owner: username };
}

/** Makes somebody a member without rights. */
async function join(name: string, owner: string, url: string): Promise<void> {
  const token = await signIn(api.url, owner, PASSWORD, 'provider/default-idp-2');
  const sent = { user: { url }, role_urls: [`/api/orgs/${name}/roles/member`] };
  await api.as(token).post(`/orgs/${name}/members`, sent).expect(201);
}

async function managerOf(username: string): Promise<Visitor> {
  const own = createVisitor(api.url);
  await own.signIn(username, PASSWORD, 'manager');
  return own;
}

describe('organizations', () => {
  test('are opened for a user by name, passed on and deleted', async () => {
    const [one, other] = [await provider(), await provider()];
    const title = newTitle('Weather');
    const wrong = await visitor.send('/cloud/orgs/new', 'create', { title, username: 'admin' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="field-username-error">is nobody who signs in to API Manager/);
    expect(wrong.html).toContain(`value="${title}"`);
    const made = await visitor.send('/cloud/orgs/new', 'create', { title, username: one.username });
    const page = made.location ?? '';
    expect(page).toBe(`/cloud/orgs/${title.toLowerCase()}`);
    expect((await visitor.get(page)).html).toContain(`${one.username}@acme.test`);
    expect(await visitor.send(page, 'transfer', { username: other.username })).toMatchObject({ location: page });
    expect((await visitor.get(page)).html).toContain(`${other.username}@acme.test`);
    expect(await visitor.send(page, 'remove')).toMatchObject({ status: 303, location: '/cloud/orgs' });
    expect((await visitor.get(page)).status).toBe(404);
  });
});

describe('the page of an organization', () => {
  const wordsOf = (html: string) => html.replace(/<[^>]*>|\s+/g, ' ').replace(/ +/g, ' ');

  async function viewer(): Promise<Visitor> {
    const looker = createVisitor(api.url);
    await looker.signIn((await enrol(api, 'viewer')).username, PASSWORD);
    return looker;
  }

  test('tells whoever sees all organizations how much is in it, members of it or not', async () => {
    const { name, owner } = await openOrg();
    await join(name, owner, (await provider()).url);
    const token = await signIn(api.url, owner, PASSWORD, 'provider/default-idp-2');
    await api.as(token).post(`/orgs/${name}/member-invitations`, { email: 'x@acme.test', notify: false }).expect(201);
    for (const looker of [visitor, await viewer()]) {
      const words = wordsOf((await looker.get(`/cloud/orgs/${name}`)).html);
      expect(words).toContain('Members 2 Catalogs 1 Open invitations 1');
      expect(words).toContain(`Owner ${owner}`);
    }
    // The cloud publishes no APIs.
    expect(wordsOf((await visitor.get('/cloud/orgs/admin')).html)).toMatch(/Members \d+ Open invitations \d+/);
  });

  test('of an owner who is in a registry of its own says that they may not be seen, and asks for none', async () => {
    const { name, owner } = await openOrg();
    const own = api.as(await signIn(api.url, owner, PASSWORD, 'provider/default-idp-2'));
    const { body: registry } = await own.post(`/user-registries/${name}`, { title: 'Ours', registry_type: 'lur' });
    const { body: settings } = await api.admin.get('/cloud/settings/user-registries').expect(200);
    const urls = [...settings.provider_user_registry_urls, registry.url];
    await api.admin
      .put('/cloud/settings/user-registries', { ...settings, provider_user_registry_urls: urls })
      .expect(200);
    const sent = { username: 'heir', email: 'heir@acme.test', password: PASSWORD };
    const { body: heir } = await own.post(`/user-registries/${name}/${registry.name}/users`, sent).expect(201);
    const member = { user: { url: heir.url }, role_urls: [] };
    const { body: joined } = await own.post(`/orgs/${name}/members`, member).expect(201);
    await own.post(`/orgs/${name}/transfer-owner`, { new_owner_member_url: joined.url }).expect(200);
    const { html } = await (await viewer()).get(`/cloud/orgs/${name}`);
    expect(wordsOf(html)).toContain('Owner somebody of a registry that you may not see');
    const { body: refused } = await api.admin.get('/cloud/audit-events?outcome=refused&object_type=user').expect(200);
    expect(refused.results).toEqual([]);
    await api.admin.put('/cloud/settings/user-registries', settings).expect(200);
  });
});

describe('owner invitations', () => {
  const PAGE = '/cloud/org-invitations';
  const idOf = (html: string, email: string) =>
    new RegExp(`${email}[\\s\\S]*?name="invitation" value="([^"]+)"`).exec(html)?.[1] ?? '';

  test('are wrong at their field, and what was typed stays', async () => {
    const wrong = await visitor.send(PAGE, 'invite', { email: 'no address', language: 'de' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="field-email"[^>]*value="no address"[^>]*aria-invalid="true"/);
    expect(wrong.html).toContain('<option value="de" selected>');
  });

  test('without an email server give a link that is shown once, and whose place a new one takes', async () => {
    const email = `${newTitle('guest')}@acme.test`;
    const invited = await visitor.send(PAGE, 'invite', { email });
    const linkIn = (html: string) => /id="activation-link"[^>]*>([^<]+)</.exec(html)?.[1]?.replace('&#x3D;', '=') ?? '';
    const first = linkIn(invited.html);
    expect((await createVisitor(api.url).get(first.slice(api.url.length))).html).toContain(email);
    const { html } = await visitor.get(PAGE);
    expect(html).not.toContain('activation=');
    expect(html).toMatch(new RegExp(`${email}[\\s\\S]*?pending[\\s\\S]*?handed over`));
    const renewed = await visitor.send(PAGE, 'renew', { invitation: idOf(html, email) });
    expect(linkIn(renewed.html)).not.toBe(first);
    expect((await createVisitor(api.url).get(first.slice(api.url.length))).html).toContain('no longer valid');
    const revoked = await visitor.send(PAGE, 'revoke', { invitation: idOf(html, email) });
    expect(revoked).toMatchObject({ status: 303, location: PAGE });
  });

  test('tell how far their mail got, and are mailed again', async () => {
    const { url } = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
    await selectServer(api, url);
    const email = `${newTitle('guest')}@acme.test`;
    expect(await visitor.send(PAGE, 'invite', { email, notify: 'true' })).toMatchObject({ status: 303 });
    expect((await visitor.get(PAGE)).html).toContain(`A link is on its way to ${email}.`);
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes(email));
    const { html } = await visitor.get(PAGE);
    expect(html).toMatch(new RegExp(`${email}[\\s\\S]*?href="/cloud/deliveries/[\\w-]{36}"`));
    const again = await visitor.send(PAGE, 'resend', { invitation: idOf(html, email) });
    expect(again.location).toBe(PAGE);
    const second = await sink.waitFor((each) => each.envelope.to.includes(email) && each.text !== mail.text);
    expect(second.text).toContain('/manager/activate?activation=');
    await selectServer(api, null);
  });
});

describe('an organization in API Manager', () => {
  test('is led by its owner: title, sender, lifetimes, members, roles, invitations', async () => {
    const { name, owner } = await openOrg();
    const own = await managerOf(owner);
    const base = `/manager/orgs/${name}`;
    expect((await own.get('/manager')).html).toContain(`href="${base}"`);
    for (const below of ['', '/members', '/member-invitations', '/roles', '/roles/new', '/settings']) {
      expect({ below, status: (await own.get(base + below)).status }).toEqual({ below, status: 200 });
    }
    const etag = etagOf((await own.get(base)).html);
    expect(await own.send(base, 'save', { title: 'Renamed', etag })).toMatchObject({ status: 303, location: base });
    const settings = `${base}/settings`;
    const sender = { 'email_sender.custom': 'true', 'email_sender.name': 'Weather', 'email_sender.address': 'no' };
    const read = await own.get(settings);
    const sent = { action: 'save', form_token: formTokenOf(read.html), etag: etagOf(read.html), ...sender };
    const wrong = await own.post(settings, { ...sent, invitation_ttl: '5' });
    expect(wrong.html).toMatch(/id="field-email_sender-address-error"/);
    expect(wrong.html).toMatch(/id="field-invitation_ttl-error"/);
    const right = { ...sent, 'email_sender.address': 'weather@acme.test', invitation_ttl: '3600' };
    expect(await own.post(settings, right)).toMatchObject({ status: 303, location: settings });
    const { body } = await api.admin.get(`/orgs/${name}`).expect(200);
    expect(body.title).toBe('Renamed');
    const invited = await own.send(`${base}/member-invitations`, 'invite', { email: `${newTitle('m')}@acme.test` });
    expect(invited.html).toContain('id="activation-link"');
  });

  test('shows a member without rights neither forms nor pages that are not theirs', async () => {
    const { name, owner } = await openOrg();
    const { username, url } = await provider();
    await join(name, owner, url);
    const own = await managerOf(username);
    const base = `/manager/orgs/${name}`;
    const { html, status } = await own.get(base);
    expect(status).toBe(200);
    expect(html).not.toContain('value="save"');
    expect(html).not.toContain(`${base}/members`);
    expect((await own.get(`${base}/members`)).status).toBe(403);
    const sent = { action: 'save', form_token: formTokenOf(html), title: 'Mine' };
    expect((await own.post(base, sent)).status).toBe(403);
  });

  test('tells from which registries its members may come, those of its own too', async () => {
    const { name, owner } = await openOrg();
    const token = await signIn(api.url, owner, PASSWORD, 'provider/default-idp-2');
    await api.as(token).post(`/orgs/${name}/user-registries`, { title: 'Our people' }).expect(201);
    const { html } = await (await managerOf(owner)).get(`/manager/orgs/${name}`);
    const words = html.replace(/<[^>]*>|\s+/g, ' ').replace(/ +/g, ' ');
    expect(words).toMatch(/API Manager Local User Registry offered first/);
    expect(words).toMatch(/Our people own not offered/);
  });

  test('is passed on to a member, after which its former owner is one', async () => {
    const { name, owner } = await openOrg();
    const own = await managerOf(owner);
    const base = `/manager/orgs/${name}`;
    expect((await own.get(base)).html).not.toContain('value="transfer"');
    const heir = await provider();
    await join(name, owner, heir.url);
    const { html } = await own.get(base);
    const url = new RegExp(`<option value="([^"]+)">${heir.username}<`).exec(html)?.[1] ?? '';
    expect(await own.send(base, 'transfer', { heir: url })).toMatchObject({ status: 303, location: base });
    expect((await own.get(base)).html).not.toContain('value="save"');
    expect((await (await managerOf(heir.username)).get(base)).html).toContain('value="save"');
  });

  test('is closed to whoever belongs to another one', async () => {
    const [one, other] = [await openOrg(), await openOrg()];
    const own = await managerOf(one.owner);
    for (const below of ['', '/members', '/member-invitations', '/roles', '/settings']) {
      expect((await own.get(`/manager/orgs/${other.name}${below}`)).status).toBe(403);
    }
  });
});
