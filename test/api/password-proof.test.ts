import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../api/access/limit.ts';
import { newTitle } from './builder.ts';
import { createProviderOrg, createProviderUser, type ProviderOrg, pathOf } from './provider-org.ts';
import { signIn, startApi, type TestApi } from './start-api.ts';

const REALM = 'provider/default-idp-2';
const PASSWORD = 'long enough';
const TRIED = '?validate_only=true';

let api: TestApi;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi({ GATEPOST_TRUST_PROXY: 'loopback' });
  acme = await createProviderOrg(api);
});
afterAll(() => api.stop());

let networks = 0;
const newAddress = () => {
  networks += 1;
  return `198.51.100.${networks}`;
};

interface Account {
  id: string;
  username: string;
  token: string;
}

async function newAccount(): Promise<Account> {
  const { id, username } = await createProviderUser(api, newTitle('Person'));
  return { id, username, token: await signIn(api.url, username, PASSWORD, REALM) };
}

interface Try {
  status: number;
  body: { code?: string };
}
type Way = (account: Pick<Account, 'username' | 'token'>, password: string, address: string) => Promise<Try>;

const tokenOf = (link: string) => Buffer.from(link.replace(/.*activation=/, ''), 'base64').toString();

async function acceptOrg(account: Pick<Account, 'username'>, password: string, address: string, query = '') {
  const email = `${newTitle('guest')}@acme.test`;
  const { body } = await api.admin.post('/cloud/org-invitations', { email, notify: false }).expect(201);
  const sent = { user: { username: account.username, password, realm: REALM }, org: { title: newTitle('org') } };
  const request = api.as(tokenOf(body.activation_link)).post(`${pathOf(body.url)}/accept${query}`, sent);
  return request.set('X-Forwarded-For', address);
}

async function acceptMember(account: Pick<Account, 'username'>, password: string, address: string, query = '') {
  const sent = { email: `${newTitle('guest')}@acme.test`, notify: false };
  const { body } = await acme.client.post(`/orgs/${acme.org.id}/member-invitations`, sent).expect(201);
  const request = api.as(tokenOf(body.activation_link)).post(`${pathOf(body.url)}/accept${query}`, {
    username: account.username,
    password,
  });
  return request.set('X-Forwarded-For', address);
}

/** Every way in which the API compares a password with that of a user. */
const WAYS: Record<string, Way> = {
  'a sign-in': (account, password, address) =>
    api
      .as()
      .post('/token', { grant_type: 'password', username: account.username, password, realm: REALM })
      .set('X-Forwarded-For', address),
  'an accepted invitation to open an organization': acceptOrg,
  'the trial of one': (account, password, address) => acceptOrg(account, password, address, TRIED),
  'an accepted invitation to join': acceptMember,
  'the trial of one to join': (account, password, address) => acceptMember(account, password, address, TRIED),
  'a change of the own password': (account, current_password, address) =>
    api
      .as(account.token)
      .post('/me/change-password', { current_password, password: 'another one' })
      .set('X-Forwarded-For', address),
  'the trial of a change': (account, current_password, address) =>
    api
      .as(account.token)
      .post(`/me/change-password${TRIED}`, { current_password, password: 'another one' })
      .set('X-Forwarded-For', address),
  'a change of the own address': (account, current_password, address) =>
    api.as(account.token).put('/me', { email: 'new@acme.test', current_password }).set('X-Forwarded-For', address),
  'the trial of that': (account, current_password, address) =>
    api
      .as(account.token)
      .put(`/me${TRIED}`, { email: 'new@acme.test', current_password })
      .set('X-Forwarded-For', address),
};
const names = Object.keys(WAYS);
const { times } = LIMITS['failed-sign-in'];

interface Event {
  outcome: string;
  code: string | null;
  request: string;
  object: { type: string | null; id: string | null; name: string | null };
}

async function eventsOf(object_id: string): Promise<Event[]> {
  const { body } = await api.admin.get(`/cloud/audit-events?object_id=${object_id}`).expect(200);
  return body.results;
}

describe.each(names)('%s', (name) => {
  const way = WAYS[name] as Way;

  test('counts a wrong password for the account, wherever the next one is said', async () => {
    const account = await newAccount();
    const address = newAddress();
    for (let time = 0; time < times; time += 1) {
      const { status } = await way(account, `wrong ${time}`, address);
      expect([400, 401]).toContain(status);
    }
    for (const other of names) {
      expect({ other, ...(await (WAYS[other] as Way)(account, PASSWORD, address)) }).toMatchObject({
        other,
        status: 429,
      });
    }
    expect((await way(account, PASSWORD, newAddress())).status).toBeLessThan(300);
  });

  test('leaves in the audit whose password was tried, a wrong and a right one', async () => {
    const account = await newAccount();
    const address = newAddress();
    await way(account, 'wrong', address);
    const [refused] = await eventsOf(account.id);
    expect(refused).toMatchObject({ outcome: 'refused', object: { type: 'user', name: account.username } });
    expect(['unauthenticated', 'wrong_password']).toContain(refused?.code);
    const requests = async () => {
      const { body } = await api.admin.get('/cloud/audit-events?outcome=success&limit=10').expect(200);
      return body.results.filter((each: { address: string }) => each.address === address);
    };
    expect(await requests()).toEqual([]);
    expect((await way(account, PASSWORD, address)).status).toBeLessThan(300);
    expect(await requests()).not.toEqual([]);
  });
});

describe('what is counted', () => {
  const guess = (address: string, fields: object) =>
    api
      .as()
      .post('/token', { grant_type: 'password', password: 'wrong', ...fields })
      .set('X-Forwarded-For', address);

  test('is the user of a registry, however realm and name are written', async () => {
    const { username } = await newAccount();
    const address = newAddress();
    for (let time = 0; time < times; time += 1) {
      await guess(address, { username: time % 2 ? username.toUpperCase() : username, realm: REALM }).expect(401);
    }
    await guess(address, { username, realm: REALM, password: PASSWORD }).expect(429);
    await guess(address, { username, realm: `${REALM}/x`, password: PASSWORD }).expect(401);
    await guess(newAddress(), { username, realm: REALM, password: PASSWORD }).expect(200);
  });

  test('is the client for its secret, whichever user signs in by it', async () => {
    const address = newAddress();
    for (let time = 0; time < times; time += 1) {
      const sent = { username: newTitle('nobody'), client_id: 'toolkit', client_secret: `wrong ${time}` };
      await guess(address, sent).expect(401);
    }
    await guess(address, { username: 'admin', client_id: 'toolkit', client_secret: 'toolkit' }).expect(429);
  });

  test('is the account whose password an administrator sends, since the same one changes nothing', async () => {
    const { id } = await newAccount();
    const path = `/user-registries/admin/api-manager-lur/users/${id}`;
    await api.admin.patch(`${path}${TRIED}`, { password: PASSWORD }).expect(200);
    const { user_registry_id, username_key } = (
      await api.gatepost.context.database.query('SELECT user_registry_id, username_key FROM "user" WHERE id = $1', [id])
    )[0];
    await api.gatepost.context.limits.fill({ limit: 'password-comparison', of: [user_registry_id, username_key] });
    await api.admin.patch(path, { password: PASSWORD }).expect(429);
    await api.admin.patch(path, { first_name: 'Ann' }).expect(200);
  });
});

test('a realm has exactly two parts', async () => {
  const { username } = await newAccount();
  for (const realm of [`${REALM}/x`, `${REALM}/`, 'provider', 'provider/', `/${REALM}`]) {
    const login = { grant_type: 'password', username, password: PASSWORD, realm };
    await api.as().post('/token', login).expect(401);
  }
});
