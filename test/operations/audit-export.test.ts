import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { dropExported } from '../../api/audit/export.ts';
import { connect } from '../../api/connect.ts';
import { instanceOn } from '../api/instance.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';
import { endAll, runGatepost } from './gatepost.ts';

jest.setTimeout(120_000);

const MANY = 100_000;

let database: TestDatabase;
let client: pg.Client;
let directory: string;
beforeAll(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'audit-'));
  // As a cloud that exists has it: an organization, and its settings.
  await (await instanceOn(database.url).start()).stop();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(BEGAN_LONG_AGO);
  for (const month of ['2026-01', '2026-02', '2026-03']) {
    await client.query(`SELECT make_month_partition('audit_event', $1::timestamp)`, [`${month}-01`]);
  }
  await client.query('COMMIT');
  await client.query(FILL);
});
afterAll(async () => {
  await endAll();
  await client.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

/** The partitions of a cloud that was set up in January 2026 rather than now. */
const BEGAN_LONG_AGO = `
  DO $$
  DECLARE first text;
  BEGIN
    SELECT c.relname INTO first FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'audit_event'::regclass AND c.relname LIKE '%until%';
    EXECUTE format('ALTER TABLE audit_event DETACH PARTITION %I', first);
    EXECUTE format('ALTER TABLE %I RENAME TO audit_event_until_2026_01', first);
    ALTER TABLE audit_event ATTACH PARTITION audit_event_until_2026_01 FOR VALUES FROM (MINVALUE) TO ('2026-01-01Z');
    PERFORM make_month_partitions('audit_event', 3);
  END
  $$`;

/** Twelve a day of the year before, and 100,000 in January and February, of which many are of one moment. */
const FILL = `
  INSERT INTO audit_event (id, org_id, created_at, step, caller_kind, caller_name, request, action, changed_fields, outcome)
  SELECT gen_random_uuid(), gen_random_uuid(), moment, n % 7, 'user', 'somebody', 'POST /api/cloud/orgs', 'create', '{title}', 'success'
    FROM (SELECT n, timestamptz '2025-12-31 23:59:59.999Z' - n * interval '2 h' AS moment FROM generate_series(0, 99) n
          UNION ALL
          SELECT n, timestamptz '2026-01-01Z' + (n / 100) * interval '84 min 57 s' FROM generate_series(0, ${MANY - 1}) n
          UNION ALL
          SELECT n, timestamptz '2026-03-01Z' FROM generate_series(1, 50) n) events`;

const run = (...words: string[]) =>
  runGatepost(['audit', 'export', ...words], {
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  });

const count = async (from: string) => Number((await client.query(`SELECT count(*) AS n FROM ${from}`)).rows[0].n);
const partitions = async () =>
  (
    await client.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_event'::regclass ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);

describe('gatepost audit export', () => {
  test('refuses the month that is not over, and what is no month', async () => {
    const next = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7);
    for (const before of [next, '2026-13', '2026', 'soon']) {
      const { code, stderr } = await run('--before', before, '--out', join(directory, 'refused'));
      expect(code).toBe(2);
      expect(stderr).toContain('--before must be');
    }
    expect((await run()).stderr).toContain('--before must be a month such as 2026-01');
    expect(await readdir(directory)).toEqual([]);
  });

  test('writes months, a line each event, and takes them out of the database whole', async () => {
    const before = await count('audit_event');
    const path = join(directory, 'audit.ndjson');
    const { code, stdout, stderr } = await run('--before', '2026-03', '--out', path);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${MANY + 100} events are in ${path}.`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const events = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(events).toHaveLength(MANY + 100);
    const read = events.map((line) => JSON.parse(line));
    expect(new Set(read.map(({ id }) => id)).size).toBe(MANY + 100);
    expect(read[0]).toMatchObject({ caller_name: 'somebody', action: 'create', changed_fields: ['title'] });
    const moments = read.map(({ created_at: at }) => Date.parse(at));
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(await partitions()).not.toEqual(expect.arrayContaining(['audit_event_2026_02']));
    expect(await partitions()).toEqual(expect.arrayContaining(['audit_event_2026_03']));
    // What is left, and that it was done.
    expect(await count('audit_event')).toBe(before - MANY - 100 + 1);
    expect(await count(`audit_event WHERE action = 'audit export' AND object_name = 'before 2026-03'`)).toBe(1);
  });

  test('writes over nothing that is there', async () => {
    const path = join(directory, 'audit.ndjson');
    const kept = await stat(path);
    const { code, stderr } = await run('--before', '2026-04', '--out', path);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is there already')]);
    expect(await stat(path)).toMatchObject({ size: kept.size, mtimeMs: kept.mtimeMs });
    expect(await count(`audit_event WHERE created_at < '2026-04-01Z'`)).toBe(50);
  });

  test('leaves a month that has come to hold something else meanwhile', async () => {
    const open = await connect(database.url);
    const written = { name: 'audit_event_2026_03', until: '2026-04', events: 49 };
    expect(await dropExported(open.manager, written)).toBe('it holds 50 events by now');
    await open.destroy();
    expect(await count('audit_event_2026_03')).toBe(50);
  });

  test('leaves what somebody reads', async () => {
    await client.query('BEGIN');
    await client.query('SELECT FROM audit_event_2026_03 LIMIT 1');
    const { stdout } = await run('--before', '2026-04', '--out', join(directory, 'read.ndjson'));
    await client.query('COMMIT');
    expect(stdout).toContain('stay in the database, for somebody reads the audit just now');
    expect(await count(`audit_event WHERE created_at < '2026-04-01Z'`)).toBe(50);
  });

  test('says that what was before partitions stays in one', async () => {
    await client.query('BEGIN');
    await client.query('ALTER TABLE audit_event_2026_03 RENAME TO audit_event_until_2026_04');
    await client.query('COMMIT');
    const { stdout } = await run('--before', '2026-03', '--out', join(directory, 'none.ndjson'));
    expect(stdout).toContain('0 events are in');
    expect(stdout).toContain('audit_event_until_2026_04 stays: it holds everything before 2026-04 in one');
  });
});
