import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../api/connect.ts';
import { Months1763819001000 } from '../../api/database/migrations/1763819001000-months.ts';
import {
  createPartitionsAhead,
  dropPartitionsBefore,
  findPartitions,
  PARTITIONED,
} from '../../api/database/partition.ts';
import { keepHouse } from '../../api/housekeeping.ts';
import { instanceOn } from '../api/instance.ts';
import { createTestDatabase, execute, type TestDatabase } from '../set-up/test-database.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await connect(testDatabase.url);
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

/** Adds an event at a moment given in SQL; answers the partition it came to, and its id. */
async function addEvent(at: string): Promise<{ partition: string; id: string }> {
  const [row] = await database.query(
    `INSERT INTO audit_event (id, org_id, created_at, step, caller_kind, caller_name, request, action, changed_fields, outcome)
     VALUES ($1, gen_random_uuid(), ${at}, 0, 'user', 'somebody', 'POST /', 'create', '{}', 'success')
     RETURNING tableoid::regclass::text AS partition, id`,
    [randomUUID()],
  );
  return row;
}

async function addAttempt(at: string): Promise<string> {
  const [{ id }] = await database.query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
     VALUES (gen_random_uuid(), gen_random_uuid(), ${at}, ${at}, 'note', 'a@acme.test', 'sent', now()) RETURNING id`,
  );
  await database.query(
    `INSERT INTO delivery_attempt (id, org_id, created_at, updated_at, delivery_id, started_at, finished_at, outcome, stage, response)
     VALUES (gen_random_uuid(), gen_random_uuid(), ${at}, ${at}, $1, ${at}, ${at}, 'sent', 'data', '250 OK')`,
    [id],
  );
  return id;
}

const monthOf = async (at: string) =>
  (await database.query(`SELECT to_char(${at} AT TIME ZONE 'UTC', 'YYYY_MM') AS month`))[0].month;
const partitionOf = async (id: string) =>
  (await database.query('SELECT tableoid::regclass::text AS name FROM audit_event WHERE id = $1', [id]))[0]?.name;
const inMonths = (months: number) => `(date_trunc('month', now()) + interval '${months} months 20 days')`;
const names = async (table: (typeof PARTITIONED)[number]) =>
  (await findPartitions(database.manager, table)).map(({ name }) => name);

describe('months', () => {
  test('are made ahead, so that their turn is nothing special', async () => {
    for (const months of [1, 2, 3]) {
      const { partition } = await addEvent(inMonths(months));
      expect(partition).toBe(`audit_event_${await monthOf(inMonths(months))}`);
    }
  });

  test('take in what came without one, once they are made; nothing was refused meanwhile', async () => {
    const strays = [await addEvent(inMonths(7)), await addEvent(inMonths(7)), await addEvent(inMonths(13))];
    expect(strays.map(({ partition }) => partition)).toEqual(Array(3).fill('audit_event_default'));
    await createPartitionsAhead(database.manager);
    await createPartitionsAhead(database.manager);
    const [seventh, thirteenth] = [await monthOf(inMonths(7)), await monthOf(inMonths(13))];
    const found = await Promise.all(strays.map(({ id }) => partitionOf(id)));
    expect(found).toEqual([`audit_event_${seventh}`, `audit_event_${seventh}`, `audit_event_${thirteenth}`]);
    expect(await database.query('SELECT FROM audit_event_default')).toEqual([]);
    expect((await addEvent(inMonths(20))).partition).toBe('audit_event_default');
  });

  test('are made while others write, by several processes at once', async () => {
    const [makers, writers] = [Array(4).fill(0), Array(8).fill(0)];
    await addEvent(inMonths(30));
    await Promise.all([
      ...makers.map(() => createPartitionsAhead(database.manager)),
      ...writers.map(() => addEvent('now()')),
    ]);
    expect(await database.query('SELECT FROM audit_event_default')).toEqual([]);
  });

  test('each know where they end, in December too', async () => {
    await database.query(`SELECT make_month_partition('audit_event', '2031-12-01')`);
    const ends = new Map(
      (await findPartitions(database.manager, 'audit_event')).map(({ name, until }) => [name, until]),
    );
    expect(ends.get('audit_event_2031_12')).toBe('2032-01');
    const [first] = ends.keys();
    expect(first).toBe(`audit_event_until_${ends.get(first ?? '')?.replace('-', '_')}`);
  });
});

test('the audit is append-only in each of its partitions', async () => {
  const rows: { name: string }[] = await database.query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_event'::regclass`,
  );
  expect(rows.length).toBeGreaterThan(4);
  for (const { name } of [{ name: 'audit_event' }, ...rows]) {
    for (const change of [`UPDATE ${name} SET action = ''`, `DELETE FROM ${name}`, `TRUNCATE ${name}`]) {
      await expect(database.query(change)).rejects.toThrow('The audit is append-only');
    }
  }
});

describe('a table that was there before', () => {
  const migration = new Months1763819001000();
  const inTransaction = async (step: 'up' | 'down') => {
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    await migration[step](runner);
    await runner.commitTransaction();
    await runner.release();
  };
  const all = () => database.query('SELECT id, created_at FROM audit_event ORDER BY id');

  test('keeps every row on its way to partitions and back, one of a clock that was wrong too', async () => {
    await addEvent(`'2019-05-05Z'`);
    const [before, attempts] = [await all(), await database.query('SELECT id FROM delivery_attempt')];
    await inTransaction('down');
    expect(await all()).toEqual(before);
    await expect(database.query('DELETE FROM audit_event')).rejects.toThrow('append-only');
    await addEvent(`now() + interval '40 days'`);
    const delivery = await addAttempt('now()');
    await inTransaction('up');
    expect(await all()).toHaveLength(before.length + 1);
    expect(await database.query('SELECT id FROM delivery_attempt')).toHaveLength(attempts.length + 1);
    await createPartitionsAhead(database.manager);
    expect((await addEvent('now()')).partition).toMatch(/^audit_event_until_/);
    await database.query('DELETE FROM delivery WHERE id = $1', [delivery]);
    expect(await database.query('SELECT id FROM delivery_attempt')).toHaveLength(attempts.length);
    const { upQueries } = await database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

test('a start makes the months ahead, and housekeeping takes away those whose days are over', async () => {
  const own = await createTestDatabase();
  const later = `audit_event_${await monthOf(inMonths(3))}`;
  await execute(own.url, `DROP TABLE ${later}`);
  const gatepost = await instanceOn(own.url).start();
  const { context } = gatepost;
  const left = async (table: (typeof PARTITIONED)[number]) =>
    (await findPartitions(context.database.manager, table)).map(({ name }) => name);
  expect(await left('audit_event')).toContain(later);
  const before = await left('audit_event');
  const longAhead = 3_650;
  const retention = { ...context.config.retention, attempts: -longAhead };
  expect(await keepHouse({ ...context, config: { ...context.config, retention } })).toBe(true);
  expect([await left('audit_event'), await left('delivery_attempt')]).toEqual([before, []]);
  const reversed = { ...context.config.retention, audit: -longAhead };
  expect(await keepHouse({ ...context, config: { ...context.config, retention: reversed } })).toBe(true);
  expect(await left('audit_event')).toEqual([]);
  expect(await left('delivery_attempt')).toHaveLength(4);
  await gatepost.stop();
  await own.drop();
});

describe('months that are over', () => {
  test('go whole, once the last of their days is', async () => {
    for (const table of PARTITIONED) {
      await database.query(`SELECT make_month_partitions($1, 6)`, [table]);
    }
    const before = await names('delivery_attempt');
    await dropPartitionsBefore(database.manager, 'delivery_attempt', 1);
    expect(await names('delivery_attempt')).toEqual(before);
    // As many days as it is until the month after the next one is over.
    const [{ days }] = await database.query(
      `SELECT (date_trunc('month', now() AT TIME ZONE 'UTC')::date + interval '3 months')::date - (now() AT TIME ZONE 'UTC')::date AS days`,
    );
    await dropPartitionsBefore(database.manager, 'delivery_attempt', -days);
    const left = await names('delivery_attempt');
    expect(left).toEqual(before.slice(before.indexOf(left[0] ?? '')));
    expect(left[0]).toBe(`delivery_attempt_${await monthOf(inMonths(3))}`);
  });
});
