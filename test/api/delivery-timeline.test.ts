import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const NONE = { held: 0, queued: 0, sending: 0, sent: 0, failed: 0, ambiguous: 0, cancelled: 0 };
const HOUR_MS = 3_600_000;

/** Nobody sends here. */
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

const add = (state: string, count: number, createdAt: Date) =>
  query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
     SELECT gen_random_uuid(), $1, $2, now(), 'note', 'a@acme.test', $3, now() FROM generate_series(1, $4::int)`,
    [api.gatepost.context.adminOrgId, createdAt, state, count],
  );

interface Slot {
  begins_at: string;
  counts: Record<string, number>;
}

const timeline = async (interval = '') =>
  (await api.admin.get(`/cloud/deliveries/timeline${interval && `?interval=${interval}`}`).expect(200)).body;

describe('the timeline of deliveries', () => {
  test('counts the last 48 hours by state, oldest first, and nothing older', async () => {
    const { slots } = await timeline();
    const begins: number[] = slots.map(({ begins_at }: Slot) => Date.parse(begins_at));
    expect(begins).toHaveLength(48);
    expect(begins.every((ms, index) => index === 0 || ms - (begins[index - 1] ?? 0) === HOUR_MS)).toBe(true);
    const [first = 0, second = 0] = begins;
    await add('sent', 9, new Date(first - 1));
    await add('sent', 2, new Date(second));
    await add('failed', 1, new Date(second + HOUR_MS - 1));
    await add('queued', 3, new Date(second + HOUR_MS));
    const counted = (await timeline('hour')).slots as Slot[];
    const at = (ms: number) => counted.find(({ begins_at }) => Date.parse(begins_at) === ms)?.counts;
    expect(at(second)).toEqual({ ...NONE, sent: 2, failed: 1 });
    expect(at(second + HOUR_MS)).toEqual({ ...NONE, held: 3 });
    expect(at(second + 2 * HOUR_MS)).toEqual(NONE);
  });

  test('counts the last 30 days, which begin in UTC, and calls queued what is not held', async () => {
    await selectServer(api, (await createMailServer(api)).url);
    await add('queued', 2, new Date());
    const { interval, slots } = await timeline('day');
    expect(interval).toBe('day');
    expect(slots).toHaveLength(30);
    expect(slots.at(-1)).toEqual({ begins_at: expect.stringContaining('T00:00:00'), counts: { ...NONE, queued: 2 } });
  });

  test('counts no further than lists do', async () => {
    await add('ambiguous', 10_010, new Date());
    expect((await timeline('day')).slots.at(-1).counts).toEqual({ ...NONE, ambiguous: 10_000 });
  });

  test('knows hours and days, and says so to whoever asks for something else', async () => {
    const { body } = await api.admin.get('/cloud/deliveries/timeline?interval=minute').expect(400);
    expect(JSON.stringify(body)).toContain('must be hour or day');
    await api.admin.get('/cloud/deliveries/timeline?interval=hour&interval=day').expect(400);
    await api.admin.get('/cloud/deliveries/timeline?interval=').expect(200);
  });
});
