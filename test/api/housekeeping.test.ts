import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepHouse } from '../../api/housekeeping.ts';
import { enrolWithSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const query = (text: string) => api.gatepost.context.database.query(text);

async function countOf(table: string): Promise<number> {
  const [row]: { count: number }[] = await query(`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count ?? 0;
}

test('housekeeping takes away tokens that expired a day ago, and leaves all others', async () => {
  const { session } = await enrolWithSession(api, 'viewer');
  await api.admin.post('/cloud/org-invitations', { email: 'guest@acme.test', notify: false }).expect(201);
  await keepHouse(api.gatepost.context);
  await api.as(session.access_token).get('/me').expect(200);
  await refresh(api, session.refresh_token).expect(200);
  for (const table of ['access_token', 'refresh_token', 'one_time_token']) {
    expect(await countOf(table)).toBeGreaterThan(0);
    await query(`UPDATE ${table} SET expires_at = now() - interval '25 h'`);
  }
  await keepHouse(api.gatepost.context);
  for (const table of ['access_token', 'refresh_token', 'one_time_token']) expect(await countOf(table)).toBe(0);
});

test('housekeeping takes away counts whose time is over, and leaves those that still hold', async () => {
  const { limits } = api.gatepost.context;
  await limits.fill({ limit: 'failed-sign-in', of: ['over'] });
  await query('UPDATE rate_limit SET expire = 1');
  await limits.fill({ limit: 'failed-sign-in', of: ['holds'] });
  await keepHouse(api.gatepost.context);
  expect(await countOf('rate_limit')).toBe(1);
  expect(await limits.waitS({ limit: 'failed-sign-in', of: ['holds'] })).toBeGreaterThan(0);
});
