import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { keepHouse } from '../../api/housekeeping.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { connectTo } from './large-cloud.ts';
import { type Recorder, readCatalogue, recordPlans, scansOf } from './plan.ts';

const MANY = 100_000;
const FEW = 1_000;
const FAILED = 3_500;
const TOKENS = 20_000;

let recorder: Recorder;
let api: TestApi;
let database: pg.Client;
beforeAll(async () => {
  recorder = recordPlans();
  // Not those of each row that goes with another one.
  process.env.PGOPTIONS = process.env.PGOPTIONS?.replace('nested_statements=on', 'nested_statements=off');
  // Nobody else keeps house.
  api = await startApi({ GATEPOST_ROLES: 'api' });
  database = await connectTo(api);
  // Mail is held, so that the worker of the API leaves the rows alone.
  await database.query('UPDATE cloud_setting SET mail_held_since = now()');
  for (const statement of FILL) await database.query(statement);
  await database.query('VACUUM (ANALYZE)');
}, 180_000);
afterAll(async () => {
  await database.end();
  await api.stop();
  recorder.stop();
});

const deliveries = (rows: number, values: string) => `
  INSERT INTO delivery (id, org_id, template, recipient, next_attempt_at, state, created_at, updated_at, variables)
  SELECT gen_random_uuid(), gen_random_uuid(), 'note', recipient, now(), state, created_at, updated_at, variables
    FROM (SELECT n, ${values} FROM generate_series(1, ${rows}) n) rows (n, recipient, state, created_at, updated_at, variables)`;

const FILL = [
  // The oldest still wait.
  deliveries(FEW, `'waits', 'queued', now() - interval '200 days', now() - interval '200 days', '\\x01'::bytea`),
  deliveries(
    MANY,
    `'over', CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'sent' END, now() - interval '91 days' - n * interval '1 s',
     now() - interval '91 days', NULL::bytea`,
  ),
  deliveries(FEW, `'late', 'sent', now() - interval '150 days', now() - interval '1 day', NULL::bytea`),
  deliveries(FEW, `'young', 'sent', now() - interval '89 days', now() - interval '89 days', NULL::bytea`),
  deliveries(
    FAILED,
    `'given up', CASE WHEN n % 2 = 0 THEN 'failed' ELSE 'ambiguous' END, now() - interval '60 days',
     now() - interval '31 days', '\\x01'::bytea`,
  ),
  deliveries(
    FEW,
    `'given up lately', 'failed', now() - interval '60 days', now() - interval '29 days', '\\x01'::bytea`,
  ),
  `INSERT INTO delivery_attempt (id, org_id, created_at, updated_at, delivery_id, started_at, finished_at, outcome, stage, response)
   SELECT gen_random_uuid(), org_id, created_at, created_at, id, created_at, created_at, 'sent', 'data', '250 OK' FROM delivery`,
  `INSERT INTO access_token (id, org_id, created_at, updated_at, token_hash, subject_type, session_id, expires_at)
   SELECT gen_random_uuid(), gen_random_uuid(), now(), now(), 'hash-' || n, 'user', gen_random_uuid(),
          now() - CASE WHEN n % 10 = 0 THEN interval '23 h' ELSE interval '25 h' END FROM generate_series(1, ${TOKENS}) n`,
  `INSERT INTO idempotent_request (id, org_id, created_at, updated_at, caller, key, request_hash, status, answer)
   SELECT gen_random_uuid(), gen_random_uuid(), now() - CASE WHEN n % 10 = 0 THEN interval '23 h' ELSE interval '25 h' END,
          now(), 'user:' || n, 'key', 'hash', 201, '\\x01' FROM generate_series(1, ${TOKENS}) n`,
];

const counts = async (of: string) =>
  Object.fromEntries(
    (await database.query(`SELECT ${of} AS what, count(*)::int AS n FROM delivery GROUP BY 1`)).rows.map(
      ({ what, n }) => [what, n],
    ),
  );
const countOf = async (from: string) => (await database.query(`SELECT count(*)::int AS n FROM ${from}`)).rows[0].n;

describe('housekeeping at 100,000 rows', () => {
  test('takes away what is over in batches, each led by an index, and waits for nobody', async () => {
    // A reader in the middle of its work holds one of them.
    await database.query('BEGIN');
    const held = await database.query(
      `SELECT id FROM delivery WHERE id =
         (SELECT id FROM delivery WHERE recipient = 'over' ORDER BY created_at OFFSET 50000 LIMIT 1) FOR UPDATE`,
    );
    recorder.during = 'housekeeping';
    expect(await keepHouse(api.gatepost.context)).toBe(true);
    recorder.during = '';
    await database.query('COMMIT');
    const catalogue = await readCatalogue(database);
    // What was large is small by now.
    const large = new Set([...catalogue.large, 'delivery', 'access_token', 'idempotent_request']);
    const scans = recorder.plans.flatMap((plan) =>
      scansOf({ ...catalogue, large }, plan).map((scan) => `${scan}: ${plan.statement}`),
    );
    // What is old and stays is looked at once, by the first batch.
    expect(scans).toEqual([expect.stringMatching(`Index Scan.* on delivery reads ${2 * FEW} rows for nothing`)]);
    const left = { waits: FEW, late: FEW, young: FEW, 'given up': FAILED, 'given up lately': FEW };
    expect(await counts('recipient')).toEqual({ ...left, over: 1 });
    expect((await database.query(`SELECT id FROM delivery WHERE recipient = 'over'`)).rows).toEqual(held.rows);
    expect(await keepHouse(api.gatepost.context)).toBe(true);
    expect(await counts('recipient')).toEqual(left);
  }, 120_000);

  test('takes attempts with their mail', async () => {
    expect(await countOf('delivery_attempt')).toBe(await countOf('delivery'));
    expect(await countOf('delivery_attempt WHERE delivery_id NOT IN (SELECT id FROM delivery)')).toBe(0);
  });

  test('leaves tokens and answers until their day is over', async () => {
    expect(await countOf(`access_token WHERE expires_at < now()`)).toBe(TOKENS / 10);
    expect(await countOf('idempotent_request')).toBe(TOKENS / 10);
  });

  test('erases what a mail said that was given up long ago, and nothing else of it', async () => {
    expect(await countOf(`delivery WHERE recipient = 'given up' AND variables IS NOT NULL`)).toBe(0);
    expect(await countOf(`delivery WHERE recipient = 'given up' AND updated_at < now() - interval '30 days'`)).toBe(
      FAILED,
    );
    expect(await countOf(`delivery WHERE recipient IN ('given up lately', 'waits') AND variables IS NULL`)).toBe(0);
  });

  test('a mail whose words were erased says so when it is to be sent again', async () => {
    const [erased, kept] = await Promise.all(
      ['given up', 'given up lately'].map(async (recipient) => {
        const { rows } = await database.query('SELECT id FROM delivery WHERE recipient = $1 LIMIT 1', [recipient]);
        return rows[0].id as string;
      }),
    );
    const { body } = await api.admin.post(`/cloud/deliveries/${erased}/retry`).expect(409);
    expect(body.message.join()).toContain('GATEPOST_RETENTION_PAYLOADS_DAYS');
    await api.admin.post(`/cloud/deliveries/${kept}/retry`).expect(200);
  });
});
