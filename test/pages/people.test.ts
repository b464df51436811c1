import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, newTitle, selectServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { signIn, startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

let api: TestApi;
let sink: Sink;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  const { url } = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  await selectServer(api, url);
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const REGISTRY = '/cloud/registries/cloud-manager-lur';

/** Sends the form of a page with the entity tag that it shows. */
async function save(of: Visitor, path: string, fields: Record<string, string>) {
  const { html } = await of.get(path);
  return of.post(path, { action: 'save', form_token: formTokenOf(html), etag: etagOf(html), ...fields });
}

describe('registries', () => {
  test('are made, changed and deleted', async () => {
    const title = newTitle('Partners');
    const made = await visitor.send('/cloud/registries/new', 'create', { title, email_required: 'true' });
    const page = made.location ?? '';
    expect(page).toBe(`/cloud/registries/${title.toLowerCase()}`);
    expect((await visitor.get(page)).html).toContain('Nobody is in this registry yet');
    expect(await save(visitor, page, { title, case_sensitive: 'true' })).toMatchObject({ status: 303 });
    expect((await visitor.get('/cloud/registries')).html).toMatch(new RegExp(`${title}[\\s\\S]*?case-sensitive`));
    expect(await visitor.send(page, 'remove')).toMatchObject({ status: 303, location: '/cloud/registries' });
  });

  test('are offered at the sign-in of a manager as soon as they are chosen for it', async () => {
    const { body: partners } = await api.admin
      .post('/user-registries/admin', { title: newTitle('Outside'), registry_type: 'lur' })
      .expect(201);
    const path = '/cloud/registries/sign-in';
    const { html } = await visitor.get(path);
    const { body: before } = await api.admin.get('/cloud/settings/user-registries').expect(200);
    const sent = new URLSearchParams({ action: 'save', form_token: formTokenOf(html), etag: etagOf(html) });
    for (const name of ['admin_user_registry_default_url', 'provider_user_registry_default_url']) {
      sent.set(name, before[name]);
    }
    sent.set('admin_user_registry_urls', before.admin_user_registry_urls[0]);
    sent.append('provider_user_registry_urls', partners.url);
    const wrong = await visitor.post(path, sent);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/id="field-provider_user_registry_default_url-error">must be one of/);
    sent.append('provider_user_registry_urls', before.provider_user_registry_urls[0]);
    expect(await visitor.post(path, sent)).toMatchObject({ status: 303, location: '/cloud/registries' });
    const signIn = await createVisitor(api.url).get('/manager/sign-in');
    expect(signIn.html).toContain(`>${partners.title}</option>`);
  });

  test('that ship stay, and it is said why', async () => {
    const refused = await visitor.send(REGISTRY, 'remove');
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('notice-bad');
  });
});

describe('people', () => {
  test('are made, found by name, changed, disabled and enabled, and deleted', async () => {
    const username = newTitle('jane');
    const wrong = await visitor.send(`${REGISTRY}/users/new`, 'create', { username, email: 'no', password: 'short' });
    expect(wrong.html).toMatch(/id="field-password-error">must have at least 8 characters/);
    expect(wrong.html).toMatch(/id="field-email-error"/);
    expect(wrong.html).not.toContain('"short"');
    const person = { username, email: `${username}@acme.test`, password: PERSON_PASSWORD };
    const page = (await visitor.send(`${REGISTRY}/users/new`, 'create', person)).location ?? '';
    expect(page).toBe(`${REGISTRY}/users/${username}`);
    const found = await visitor.get(`${REGISTRY}?username=${username}`);
    expect(found.html).toContain(`href="${page}"`);
    expect((await visitor.get(`${REGISTRY}?username=nobody`)).html).toContain('Nobody here is called nobody');
    const changed = { email: person.email, first_name: 'Jane', last_name: 'Doe', language: 'de' };
    expect(await save(visitor, page, changed)).toMatchObject({ status: 303 });
    expect((await visitor.get(REGISTRY)).html).toContain('Jane Doe');
    await visitor.send(page, 'disable');
    await expect(signIn(api.url, username, PERSON_PASSWORD)).rejects.toThrow('401');
    await visitor.send(page, 'enable');
    await signIn(api.url, username, PERSON_PASSWORD);
    expect(await visitor.send(page, 'remove')).toMatchObject({ status: 303, location: REGISTRY });
  });

  test('get a new password by hand, or a link for one by mail', async () => {
    const { username } = await enrol(api, 'viewer');
    const page = `${REGISTRY}/users/${username}`;
    const short = await visitor.send(`${page}/password`, 'set', { password: 'short' });
    expect(short.html).toMatch(/id="field-password-error">must have at least 8 characters/);
    expect(await visitor.send(`${page}/password`, 'set', { password: 'another long one' })).toMatchObject({
      location: page,
    });
    await signIn(api.url, username, 'another long one');
    await visitor.send(page, 'mail-link');
    const mail = await sink.waitFor(
      ({ envelope, links }) => envelope.to.includes(`${username}@acme.test`) && /reset#/.test(links[0] ?? ''),
    );
    expect(mail.links[0]).toContain('/cloud/reset#');
  });

  test('cannot be changed by whoever may only look', async () => {
    const { username } = await enrol(api, 'viewer');
    const looker = createVisitor(api.url);
    await looker.signIn(username, PERSON_PASSWORD);
    const page = `${REGISTRY}/users/admin`;
    const { html } = await looker.get(page);
    expect(html).not.toMatch(/value="(?:save|remove|disable)"/);
    const refused = await looker.post(page, { action: 'disable', form_token: formTokenOf(html) });
    expect(refused.status).toBe(403);
  });
});

describe("one's own account", () => {
  test('takes the password for another address, and says so at the field', async () => {
    const { username } = await enrol(api, 'viewer');
    const own = createVisitor(api.url);
    await own.signIn(username, PERSON_PASSWORD);
    const changed = { title: 'Vera', email: 'vera@acme.test', first_name: 'Vera' };
    const unproven = await save(own, '/cloud/me', changed);
    expect(unproven.status).toBe(422);
    expect(unproven.html).toMatch(/id="field-current_password-error">is required to change the e-mail address/);
    expect(unproven.html).toContain('value="vera@acme.test"');
    const wrong = await save(own, '/cloud/me', { ...changed, current_password: 'not mine at all' });
    expect(wrong.html).toMatch(/id="field-current_password-error">is not the current password/);
    const right = await save(own, '/cloud/me', { ...changed, current_password: PERSON_PASSWORD });
    expect(right).toMatchObject({ status: 303, location: '/cloud/me' });
    expect((await own.get('/cloud/me')).html).toContain('value="vera@acme.test"');
  });

  test('gets a new password, which ends all other sessions and not this one', async () => {
    const { username, token } = await enrol(api, 'viewer');
    const own = createVisitor(api.url);
    await own.signIn(username, PERSON_PASSWORD);
    const wrong = { current_password: 'wrong', password: 'a new password' };
    expect((await own.send('/cloud/me/password', 'change', wrong)).html).toContain('is not the current password');
    const right = { current_password: PERSON_PASSWORD, password: 'a new password' };
    expect(await own.send('/cloud/me/password', 'change', right)).toMatchObject({ location: '/cloud/me' });
    expect((await own.get('/cloud/me')).status).toBe(200);
    await api.as(token).get('/me').expect(401);
    await signIn(api.url, username, 'a new password');
  });
});
