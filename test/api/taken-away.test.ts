import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, newTitle, pointersOf, SETTINGS } from './builder.ts';
import { enrol } from './person.ts';
import { createProviderUser } from './provider-org.ts';
import { enrolWithSession, openSession, refresh, type Session } from './session.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

const REGISTRIES = '/user-registries/admin';
const CHOSEN = `${SETTINGS}/user-registries`;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const me = (session: Pick<Session, 'access_token'>) => api.as(session.access_token).get('/me');

async function mailsTo(recipient: string): Promise<string[]> {
  const { body } = await api.admin.get('/cloud/deliveries').expect(200);
  const mails: { recipient: string; template: string }[] = body.results;
  return mails.filter((mail) => mail.recipient === recipient).map(({ template }) => template);
}

describe('a registry that is taken out of the settings', () => {
  test('lets its users go at the next request, and in again when it is back', async () => {
    const { body: before } = await api.admin.get(CHOSEN).expect(200);
    const registry = await create(api, REGISTRIES);
    const chosen = { provider_user_registry_urls: [...before.provider_user_registry_urls, registry.url] };
    await api.admin.put(CHOSEN, chosen).expect(200);
    const person = { username: newTitle('person'), email: 'p@acme.test', password: 'long enough' };
    await api.admin.post(`${REGISTRIES}/${registry.name}/users`, person).expect(201);
    const realm = `provider/${registry.identity_providers[0].name}`;
    const session = await openSession(api, person.username, { realm });
    await me(session).expect(200);
    await api.admin.put(CHOSEN, before).expect(200);
    await me(session).expect(401);
    await refresh(api, session.refresh_token).expect(401);
    await api.admin.put(CHOSEN, chosen).expect(200);
    await me(session).expect(200);
    await api.admin.put(CHOSEN, before).expect(200);
  });

  test('of one side takes the rights of that side along', async () => {
    const { body: before } = await api.admin.get(CHOSEN).expect(200);
    const registry = await create(api, REGISTRIES);
    const both = {
      admin_user_registry_urls: [...before.admin_user_registry_urls, registry.url],
      provider_user_registry_urls: [...before.provider_user_registry_urls, registry.url],
    };
    await api.admin.put(CHOSEN, both).expect(200);
    const username = newTitle('person');
    const sent = { username, email: 'p@acme.test', password: 'long enough' };
    const { body: user } = await api.admin.post(`${REGISTRIES}/${registry.name}/users`, sent).expect(201);
    const place = { user: { url: user.url }, role_urls: ['/api/orgs/admin/roles/viewer'] };
    await api.admin.post('/orgs/admin/members', place).expect(201);
    await api.admin.post('/cloud/orgs', { title: newTitle('org'), owner_url: user.url }).expect(201);
    const token = await signIn(api.url, username, 'long enough', `admin/${registry.identity_providers[0].name}`);
    await api.as(token).get('/cloud/orgs').expect(200);
    await api.admin.put(CHOSEN, { admin_user_registry_urls: before.admin_user_registry_urls }).expect(200);
    await api.as(token).get('/cloud/orgs').expect(403);
    expect((await api.as(token).get('/orgs').expect(200)).body.total_results).toBe(1);
    await api.admin.put(CHOSEN, before).expect(200);
  });
});

describe('a registration', () => {
  const newClient = () => create(api, '/cloud/registrations');
  const through = ({ client_id, client_secret }: { client_id: string; client_secret: string }) => ({
    client_id,
    client_secret,
  });

  test('that is disabled lets go whoever signed in by it, at the next request', async () => {
    const client = await newClient();
    const { username, session: other } = await enrolWithSession(api, 'viewer');
    const session = await openSession(api, username, through(client));
    const { body: next } = await refresh(api, session.refresh_token, through(client)).expect(200);
    await api.admin.patch(`/cloud/registrations/${client.id}`, { state: 'disabled' }).expect(200);
    await me(session).expect(401);
    await me(next).expect(401);
    await refresh(api, next.refresh_token, through(client)).expect(401);
    await me(other).expect(200);
    await api.admin.patch(`/cloud/registrations/${client.id}`, { state: 'enabled' }).expect(200);
    await me(next).expect(200);
  });

  test('with a new secret ends what was opened with the old one; with the same one nothing ends', async () => {
    const client = await create(api, '/cloud/registrations', { scopes: ['cloud/view'] });
    const { username } = await enrol(api, 'viewer');
    const session = await openSession(api, username, through(client));
    const grant = { grant_type: 'client_credentials', ...through(client) };
    const { body: machine } = await api.as().post('/token', grant).expect(200);
    const path = `/cloud/registrations/${client.id}`;
    await api.admin.patch(path, { client_secret: client.client_secret, title: 'The same' }).expect(200);
    await me(session).expect(200);
    await api.as(machine.access_token).get(path).expect(200);
    await api.admin.patch(path, { client_secret: 'another secret' }).expect(200);
    await me(session).expect(401);
    await api.as(machine.access_token).get(path).expect(401);
    const renewed = { ...through(client), client_secret: 'another secret' };
    await refresh(api, session.refresh_token, renewed).expect(401);
    await openSession(api, username, renewed);
  });

  test('that is deleted ends them too', async () => {
    const client = await newClient();
    const { username } = await enrol(api, 'viewer');
    const session = await openSession(api, username, through(client));
    await api.admin.delete(`/cloud/registrations/${client.id}`).expect(200);
    await me(session).expect(401);
  });
});

describe('another address of the own account', () => {
  test('takes the password, and the old address is told', async () => {
    const { session, username } = await enrolWithSession(api, 'viewer');
    const client = api.as(session.access_token);
    const email = `${newTitle('new')}@acme.test`;
    const without = await client.put('/me', { email }).expect(400);
    expect(without.body).toMatchObject({ code: 'password_required', violations: [{ pointer: '/current_password' }] });
    const wrong = await client.put('/me', { email, current_password: 'wrong' }).expect(400);
    expect(wrong.body).toMatchObject({ code: 'wrong_password', violations: [{ pointer: '/current_password' }] });
    expect((await me(session).expect(200)).body.email).toBe(`${username}@acme.test`);
    await client.put('/me', { email, current_password: 'long enough' }).expect(200);
    expect(await mailsTo(`${username}@acme.test`)).toEqual(['address-changed']);
    expect(await mailsTo(email)).toEqual([]);
  });

  test('is not asked for where the address stays, so that what GET gave can be sent back', async () => {
    const { session } = await enrolWithSession(api, 'viewer');
    const client = api.as(session.access_token);
    const { body } = await client.get('/me').expect(200);
    const changed = await client.put('/me', { ...body, first_name: 'Ada' }).expect(200);
    expect(changed.body).toMatchObject({ first_name: 'Ada', email: body.email });
    expect(pointersOf((await client.put('/me', { state: 'disabled' }).expect(400)).body)).toEqual(['/state']);
    const none = await client.put('/me', { first_name: 'Eve', current_password: 7 }).expect(400);
    expect(pointersOf(none.body)).toEqual(['/current_password']);
  });

  test('is told to the old one when an administrator changes it, and where there is an old one', async () => {
    const { url, username } = await createProviderUser(api);
    const path = new URL(url).pathname.slice('/api'.length);
    await api.admin.patch(path, { email: 'elsewhere@acme.test' }).expect(200);
    expect(await mailsTo(`${username}@acme.test`)).toEqual(['address-changed']);
  });

  test('and another password are out of reach for a token that holds less than its user', async () => {
    const { username } = await enrol(api, 'viewer');
    const session = await openSession(api, username, { scope: 'org/view' });
    const client = api.as(session.access_token);
    const proof = { current_password: 'long enough' };
    await client.put('/me', { email: 'mine@acme.test', ...proof }).expect(403);
    await client.post('/me/change-password', { password: 'another one', ...proof }).expect(403);
    await client.put('/me', { first_name: 'Ada' }).expect(200);
    await openSession(api, username);
  });
});
