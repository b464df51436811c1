import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { LIMITS, type LimitName } from '../../api/access/limit.ts';
import { isLoopback, networkOf } from '../../api/access/network.ts';
import { createMailServer, MAIL_SERVERS, newTitle, selectServer } from './builder.ts';
import { createInstance } from './instance.ts';
import { enrol } from './person.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ GATEPOST_TRUST_PROXY: 'loopback' });
});
afterAll(() => api.stop());

let networks = 0;
const newAddress = () => {
  networks += 1;
  return `203.0.113.${networks}`;
};

function tryIn(address: string, username: string, password: string) {
  const login = { grant_type: 'password', username, password };
  return api.as().post('/token', login).set('X-Forwarded-For', address);
}

async function failTenTimes(address: string, username: string): Promise<void> {
  for (let time = 0; time < LIMITS['failed-sign-in'].times; time += 1) {
    await tryIn(address, username, `wrong ${time}`).expect(401);
  }
}

const fill = (limit: LimitName, ...of: string[]) => api.gatepost.context.limits.fill({ limit, of });

function expectTooMany(response: supertest.Response, withinS: number): void {
  expect(response.status).toBe(429);
  expect(response.body).toMatchObject({ status: 429, code: 'rate_limited' });
  const retryAfterS = Number(response.headers['retry-after']);
  expect(retryAfterS).toBeGreaterThan(0);
  expect(retryAfterS).toBeLessThanOrEqual(withinS);
}

describe('failed sign-ins', () => {
  test('too many to one account from one address are 429 with Retry-After, also with the right password', async () => {
    const { username } = await enrol(api, 'viewer');
    const address = newAddress();
    await failTenTimes(address, username);
    expectTooMany(await tryIn(address, username, 'wrong'), 900);
    expectTooMany(await tryIn(address, username.toUpperCase(), 'long enough'), 900);
  });

  test('they lock out neither the account at other addresses nor other accounts at this one', async () => {
    const victim = await enrol(api, 'viewer');
    const neighbour = await enrol(api, 'viewer');
    const address = newAddress();
    await failTenTimes(address, victim.username);
    await tryIn(newAddress(), victim.username, 'long enough').expect(200);
    await tryIn(address, neighbour.username, 'long enough').expect(200);
  });

  test('an account that does not exist is treated alike', async () => {
    const address = newAddress();
    await failTenTimes(address, 'nobody-at-all');
    expectTooMany(await tryIn(address, 'nobody-at-all', 'wrong'), 900);
  });

  test('a success forgives them, and however many successes count for nothing', async () => {
    const { username } = await enrol(api, 'viewer');
    const address = newAddress();
    for (let round = 0; round < 2; round += 1) {
      for (let time = 1; time < LIMITS['failed-sign-in'].times; time += 1) await tryIn(address, username, 'wrong');
      await tryIn(address, username, 'long enough').expect(200);
    }
    const many = Array.from({ length: 30 }, () => tryIn(address, username, 'long enough'));
    expect(new Set((await Promise.all(many)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('many at once get hardly more tries than one after the other', async () => {
    const { username } = await enrol(api, 'viewer');
    const address = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => tryIn(address, username, `no ${index}`)),
    );
    const tried = answers.filter(({ status }) => status === 401).length;
    expect(tried).toBeGreaterThanOrEqual(LIMITS['failed-sign-in'].times);
    // When the limit is met three are under way at most, and the failures of three others are about to be counted.
    expect(tried).toBeLessThanOrEqual(LIMITS['failed-sign-in'].times + 6);
  });

  test('too many from one address to whatever account hinder only accounts that never signed in there', async () => {
    const known = await enrol(api, 'viewer');
    const stranger = await enrol(api, 'viewer');
    const address = newAddress();
    await tryIn(address, known.username, 'long enough').expect(200);
    await fill('failed-sign-in-network', address);
    await tryIn(address, known.username, 'long enough').expect(200);
    expectTooMany(await tryIn(address, stranger.username, 'long enough'), 900);
    await tryIn(newAddress(), stranger.username, 'long enough').expect(200);
  });

  test('wrong client secrets count too', async () => {
    const address = newAddress();
    const guess = () =>
      api
        .as()
        .post('/token', { grant_type: 'client_credentials', client_id: 'toolkit', client_secret: 'wrong' })
        .set('X-Forwarded-For', address);
    for (let time = 0; time < LIMITS['failed-sign-in'].times; time += 1) await guess().expect(401);
    expectTooMany(await guess(), 900);
  });

  test('several processes on one database count together', async () => {
    const instance = await createInstance();
    const [one, other] = [await instance.start(), await instance.start()];
    try {
      const login = { grant_type: 'password', username: 'admin', password: 'wrong' };
      for (let time = 0; time < LIMITS['failed-sign-in'].times; time += 1) {
        await supertest(time % 2 ? one.url : other.url)
          .post('/api/token')
          .send(login)
          .expect(401);
      }
      const right = { ...login, password: ADMIN_PASSWORD };
      expectTooMany(await supertest(one.url).post('/api/token').send(right), 900);
      expectTooMany(await supertest(other.url).post('/api/token').send(right), 900);
    } finally {
      await one.stop();
      await other.stop();
      await instance.drop();
    }
  });
});

describe('requests for a new password', () => {
  beforeAll(async () => {
    const server = await createMailServer(api, { host: '127.0.0.1', port: 9 });
    await selectServer(api, server.url);
  });
  afterAll(() => selectServer(api, null));

  const ask = (address: string, email: string) =>
    api.as().post('/request-password-reset', { email }).set('X-Forwarded-For', address);

  test('for one e-mail address from one address: five an hour, known or not', async () => {
    const { username } = await enrol(api, 'viewer');
    for (const email of [`${username}@acme.test`, 'nobody@acme.test']) {
      const address = newAddress();
      for (let time = 0; time < LIMITS['password-reset'].times; time += 1) await ask(address, email).expect(204);
      expectTooMany(await ask(address, email.toUpperCase()), 3600);
      await ask(address, `other-${email}`).expect(204);
      await ask(newAddress(), email).expect(204);
    }
  });

  test('from one address to whomever: sixty an hour', async () => {
    const address = newAddress();
    await fill('password-reset-network', address);
    expectTooMany(await ask(address, 'somebody@acme.test'), 3600);
  });
});

describe('by caller', () => {
  test.each([
    ['invitation', '/cloud/org-invitations'],
    ['invitation', '/cloud/org-invitations/nothing/regenerate'],
    ['invitation', '/orgs/admin/member-invitations'],
    ['invitation', '/user-registries/admin/cloud-manager-lur/users/nobody/reset-password'],
    ['connection-test', `${MAIL_SERVERS}/test-connection`],
    ['connection-test', `${MAIL_SERVERS}/nothing/test-connection`],
    ['password-change', '/me/change-password'],
  ] as const)('%s is limited at POST %s, for that caller alone', async (limit, path) => {
    const [one, other] = [await enrol(api, 'administrator'), await enrol(api, 'administrator')];
    await fill(limit, 'user', one.userUrl.split('/').pop() ?? '');
    expectTooMany(await api.as(one.token).post(path, {}), LIMITS[limit].withinS);
    expect([400, 404]).toContain((await api.as(other.token).post(path, {})).status);
  });

  test('who may not do a thing is told so, and not that they did it too often', async () => {
    const { token, userUrl } = await enrol(api, 'member');
    await fill('invitation', 'user', userUrl.split('/').pop() ?? '');
    await api.as(token).post('/cloud/org-invitations', { email: 'a@acme.test' }).expect(403);
  });

  test('the uses of one mailed link are limited', async () => {
    const sent = { email: `${newTitle('guest')}@acme.test`, notify: false };
    const { body } = await api.admin.post('/cloud/org-invitations', sent).expect(201);
    const token = Buffer.from(body.activation_link.split('activation=')[1], 'base64').toString();
    const path = `/cloud/org-invitations/${body.id}/accept`;
    await api.as(token).post(path, {}).expect(400);
    await fill('link', 'link', body.id);
    expectTooMany(await api.as(token).post(path, {}), 900);
  });
});

test('counts name nobody, and are swept away when their time is over', async () => {
  const rows: { key: string }[] = await api.gatepost.context.database.query('SELECT key FROM rate_limit');
  expect(rows.length).toBeGreaterThan(0);
  for (const { key } of rows) expect(key).toMatch(/^[a-z-]+:[\w-]{43}$/);
});

describe('the network of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine itself', (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each(['10.0.0.1', '128.0.0.1', '::2', '::ffff:10.0.0.1', 'localhost', ''])('%s is not', (address) => {
  expect(isLoopback(address)).toBe(false);
});
