import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConcurrencyLimit } from '../../api/access/concurrency.ts';
import { enrolWithSession, openSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function templatesFor(username: string): Promise<string[]> {
  const { body } = await api.admin.get('/cloud/deliveries').expect(200);
  const mails: { recipient: string; template: string }[] = body.results;
  return mails.filter(({ recipient }) => recipient === `${username}@acme.test`).map(({ template }) => template);
}

const pathOf = (url: string) => new URL(url).pathname.slice('/api'.length);

describe('a new password', () => {
  test('by change-password ends every other session, keeps the calling one, and a mail tells of it', async () => {
    const { session, username } = await enrolWithSession(api, 'viewer');
    const calling = await openSession(api, username);
    const sent = { current_password: 'long enough', password: 'a new password' };
    await api.as(calling.access_token).post('/me/change-password', sent).expect(204);
    await api.as(session.access_token).get('/me').expect(401);
    await refresh(api, session.refresh_token).expect(401);
    await api.as(calling.access_token).get('/me').expect(200);
    await refresh(api, calling.refresh_token).expect(200);
    expect(await templatesFor(username)).toEqual(['password-changed']);
  });

  test('by an administrator ends every session, and a mail tells of it', async () => {
    const { session, username, userUrl } = await enrolWithSession(api, 'viewer');
    await api.admin.patch(pathOf(userUrl), { password: 'chosen by another' }).expect(200);
    await api.as(session.access_token).get('/me').expect(401);
    await refresh(api, session.refresh_token).expect(401);
    expect(await templatesFor(username)).toEqual(['password-changed']);
  });

  test('that is the old one, and any other change of the account, end nothing', async () => {
    const { session, username, userUrl } = await enrolWithSession(api, 'viewer');
    await api.admin.patch(pathOf(userUrl), { password: 'long enough', first_name: 'Ada' }).expect(200);
    await api.as(session.access_token).get('/me').expect(200);
    await refresh(api, session.refresh_token).expect(200);
    expect(await templatesFor(username)).toEqual([]);
  });

  test('a user who is deleted takes every session along', async () => {
    const { session, userUrl, memberPath } = await enrolWithSession(api, 'viewer');
    await api.admin.delete(memberPath ?? '').expect(200);
    await api.admin.delete(pathOf(userUrl)).expect(200);
    await api.as(session.access_token).get('/me').expect(401);
    await refresh(api, session.refresh_token).expect(401);
  });
});

describe('the concurrency limit of password hashing', () => {
  test('lets so many run at once, and the next in their order', async () => {
    const limited = createConcurrencyLimit(2, 10);
    const ended: number[] = [];
    let running = 0;
    let most = 0;
    const task = (number: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      ended.push(number);
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map((number) => limited(task(number))));
    expect(most).toBe(2);
    expect(ended).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('refuses with 429 and Retry-After what comes when too many wait, and goes on after failures', async () => {
    const limited = createConcurrencyLimit(1, 1);
    let release = () => {};
    const first = limited(() => new Promise<void>((resolve) => (release = resolve)));
    const second = limited(() => Promise.reject(new Error('failed on purpose')));
    await expect(limited(async () => 'third')).rejects.toMatchObject({
      code: 'rate_limited',
      details: { headers: { 'Retry-After': '2' } },
    });
    release();
    await first;
    await expect(second).rejects.toThrow('failed on purpose');
    await expect(limited(async () => 'fourth')).resolves.toBe('fourth');
  });
});
