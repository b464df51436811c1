import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { startApi, type TestApi } from '../api/start-api.ts';
import { connectTo } from './large-cloud.ts';
import { type Recorder, recordPlans } from './plan.ts';

const MANY = 100_000;
/** What one answer names at most. */
const LISTED = 1_000;

let recorder: Recorder;
let api: TestApi;
let database: pg.Client;
beforeAll(async () => {
  recorder = recordPlans();
  api = await startApi({ GATEPOST_ROLES: 'api' });
  database = await connectTo(api);
}, 60_000);
afterAll(async () => {
  await database.end();
  await api.stop();
  recorder.stop();
});
/** Begins the hash of every token that this test makes. */
const MARK = 'made-';
beforeEach(() =>
  database.query(`DELETE FROM access_token WHERE token_hash LIKE '${MARK}%'; DELETE FROM refresh_token`),
);

const sessionId = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const OWNER = `SELECT id FROM "user" WHERE username = 'admin'`;

interface Tokens {
  /** SQL by the number `n` of the session, of which there are `sessions`. */
  sessions: number;
  createdAt: string;
  expiresAt?: string;
  usedAt?: string;
  where?: string;
}

const fill = (table: string, { sessions, createdAt, expiresAt, usedAt, where }: Tokens, columns: string) =>
  database.query(`
    INSERT INTO ${table} (id, org_id, created_at, updated_at, token_hash, user_id, session_id, expires_at${columns})
    SELECT gen_random_uuid(), (SELECT id FROM organization LIMIT 1), ${createdAt}, now(), '${MARK}' || gen_random_uuid(), (${OWNER}),
           ${sessionId}, ${expiresAt ?? `now() + interval '1 day'`}${usedAt ? `, ${usedAt}` : `, 'user'`}
      FROM generate_series(1, ${sessions}) n WHERE ${where ?? 'true'}`);
const fillAccess = (tokens: Tokens) => fill('access_token', tokens, ', subject_type');
const fillRefresh = (tokens: Tokens) => fill('refresh_token', { usedAt: 'NULL', ...tokens }, ', used_at');

/** The higher the number, the earlier it began. */
const BEGUN = `now() - n * interval '1 second'`;

/** Every session of the owner, each worked out by itself: what a list has to begin with. */
async function expected(): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT session_id AS id FROM (
       SELECT session_id, created_at, expires_at FROM access_token WHERE user_id = (${OWNER}) UNION ALL
       SELECT session_id, created_at, CASE WHEN used_at IS NULL THEN expires_at END FROM refresh_token
        WHERE user_id = (${OWNER})) t
      GROUP BY session_id HAVING max(expires_at) > now() ORDER BY min(created_at) DESC, session_id LIMIT ${LISTED}`,
  );
  return rows.map(({ id }) => id);
}

interface Step {
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  Plans?: Step[];
}

const rowsRead = (step: Step): number =>
  (step['Relation Name'] ? (step['Actual Rows'] ?? 0) * (step['Actual Loops'] ?? 1) : 0) +
  (step.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0);

/** What is listed, and how many rows were read for it. */
async function list(): Promise<{ ids: string[]; rows: number }> {
  recorder.plans.length = 0;
  recorder.during = 'the request';
  const { body } = await api.admin.get('/me/sessions').expect(200);
  recorder.during = '';
  const ids = body.results.map(({ id }: { id: string }) => id);
  return { ids, rows: recorder.plans.reduce((sum, { step }) => sum + rowsRead(step), 0) };
}

describe('the sessions of somebody who has a hundred thousand', () => {
  test('are listed by those that began last, without reading the others', async () => {
    await fillAccess({ sessions: MANY, createdAt: BEGUN });
    await fillRefresh({ sessions: MANY, createdAt: BEGUN });
    await database.query('VACUUM (ANALYZE) access_token, refresh_token');
    const { ids, rows } = await list();
    expect(ids).toHaveLength(LISTED);
    expect(ids).toEqual(await expected());
    expect(rows).toBeLessThan(MANY / 5);
  }, 60_000);

  test('begin when their first token was made, however often they are renewed, and are none once all are over', async () => {
    const few = 5 * LISTED;
    // Those that began last have expired, and more than are listed, of which none began late, are renewed a few times.
    const expiresAt = `now() + CASE WHEN n <= ${LISTED} THEN interval '-1 hour' ELSE interval '1 day' END`;
    await fillAccess({ sessions: few, createdAt: BEGUN, expiresAt });
    await fillRefresh({ sessions: few, createdAt: BEGUN, expiresAt, usedAt: 'now()' });
    for (let time = 0; time < 3; time += 1) {
      await fillAccess({ sessions: few, createdAt: 'now()', where: `n > ${3 * LISTED}` });
      await fillRefresh({ sessions: few, createdAt: 'now()', where: `n > ${3 * LISTED}` });
    }
    const { ids } = await list();
    expect(ids).toHaveLength(LISTED);
    expect(ids).toEqual(await expected());
  });

  test('are all there where they are few', async () => {
    await fillAccess({ sessions: 3, createdAt: BEGUN });
    await fillRefresh({ sessions: 5, createdAt: `now() - interval '9 days' - n * interval '1 second'` });
    const { ids } = await list();
    // And that which asks.
    expect(ids).toHaveLength(6);
    expect(ids).toEqual(await expected());
  });
});
