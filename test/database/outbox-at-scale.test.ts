import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claim, look } from '../../api/mail/worker/claim.ts';
import { createMailServer, MAIL_SERVERS, SETTINGS } from '../api/builder.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { connectTo } from './large-cloud.ts';
import { type Catalogue, type Recorder, readCatalogue, recordPlans, scansOf } from './plan.ts';

const MANY = 100_000;

/** What a worker looks for, each by the index for it. */
const INDEXES = ['delivery_due', 'delivery_rerouted', 'delivery_leased'];
/** Leads from one organization with mail to the next, and to the mail of each. */
const TURN = 'delivery_turn';

let recorder: Recorder;
let api: TestApi;
beforeAll(async () => {
  recorder = recordPlans();
  api = await startApi();
  // Mail is held, so that the worker of the API leaves the rows alone.
  await query('UPDATE cloud_setting SET mail_held_since = now(), mail_route_epoch = 2');
  const database = await connectTo(api);
  await database.query('ALTER TABLE delivery SET (autovacuum_enabled = false)');
  await database.query(FILL);
  await database.end();
}, 240_000);
afterAll(async () => {
  await api.stop();
  recorder.stop();
});

const query = (sql: string) => api.gatepost.context.database.query(sql);

/** Of the queued a third is due by time, one was tried by another route, and one waits; the rest is sent or under way. */
const FILL = `
  INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at, route_epoch, lease_until)
  SELECT gen_random_uuid(), gen_random_uuid(), now(), now(), 'note', 'x@acme.test',
         CASE WHEN n <= ${MANY} THEN 'queued' WHEN n % 1000 = 0 THEN 'sending' ELSE 'sent' END,
         now() + CASE WHEN n % 3 = 0 THEN interval '-1 hour' ELSE interval '1 hour' END + n * interval '1 ms',
         n % 3, CASE WHEN n > ${MANY} AND n % 1000 = 0 THEN now() - interval '1 minute' END
    FROM generate_series(1, ${2 * MANY}) n`;

/** Which transaction wrote each row last, in one value. */
async function writers(): Promise<string> {
  const [row] = await query(
    `SELECT count(*) || ' ' || sum(hashtextextended(id::text || xmin, 0)) AS all FROM delivery`,
  );
  return row.all;
}

test('a change of what mail leaves by writes none of it', async () => {
  const before = await writers();
  const server = await createMailServer(api);
  const other = await createMailServer(api);
  const [{ mail_route_epoch: epoch }] = await query('SELECT mail_route_epoch FROM cloud_setting');
  await api.admin.put(SETTINGS, { mail_server_url: server.url }).expect(200);
  await api.admin.put(SETTINGS, { fallback_mail_server_urls: [other.url] }).expect(200);
  await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 2525 }).expect(200);
  expect(await writers()).toBe(before);
  expect(await query('SELECT mail_route_epoch FROM cloud_setting')).toEqual([{ mail_route_epoch: epoch + 3 }]);
});

describe('an index leads a worker to each kind of what is due', () => {
  /** The plans of one look at the outbox. */
  async function lookAndTake() {
    recorder.plans.length = 0;
    recorder.during = 'claim';
    const lease = { workerId: 'worker', leaseMs: 60_000 };
    const { manager } = api.gatepost.context.database;
    const claimed = await claim(manager, await look(manager), lease, 5);
    recorder.during = '';
    expect(claimed.deliveries).toHaveLength(5);
    return recorder.plans.filter(({ statement }) => /\bdelivery\b/.test(statement));
  }

  async function catalogue(): Promise<Catalogue> {
    const database = await connectTo(api);
    const read = await readCatalogue(database);
    await database.end();
    return { ...read, large: new Set([...read.large, 'delivery']) };
  }

  test.each([
    ['before anything is known of the rows', 'SELECT 1'],
    ['when all is known of them', 'ANALYZE delivery'],
    [
      'when what is known of them is long past',
      `UPDATE delivery SET state = 'sent', lease_until = NULL WHERE state = 'sending'`,
    ],
  ])('%s', async (_when, prepare) => {
    await query(prepare);
    const plans = await lookAndTake();
    const known = await catalogue();
    expect(plans.flatMap((plan) => scansOf(known, plan))).toEqual([]);
    const [looking, ...writing] = plans.map(({ step }) => JSON.stringify(step));
    const taking = writing.at(-1);
    for (const index of INDEXES) {
      expect(looking).toContain(index);
      expect(taking).toContain(index);
    }
    expect(taking).toContain(TURN);
    expect(taking).toContain('delivery_pkey');
  });
});
