import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { saveAttemptResults } from '../../api/mail/attempt-result.ts';
import { DEFAULT_BACKOFF, LOST_AT_MOST, waitMs } from '../../api/mail/backoff.ts';
import { claim, type MailRoute } from '../../api/mail/claim.ts';
import { retry } from '../../api/mail/outbox.ts';
import type { Worker } from '../../api/mail/worker.ts';
import { deliveryAttemptTable, deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { type OutboxDatabase, openOutbox, startOutboxDatabase } from './outbox-database.ts';
import { buildWorker, enqueueNote, routeTo } from './worker-builder.ts';

const NEVER_MS = 3_600_000;
/** Longer than anything that is done meanwhile; the sink waits it out. */
const SLOW_MS = 8_000;

let outbox: OutboxDatabase;
let database: DataSource;
let sink: Sink;
let workers: Worker[] = [];
let child: ChildProcess | undefined;

beforeAll(async () => {
  outbox = await startOutboxDatabase();
  database = outbox.database;
}, 60_000);
afterAll(() => outbox?.stop());
beforeEach(async () => {
  await database.query('TRUNCATE delivery, delivery_attempt');
  sink = await startSink({ security: 'plain' });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  child?.kill('SIGKILL');
  child = undefined;
  await sink.stop();
});

function run(given: Partial<Parameters<typeof buildWorker>[1]> = {}, on = database): Worker {
  const worker = buildWorker(on, { route: async () => routeTo(sink.port), ...given });
  workers.push(worker);
  worker.start();
  return worker;
}
const find = (id: string) => database.getRepository(deliveryTable).findOneByOrFail({ id });

const until = (what: string, holds: () => boolean | Promise<boolean>) =>
  waitUntil(holds, Boolean, { everyMs: 20, describe: () => `Waited in vain until ${what}.` });
const untilState = (id: string, state: string) => until(`it is ${state}`, async () => (await find(id)).state === state);

describe('A worker', () => {
  test('hears of new mail at once, without polling', async () => {
    const worker = run({ pollIntervalMs: NEVER_MS });
    await until('it has looked', () => worker.lastBeatAt !== null);
    await until('it listens', async () => {
      const [{ count }] = await database.query(
        `SELECT count(*)::int FROM pg_stat_activity WHERE query = 'LISTEN gatepost_outbox' AND state = 'idle'`,
      );
      return count > 0;
    });
    const { id } = await enqueueNote(database);
    await untilState(id, 'sent');
  });

  test('sends each of many mails exactly once, together with another worker', async () => {
    const second = await openOutbox(outbox.url);
    run({ concurrency: 4 });
    run({ concurrency: 4 }, second);
    const ids = await Promise.all(Array.from({ length: 40 }, async () => (await enqueueNote(database)).id));
    await until(
      'all are sent',
      async () => (await database.getRepository(deliveryTable).countBy({ state: 'sent' })) === 40,
    );
    expect(sink.mails.map(({ messageId }) => messageId).sort()).toEqual(
      ids.map((id) => `<${id}@gatepost.example.org>`).sort(),
    );
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
    await second.destroy();
  });

  test('holds mail until there is a route, and follows it', async () => {
    let route: MailRoute | null = null;
    const worker = run({ route: async () => route });
    const { id } = await enqueueNote(database);
    const beat = worker.lastBeatAt;
    await until('it has looked again', () => worker.lastBeatAt !== null && worker.lastBeatAt > (beat ?? new Date(0)));
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0 });
    route = routeTo(sink.port);
    await untilState(id, 'sent');
  });

  test('keeps mail while the SMTP server is down, and sends it when it is back', async () => {
    await sink.goDown();
    const { id } = await enqueueNote(database);
    run();
    await until('it was tried twice', async () => (await find(id)).attempts >= 2);
    expect(sink.mails).toEqual([]);
    await sink.comeBack();
    await untilState(id, 'sent');
    expect(sink.mails).toHaveLength(1);
  });

  test('that is killed in the middle of a mail leaves it to another one, once its lease has expired', async () => {
    sink.behaviour.delayMs = SLOW_MS;
    const { id } = await enqueueNote(database);
    const fixture = fileURLToPath(new URL('./worker-fixture.ts', import.meta.url));
    child = spawn(process.execPath, ['scripts/run.mjs', fixture, outbox.url, String(sink.port)], { stdio: 'inherit' });
    await sink.waitFor(() => true);
    expect((await find(id)).state).toBe('sending');
    child.kill('SIGKILL');
    await once(child, 'exit');
    sink.behaviour.delayMs = 0;
    run();
    await untilState(id, 'sent');
    expect(sink.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@gatepost.example.org>`));
  });

  test('keeps its lease as long as a slow mail takes', async () => {
    sink.behaviour.delayMs = 2_000;
    const { id } = await enqueueNote(database);
    run({ leaseMs: 600 });
    run({ leaseMs: 600 });
    await untilState(id, 'sent');
    expect(await find(id)).toMatchObject({ attempts: 1 });
    expect(sink.mails).toHaveLength(1);
  });

  test('that comes too late with its result does not overwrite that of another', async () => {
    const { id } = await enqueueNote(database);
    const findRoute = async () => routeTo(sink.port);
    const late = await claim(database, findRoute, { workerId: 'late', leaseMs: 0 }, 1);
    await pause(5);
    const other = await claim(database, findRoute, { workerId: 'other', leaseMs: 60_000 }, 1);
    const [first, second] = [late?.deliveries[0], other?.deliveries[0]];
    if (!first || !second) throw new Error('Both should have got the delivery.');
    const now = performance.now();
    const result = { mail_server_id: null, started: now, finished: now, stage: 'data' as const, response: '' };
    expect(await saveAttemptResults(database, second, [{ ...result, outcome: 'sent' }], DEFAULT_BACKOFF)).toBe(true);
    expect(await saveAttemptResults(database, first, [{ ...result, outcome: 'permanent' }], DEFAULT_BACKOFF)).toBe(
      false,
    );
    expect((await find(id)).state).toBe('sent');
    expect(await database.getRepository(deliveryAttemptTable).countBy({ delivery_id: id })).toBe(1);
  });

  test('gives a mail up that its workers die of again and again, and says so', async () => {
    const { id } = await enqueueNote(database);
    const findRoute = async () => routeTo(sink.port);
    let taken = 0;
    for (let looks = 0; looks < 2 * LOST_AT_MOST && (await find(id)).state !== 'failed'; looks += 1) {
      const claimed = await claim(database, findRoute, { workerId: `dying ${looks}`, leaseMs: 0 }, 1);
      taken += claimed?.deliveries.length ?? 0;
      await pause(5);
    }
    expect(taken).toBe(LOST_AT_MOST);
    const last_response = expect.stringMatching(new RegExp(`^Given up: ${LOST_AT_MOST} attempts in a row`));
    expect(await find(id)).toMatchObject({ state: 'failed', lease_until: null, leased_by: null, last_response });
    await database.transaction((manager) => retry(manager, id, null));
    run();
    await untilState(id, 'sent');
  });

  test('counts only what ended without a word since the last one', async () => {
    const { id } = await enqueueNote(database);
    await database.query('UPDATE delivery SET lost_attempts = $1', [LOST_AT_MOST - 1]);
    sink.behaviour.postponed = 1;
    await buildWorker(database, { route: async () => routeTo(sink.port) }).tick();
    expect(await find(id)).toMatchObject({ state: 'queued', lost_attempts: 0 });
  });

  test('comes back by itself after it has lost its connections to the database', async () => {
    const own = await openOutbox(outbox.url);
    const worker = run({ pollIntervalMs: 100 }, own);
    await until('it has looked', () => worker.lastBeatAt !== null);
    await database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = $1',
      ['client backend'],
    );
    const { id } = await enqueueNote(database);
    await untilState(id, 'sent');
    await worker.stop();
    workers = [];
    await own.destroy();
  });

  test('writes the result of a mail that left while the database was away', async () => {
    const own = await openOutbox(outbox.url);
    sink.behaviour.delayMs = 500;
    const { id } = await enqueueNote(database);
    const worker = run({}, own);
    await sink.waitFor(() => true);
    await database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = $1',
      ['client backend'],
    );
    await untilState(id, 'sent');
    expect(sink.mails).toHaveLength(1);
    await worker.stop();
    workers = [];
    await own.destroy();
  });

  test('that has something to do again has not stood still while it had nothing', async () => {
    sink.behaviour.delayMs = SLOW_MS;
    const worker = run();
    const began = worker.lastProgressAt;
    await enqueueNote(database);
    await sink.waitFor(() => true);
    expect(worker.lastProgressAt?.getTime()).toBeGreaterThan(began?.getTime() ?? Number.POSITIVE_INFINITY);
    await worker.stop(100);
  });

  test('that is stopped finishes the mail under way', async () => {
    sink.behaviour.delayMs = 500;
    const { id } = await enqueueNote(database);
    const worker = run();
    await sink.waitFor(() => true);
    await worker.stop();
    expect((await find(id)).state).toBe('sent');
  });

  test('that is stopped hangs up on a mail that takes too long, which then waits for the next worker', async () => {
    sink.behaviour.delayMs = SLOW_MS;
    const { id } = await enqueueNote(database);
    const worker = run();
    await sink.waitFor(() => true);
    await worker.stop(100);
    expect(await find(id)).toMatchObject({ state: 'queued', lease_until: null });
    sink.behaviour.delayMs = 0;
    run();
    await untilState(id, 'sent');
  });
});

test('Waits grow to the longest one and are never alike for all', () => {
  const waits = [1, 2, 3, 30, 3_000].map((attempts) => waitMs(DEFAULT_BACKOFF, attempts));
  const full = [5_000, 10_000, 20_000, 3_600_000, 3_600_000];
  waits.forEach((wait, index) => {
    expect(wait).toBeGreaterThanOrEqual((full[index] ?? 0) / 2);
    expect(wait).toBeLessThanOrEqual(full[index] ?? 0);
  });
});
