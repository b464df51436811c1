import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const NONE = { held: 0, queued: 0, sending: 0, sent: 0, failed: 0, ambiguous: 0, cancelled: 0 };

/** Nobody sends here, so that what is due stays due. */
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ GATEPOST_ROLES: 'api' });
});
afterAll(() => api.stop());
beforeEach(async () => {
  await query('TRUNCATE delivery, delivery_attempt');
  await selectServer(api, null);
});

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);

/** So many mails in a state, the first due at the given time, each of the others an hour later. */
const add = (state: string, count: number, due = '2020-01-01T00:00:00Z') =>
  query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
     SELECT gen_random_uuid(), $1, now(), now(), 'note', 'a@acme.test', $2, $3::timestamptz + (n - 1) * interval '1 hour'
       FROM generate_series(1, $4::int) n`,
    [api.gatepost.context.adminOrgId, state, due, count],
  );

const summary = async () => (await api.admin.get('/cloud/deliveries/summary').expect(200)).body;

describe('the summary of deliveries', () => {
  test('counts by state, and nothing is due while mail is held', async () => {
    await add('sent', 2);
    await add('failed', 1);
    await add('queued', 3);
    expect(await summary()).toEqual({ counts: { ...NONE, sent: 2, failed: 1, held: 3 }, oldest_due_at: null });
  });

  test('tells since when the oldest is due, once a server is selected', async () => {
    await selectServer(api, (await createMailServer(api)).url);
    expect(await summary()).toEqual({ counts: NONE, oldest_due_at: null });
    await add('queued', 1, '9999-01-01T00:00:00Z');
    expect(await summary()).toEqual({ counts: { ...NONE, queued: 1 }, oldest_due_at: null });
    await add('queued', 2);
    expect(await summary()).toEqual({
      counts: { ...NONE, queued: 3 },
      oldest_due_at: '2020-01-01T00:00:00.000Z',
    });
  });

  test('counts no further than lists do', async () => {
    await add('ambiguous', 10_010);
    expect((await summary()).counts).toEqual({ ...NONE, ambiguous: 10_000 });
  });
});
