import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import type supertest from 'supertest';
import { startApi, type TestApi } from '../api/start-api.ts';
import { connectTo } from './large-cloud.ts';
import { type Catalogue, type Plan, type Recorder, readCatalogue, recordPlans, scansOf } from './plan.ts';

const MANY = 1_000_000;
const DELIVERIES = '/cloud/deliveries';
/** More than one request changes. */
const BULK = 100_001;

const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const sqlId = (n: string) => `('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/**
 * The oldest have the lowest numbers, and what is rare stands at the far end of the list: whoever walks the list from its
 * beginning until a page is full walks through all of it.
 */
const FILL = `
  INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at,
                        mail_server_id, cause_type, cause_id, variables)
  SELECT ${sqlId('n')}, ${sqlId('n % 1000')}, now() - (${MANY} - n / 100) * interval '1 second', now(),
         CASE WHEN n <= 20 THEN 'rare' WHEN n > ${MANY - BULK} THEN 'bulk' ELSE 'invitation' END,
         'Guest-' || n || '@acme.test',
         CASE WHEN n <= 20 THEN 'ambiguous' WHEN n > ${MANY - BULK} THEN 'failed' ELSE 'sent' END, now(),
         CASE WHEN n <= 20 THEN ${sqlId('7')} ELSE ${sqlId('8')} END,
         'org_invitation', ${sqlId('n')}, CASE WHEN n > ${MANY - BULK} THEN '\\x00'::bytea END
    FROM generate_series(1, ${MANY}) n`;

/** Rows come quicker without indexes, which then are made at once. */
async function fill(database: pg.Client): Promise<void> {
  const { rows } = await database.query<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'delivery' AND indexname <> 'delivery_pkey'`,
  );
  await database.query(rows.map(({ indexname }) => `DROP INDEX "${indexname}"`).join(';'));
  await database.query(FILL);
  for (const { indexdef } of rows) await database.query(indexdef);
}

let recorder: Recorder;
let api: TestApi;
let catalogue: Catalogue;
beforeAll(async () => {
  recorder = recordPlans();
  api = await startApi();
  const database = await connectTo(api);
  await fill(database);
  const read = await readCatalogue(database);
  catalogue = { ...read, large: new Set([...read.large, 'delivery']) };
  await database.end();
}, 300_000);
afterAll(async () => {
  await api.stop();
  recorder.stop();
});

/** What the statements about deliveries that a request ran did. */
async function plansOf<Answer>(ask: () => PromiseLike<Answer>): Promise<{ answer: Answer; plans: Plan[] }> {
  recorder.plans.length = 0;
  recorder.during = 'the request';
  const answer = await ask();
  recorder.during = '';
  return { answer, plans: recorder.plans.filter(({ statement }) => /\bdelivery t\b/.test(statement)) };
}

const get = (path: string) => plansOf<supertest.Response>(() => api.admin.get(path).expect(200));

const FEW = 100;

interface Step {
  'Node Type': string;
  'Actual Rows'?: number;
  Plans?: Step[];
}

/** How many rows were sorted. */
const sortedIn = (step: Step): number =>
  (step['Node Type'].includes('Sort') ? (step['Actual Rows'] ?? 0) : 0) +
  (step.Plans ?? []).reduce((sum, each) => sum + sortedIn(each), 0);

/** What reads more than is wanted: a scan that no index leads, or a sort of more than a few. */
const wasteOf = (plans: Plan[]) => [
  ...plans.flatMap((plan) => scansOf(catalogue, plan)),
  ...plans.flatMap(({ statement, step }) => (sortedIn(step) > FEW ? [`sorts: ${statement}`] : [])),
];

const FILTERS: [string, number][] = [
  ['', 10_000],
  ['state=sent', 10_000],
  ['state=ambiguous', 20],
  ['state=cancelled', 0],
  ['template=invitation', 10_000],
  ['template=rare', 20],
  ['recipient=guest-7@ACME.test', 1],
  [`org_url=${idOf(7)}`, 1_000],
  [`mail_server_url=${idOf(8)}`, 10_000],
  [`mail_server_url=${idOf(7)}`, 20],
  [`cause_id=${idOf(5)}&cause_type=org_invitation`, 1],
  ['created_before=2020-01-01', 0],
  ['created_after=2020-01-01', 10_000],
];

describe.each([
  ['before anything is known of the rows', 'SELECT 1'],
  ['when all is known of them', 'VACUUM (ANALYZE) delivery'],
])('among a million deliveries an index leads to those that fit, %s', (_when, prepare) => {
  beforeAll(() => api.gatepost.context.database.query(prepare), 240_000);

  test.each(FILTERS)('?%s', async (filter, total) => {
    const first = await get(`${DELIVERIES}?limit=10&${filter}`);
    expect(first.answer.body.total_results).toBe(total);
    expect(first.answer.body.results).toHaveLength(Math.min(10, total));
    expect(first.plans).toHaveLength(total === 0 ? 1 : 2);
    expect(wasteOf(first.plans)).toEqual([]);
    const next = /<([^>]+)>; rel="next"/.exec(first.answer.headers.link ?? '')?.[1];
    expect(next !== undefined).toBe(total >= 10);
    if (next === undefined) return;
    const second = await get(next.slice(`${api.url}/api`.length));
    expect(second.answer.body.results).toHaveLength(10);
    expect(wasteOf(second.plans)).toEqual([]);
  });

  test.each([
    ['hour', 0],
    ['day', 20_020],
  ])('and to those of each %s', async (interval, total) => {
    const { answer, plans } = await get(`${DELIVERIES}/timeline?interval=${interval}`);
    const slots: { counts: Record<string, number> }[] = answer.body.slots;
    const counted = slots.flatMap(({ counts }) => Object.values(counts)).reduce((sum, each) => sum + each, 0);
    // Of each state in a slot no more are counted than of a list, and the rows lie within one day or two.
    expect(counted).toBeGreaterThanOrEqual(total);
    expect(counted).toBeLessThanOrEqual(2 * total);
    expect(plans).toHaveLength(1);
    expect(wasteOf(plans)).toEqual([]);
  });
});

describe('a hundred thousand deliveries at once', () => {
  const sweep = (action: string) =>
    plansOf<supertest.Response>(() =>
      api.admin.post(`${DELIVERIES}/${action}`, { template: 'bulk', confirm: true }).expect(200),
    );
  const countIn = async (state: string) => {
    const sql = `SELECT count(*)::int AS n FROM delivery WHERE template = 'bulk' AND state = $1`;
    return (await api.gatepost.context.database.query(sql, [state]))[0].n;
  };

  test.each([
    ['retry', 'queued'],
    ['cancel', 'cancelled'],
  ])(
    'can be told to %s, and an index leads to them',
    async (action, state) => {
      const { answer, plans } = await sweep(action);
      expect(answer.body).toEqual({ count: BULK - 1, more: true });
      expect(await countIn(state)).toBe(BULK - 1);
      expect(plans.length).toBeGreaterThan(1);
      expect(plans.flatMap((plan) => scansOf(catalogue, plan))).toEqual([]);
      expect((await sweep(action)).answer.body).toEqual({ count: 1, more: false });
      expect(await countIn(state)).toBe(BULK);
    },
    240_000,
  );
});
