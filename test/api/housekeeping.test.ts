import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { type Housekeeping, keepHouse, startHousekeeping } from '../../api/housekeeping.ts';
import { MAIL_SERVERS, mailServer } from './builder.ts';
import { enrolWithSession, refresh } from './session.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const query = (text: string) => api.gatepost.context.database.query(text);

async function countOf(from: string): Promise<number> {
  const [row]: { count: number }[] = await query(`SELECT count(*)::int AS count FROM ${from}`);
  return row?.count ?? 0;
}

test('housekeeping takes away counts whose time is over, and leaves those that still hold', async () => {
  const { limits } = api.gatepost.context;
  await limits.fill({ limit: 'failed-sign-in', of: ['over'] });
  await query('UPDATE rate_limit SET expire = 1');
  await limits.fill({ limit: 'failed-sign-in', of: ['holds'] });
  await keepHouse(api.gatepost.context);
  expect(await countOf('rate_limit')).toBe(1);
  expect(await limits.waitS({ limit: 'failed-sign-in', of: ['holds'] })).toBeGreaterThan(0);
});

test('housekeeping takes away answers that are kept for Idempotency-Key after a day, and leaves younger ones', async () => {
  const create = (key: string) => api.admin.post(MAIL_SERVERS, mailServer()).set('Idempotency-Key', key).expect(201);
  await create('old');
  await query(`UPDATE idempotent_request SET created_at = now() - interval '25 h'`);
  await create('young');
  await keepHouse(api.gatepost.context);
  const rows: { key: string }[] = await query('SELECT key FROM idempotent_request');
  expect(rows).toEqual([{ key: 'young' }]);
});

test('housekeeping takes away requests for a new password that are old, and leaves those that are not', async () => {
  // Not committed, for else they would be answered, and be gone for that.
  const left = await api.gatepost.context.database.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO password_reset_request (id, org_id, created_at, updated_at, email, realm)
       SELECT gen_random_uuid(), id, now() - age, now(), 'a@acme.test', 'admin/default-idp-1'
         FROM organization, unnest(ARRAY[interval '25 h', interval '23 h']) age WHERE name = 'admin'`,
    );
    await keepHouse({ ...api.gatepost.context, database: { manager } as DataSource });
    const rows: unknown[] = await manager.query('DELETE FROM password_reset_request RETURNING id').then(([all]) => all);
    return rows.length;
  });
  expect(left).toBe(1);
});

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

describe('of several processes', () => {
  const houses: Housekeeping[] = [];
  const open = () => {
    const house = startHousekeeping(api.gatepost.context);
    houses.push(house);
    return house;
  };
  afterAll(() => Promise.all(houses.map((house) => house.stop())));
  const litter = () => query(`INSERT INTO rate_limit (key, points, expire) VALUES (gen_random_uuid(), 1, 1)`);
  const anHourPasses = () => query(`UPDATE housekeeping SET swept_at = swept_at - interval '1 hour'`);

  test('one keeps house, once an hour', async () => {
    const [one, other] = [open(), open()];
    await litter();
    await one.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
    await litter();
    await one.look();
    await anHourPasses();
    await other.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(1);
    await one.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
  });

  test('another one does so when that stops, or when its lease is over', async () => {
    const other = open();
    await litter();
    await anHourPasses();
    await other.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(1);
    await houses[0]?.stop();
    await other.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
    await query(`UPDATE housekeeping SET lease_until = now() - interval '1 s'`);
    await litter();
    await anHourPasses();
    await open().look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
  });

  test('what fails keeps nothing else from being done, and is tried again at the next look', async () => {
    const house = open();
    await query(`UPDATE housekeeping SET lease_until = now() - interval '1 s'`);
    await litter();
    await anHourPasses();
    await query('ALTER TABLE access_token RENAME TO access_token_away');
    try {
      await house.look();
      expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
    } finally {
      await query('ALTER TABLE access_token_away RENAME TO access_token');
    }
    await litter();
    await house.look();
    expect(await countOf('rate_limit WHERE expire = 1')).toBe(0);
  });
});
