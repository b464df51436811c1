import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { createProviderOrg, createProviderUser, type ProviderOrg } from '../api/provider-org.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

let api: TestApi;
let sink: Sink;
let acme: ProviderOrg;
let owner: Visitor;
let looker: Visitor;
let base: string;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  const { url } = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  await selectServer(api, url);
  acme = await createProviderOrg(api);
  base = `/manager/orgs/${acme.org.name}/registries`;
  owner = await managerOf(acme.owner.username);
  looker = await managerOf(await join('viewer'));
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

async function managerOf(username: string): Promise<Visitor> {
  const own = createVisitor(api.url);
  await own.signIn(username, PERSON_PASSWORD, 'manager');
  return own;
}

/** A member of the organization with that role; how they sign in. */
async function join(role: string): Promise<string> {
  const { url, username } = await createProviderUser(api);
  const role_urls = [`/api/orgs/${acme.org.name}/roles/${role}`];
  await acme.client.post(`/orgs/${acme.org.name}/members`, { user: { url }, role_urls }).expect(201);
  return username;
}

async function makeRegistry(fields: object = {}): Promise<{ name: string; title: string; url: string }> {
  const sent = { title: newTitle('partners'), registry_type: 'lur', ...fields };
  return (await acme.client.post(`/user-registries/${acme.org.name}`, sent).expect(201)).body;
}

async function makeUser(registry: string): Promise<{ username: string; url: string }> {
  const username = newTitle('jane');
  const sent = { username, email: `${username}@acme.test`, password: PERSON_PASSWORD };
  return (await acme.client.post(`/user-registries/${acme.org.name}/${registry}/users`, sent).expect(201)).body;
}

/** Sends the form of a page with the entity tag that it shows. */
async function save(path: string, fields: Record<string, string>) {
  const { html } = await owner.get(path);
  return owner.post(path, { action: 'save', form_token: formTokenOf(html), etag: etagOf(html), ...fields });
}

const wordsOf = (html: string) => html.replace(/<[^>]*>|\s+/g, ' ').replace(/ +/g, ' ');

describe('registries of an organization', () => {
  test('are none at first, which is said, and one is made, changed and deleted', async () => {
    const { owner: other, org } = await createProviderOrg(api);
    const empty = await (await managerOf(other.username)).get(`/manager/orgs/${org.name}/registries`);
    expect(empty.html).toContain('keeps no people of its own yet');
    const title = newTitle('Partners');
    const wrong = await owner.send(`${base}/new`, 'create', { title: '', summary: 'kept' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="kept"');
    const made = await owner.send(`${base}/new`, 'create', { title, email_required: 'true' });
    const page = made.location ?? '';
    expect(page).toBe(`${base}/${title.toLowerCase()}`);
    expect((await owner.get(page)).html).toContain('Nobody is in this registry yet');
    expect(await save(page, { title, case_sensitive: 'true' })).toMatchObject({ status: 303, location: page });
    expect(wordsOf((await owner.get(base)).html)).toMatch(new RegExp(`${title} .*not offered .*case-sensitive`));
    expect(await owner.send(page, 'remove')).toMatchObject({ status: 303, location: base });
    expect((await owner.get(page)).status).toBe(404);
  });

  test('begin with the rules of one that is made without saying any', async () => {
    const { html } = await owner.get(`${base}/new`);
    const { body } = await acme.client
      .post(`/user-registries/${acme.org.name}`, { title: newTitle('plain') })
      .expect(201);
    const checked = [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].filter(([box]) => / checked/.test(box));
    const names = checked.map(([box]) => /name="(\w+)"/.exec(box)?.[1]);
    const rules = ['email_required', 'email_unique_if_exist', 'case_sensitive'];
    expect(names).toEqual(rules.filter((rule) => body[rule]));
  });

  test('stand beside the other pages of the organization, and its overview leads to each of its own', async () => {
    const { name, title } = await makeRegistry();
    const { html } = await owner.get(`/manager/orgs/${acme.org.name}`);
    expect(html).toMatch(new RegExp(`<nav class="tabs"[\\s\\S]*<a href="${base}">User registries</a>`));
    expect(html).toContain(`<a href="${base}/${name}">${title}</a>`);
    expect((await owner.get(`${base}/${name}`)).html).toContain(`<a href="${base}" aria-current="page">`);
  });

  test('say whether the sign-in offers them', async () => {
    const { title, url } = await makeRegistry();
    const { body: before } = await api.admin.get('/cloud/settings/user-registries').expect(200);
    const urls = [...before.provider_user_registry_urls, url];
    await api.admin
      .put('/cloud/settings/user-registries', { ...before, provider_user_registry_urls: urls })
      .expect(200);
    expect(wordsOf((await owner.get(base)).html)).toMatch(new RegExp(`${title} ${title} offered address`));
    await api.admin.put('/cloud/settings/user-registries', before).expect(200);
  });

  test('are sorted by the headings of their list, and so are their users', async () => {
    const { name } = await makeRegistry();
    await makeUser(name);
    for (const page of [base, `${base}/${name}`]) {
      const { html } = await owner.get(page);
      const heads = /<thead>[\s\S]*<\/thead>/.exec(html)?.[0] ?? '';
      const links = [...heads.matchAll(/href="([^"]*)"/g)];
      expect(links).toHaveLength(2);
      for (const [, href = ''] of links)
        expect(await owner.get(page + href.replaceAll('&#x3D;', '='))).toMatchObject({ status: 200 });
    }
  });
});

describe('their users', () => {
  test('are made, found by name, changed, disabled and enabled, and deleted', async () => {
    const { name } = await makeRegistry();
    const registry = `${base}/${name}`;
    const username = newTitle('jane');
    const wrong = await owner.send(`${registry}/users/new`, 'create', { username, email: 'no', password: 'short' });
    expect(wrong.html).toMatch(/id="field-password-error">must have at least 8 characters/);
    expect(wrong.html).not.toContain('"short"');
    const person = { username, email: `${username}@acme.test`, password: PERSON_PASSWORD };
    const page = (await owner.send(`${registry}/users/new`, 'create', person)).location ?? '';
    expect(page).toBe(`${registry}/users/${username}`);
    expect((await owner.get(`${registry}?username=${username}`)).html).toContain(`href="${page}"`);
    const nobody = await owner.get(`${registry}?username=nobody`);
    expect(nobody.html).toContain('Nobody here is called nobody');
    expect(nobody.html).toContain(`<a class="button" href="${registry}">`);
    const changed = { email: person.email, first_name: 'Jane', last_name: 'Doe', language: 'de' };
    expect(await save(page, changed)).toMatchObject({ status: 303, location: page });
    expect((await owner.get(registry)).html).toContain('Jane Doe');
    await owner.send(page, 'disable');
    expect((await owner.get(page)).html).toContain('value="enable"');
    await owner.send(page, 'enable');
    expect((await owner.get(page)).html).toContain('value="disable"');
    expect(await owner.send(page, 'remove')).toMatchObject({ status: 303, location: registry });
  });

  test('get a new password by hand, or a link for one by mail', async () => {
    const { name } = await makeRegistry();
    const { username } = await makeUser(name);
    const page = `${base}/${name}/users/${username}`;
    const short = await owner.send(`${page}/password`, 'set', { password: 'short' });
    expect(short.html).toMatch(/id="field-password-error">must have at least 8 characters/);
    expect(short.html).toContain(`<a class="button" href="${page}">`);
    const set = await owner.send(`${page}/password`, 'set', { password: 'another long one' });
    expect(set).toMatchObject({ status: 303, location: page });
    expect(await owner.send(page, 'mail-link')).toMatchObject({ status: 303, location: page });
    const toThem = ({ envelope, links }: { envelope: { to: string[] }; links: string[] }) =>
      envelope.to.includes(`${username}@acme.test`) && /reset#/.test(links[0] ?? '');
    expect((await sink.waitFor(toThem)).links[0]).toContain('/manager/reset#');
  });
});

describe('whoever may only look', () => {
  test('sees registries and users, and no way to change them', async () => {
    const { name, title } = await makeRegistry();
    const { username } = await makeUser(name);
    const list = await looker.get(base);
    expect(list.html).toContain(title);
    expect(list.html).not.toContain(`${base}/new`);
    const registry = await looker.get(`${base}/${name}`);
    expect(registry.html).toContain(username);
    expect(registry.html).not.toMatch(/value="(?:save|remove)"|users\/new/);
    const user = await looker.get(`${base}/${name}/users/${username}`);
    expect(user.html).toContain(`${username}@acme.test`);
    expect(user.html).not.toMatch(/value="(?:save|remove|disable|mail-link)"|\/password"/);
  });

  test('is refused what is not shown', async () => {
    const { name } = await makeRegistry();
    const { username } = await makeUser(name);
    const page = `${base}/${name}/users/${username}`;
    for (const hidden of [`${base}/new`, `${base}/${name}/users/new`, `${page}/password`])
      expect({ hidden, status: (await looker.get(hidden)).status }).toEqual({ hidden, status: 403 });
    const form_token = formTokenOf((await looker.get(`/manager/me`)).html);
    const sent: [string, string][] = [
      [`${base}/new`, 'create'],
      [`${base}/${name}`, 'save'],
      [`${base}/${name}`, 'remove'],
      [`${base}/${name}/users/new`, 'create'],
      ...['save', 'disable', 'enable', 'mail-link', 'remove'].map((action): [string, string] => [page, action]),
      [`${page}/password`, 'set'],
    ];
    for (const [path, action] of sent) {
      const fields = { action, form_token, title: 'Mine', username: 'mine', password: 'another long one' };
      const { status } = await looker.post(path, fields);
      expect({ path, action, status }).toEqual({ path, action, status: 403 });
    }
    const kept = await acme.client.get(`/user-registries/${acme.org.name}/${name}/users/${username}`).expect(200);
    expect(kept.body).toMatchObject({ state: 'enabled', username });
  });
});

describe('nobody else', () => {
  test('sees them: neither a member without rights nor the owner of another organization', async () => {
    const { name } = await makeRegistry();
    const { username } = await makeUser(name);
    const member = await managerOf(await join('member'));
    const stranger = await managerOf((await createProviderOrg(api)).owner.username);
    expect((await member.get(`/manager/orgs/${acme.org.name}`)).html).not.toContain(base);
    for (const visitor of [member, stranger])
      for (const below of ['', '/new', `/${name}`, `/${name}/users/new`, `/${name}/users/${username}`])
        expect({ below, status: (await visitor.get(base + below)).status }).toEqual({ below, status: 403 });
  });

  test('reaches registries of the cloud or of another organization by the address of one of theirs', async () => {
    const { owner: other, org } = await createProviderOrg(api);
    const { name } = await makeRegistry();
    const stranger = await managerOf(other.username);
    for (const registry of [name, 'api-manager-lur', 'cloud-manager-lur'])
      expect((await stranger.get(`/manager/orgs/${org.name}/registries/${registry}`)).status).toBe(404);
  });
});
