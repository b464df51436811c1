import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { retry } from '../../api/mail/outbox/delivery-action.ts';
import { growRouteEpoch } from '../../api/mail/outbox/outbox.ts';
import type { Outcome } from '../../api/mail/smtp/send-result.ts';
import { saveAttemptResults } from '../../api/mail/worker/attempt-result.ts';
import { DEFAULT_BACKOFF, LOST_AT_MOST, waitMs } from '../../api/mail/worker/backoff.ts';
import { claim, look, type MailRoute } from '../../api/mail/worker/claim.ts';
import type { Worker } from '../../api/mail/worker/worker.ts';
import { type Delivery, deliveryAttemptTable, deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { startCountingServer } from './counting-server.ts';
import { type OutboxDatabase, openOutbox, startOutboxDatabase } from './outbox-database.ts';
import { startScriptedServer } from './scripted-server.ts';
import { buildWorker, enqueueNote, NOTE, routeTo } from './worker-builder.ts';

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
  await database.query('TRUNCATE delivery, delivery_attempt, mail_server_breaker');
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
const claimOnce = async (workerId: string, leaseMs: number) =>
  claim(database.manager, await look(database.manager), { workerId, leaseMs }, 1);
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

  test('finds mail by polling while it cannot hear of it', async () => {
    const away = await openOutbox(outbox.url);
    await away.destroy();
    run({ announcements: away });
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
    const route = routeTo(sink.port);
    run({ route: async () => route });
    const probed = async () => (await database.query('SELECT probe_ms FROM mail_server_breaker'))[0]?.probe_ms;
    await until('the server was tried again and again', async () => (await probed()) === 50);
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 1 });
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
    const late = await claimOnce('late', 0);
    await pause(5);
    const other = await claimOnce('other', 60_000);
    const [first, second] = [late.deliveries[0], other.deliveries[0]];
    if (!first || !second) throw new Error('Both should have got the delivery.');
    const now = performance.now();
    const result = { mail_server_id: null, started: now, finished: now, stage: 'data' as const, response: '' };
    const save = (delivery: Delivery, outcome: Outcome) =>
      saveAttemptResults(database, [{ delivery, results: [{ ...result, outcome }] }], DEFAULT_BACKOFF);
    expect(await save(second, 'sent')).toEqual(new Set([id]));
    expect(await save(first, 'permanent')).toEqual(new Set());
    expect((await find(id)).state).toBe('sent');
    const recorded = await database.getRepository(deliveryAttemptTable).findBy({ delivery_id: id });
    expect(recorded.map(({ outcome }) => outcome).sort()).toEqual(['permanent', 'sent']);
  });

  test('gives a mail up that its workers die of again and again, and says so', async () => {
    const { id } = await enqueueNote(database);
    let taken = 0;
    for (let looks = 0; looks < 2 * LOST_AT_MOST && (await find(id)).state !== 'failed'; looks += 1) {
      taken += (await claimOnce(`dying ${looks}`, 0)).deliveries.length;
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

  test('that goes from one server to the next with a mail has not stood still', async () => {
    sink.behaviour.delayMs = SLOW_MS;
    let asked = Number.POSITIVE_INFINITY;
    const progress = () => worker.lastProgressAt?.getTime() ?? 0;
    const noteAsked = () => {
      asked = progress();
      return { late: '451 Later', ms: 50 };
    };
    const first = await startScriptedServer({ MAIL: noteAsked });
    const worker = run({ route: async () => routeTo(first.port, sink.port) });
    try {
      await enqueueNote(database);
      await until('the first server was done with', () => progress() > asked);
      expect(sink.mails).toHaveLength(0);
      await worker.stop(100);
    } finally {
      first.server.close();
    }
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

describe('A worker that takes many mails together', () => {
  const addNotes = (count: number, given = {}) =>
    Promise.all(Array.from({ length: count }, () => enqueueNote(database, given)));
  const countOf = (state: string) => database.getRepository(deliveryTable).countBy({ state: state as 'sent' });

  test('gives back what it has not begun when it is stopped, and counts no attempt', async () => {
    sink.behaviour.delayMs = SLOW_MS;
    await addNotes(10);
    const worker = run({ concurrency: 2 });
    await until('two are under way', () => sink.mails.length === 2);
    const stopped = worker.stop(1_000);
    const untouched = () => database.getRepository(deliveryTable).countBy({ state: 'queued', attempts: 0 });
    await until('the others wait again', async () => (await untouched()) === 8);
    await stopped;
    expect(await countOf('sending')).toBe(0);
    sink.behaviour.delayMs = 0;
    run();
    await until('all are sent', async () => (await countOf('sent')) === 10);
  });

  test('sends what it has not begun by the way mail leaves by now', async () => {
    const other = await startSink({ security: 'plain' });
    sink.behaviour.delayMs = 1_000;
    let port = sink.port;
    await addNotes(6);
    run({ concurrency: 1, route: async () => routeTo(port) });
    await sink.waitFor(() => true);
    port = other.port;
    await database.transaction((manager) => growRouteEpoch(manager));
    await until('all are sent', async () => (await countOf('sent')) === 6);
    expect(sink.mails.length).toBeLessThanOrEqual(2);
    await other.stop();
  });

  test('asks the database for four statements a mail at most', async () => {
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    try {
      await addNotes(100);
      statements.mockClear();
      const route = routeTo(sink.port);
      const worker = run({ route: async () => route, concurrency: 5 });
      await until('all have come', () => sink.mails.length === 100);
      await worker.stop();
      expect(statements.mock.calls.length / 100).toBeLessThanOrEqual(4);
      expect(await countOf('sent')).toBe(100);
    } finally {
      statements.mockRestore();
    }
  });

  test('looks a text up once for those that it takes together, and anew for the next', async () => {
    await addNotes(4);
    let asked = 0;
    const templateFor = async () => {
      asked += 1;
      return { ...NOTE, subject: `Asked ${asked} times` };
    };
    const worker = buildWorker(database, { route: async () => routeTo(sink.port), templateFor });
    await worker.tick();
    await addNotes(1);
    await worker.tick();
    expect(sink.mails.map(({ subject }) => subject)).toEqual([...Array(4).fill('Asked 1 times'), 'Asked 2 times']);
    await worker.stop();
  });

  test('writes the results of the others down although one of them will never be taken', async () => {
    const notes = await addNotes(5);
    const poisoned = notes[2]?.id;
    const onFirstSent = async (manager: { query: DataSource['query'] }, { id }: Delivery) =>
      void (id === poisoned && (await manager.query('SELECT 1 / 0')));
    const worker = buildWorker(database, { route: async () => routeTo(sink.port), onFirstSent });
    await worker.tick();
    expect(await countOf('sent')).toBe(5);
    expect(sink.mails).toHaveLength(5);
    await worker.stop();
  });
});

describe('A worker that lost its lease', () => {
  test.each([
    ['RCPT is answered', 'RCPT', ['EHLO', 'MAIL', 'RCPT']],
    ['DATA is answered', 'DATA', ['EHLO', 'MAIL', 'RCPT', 'DATA']],
  ] as const)('before %s sends no text, and what it did is recorded', async (_when, verb, heard) => {
    const server = await startCountingServer({ hold: verb });
    const { id } = await enqueueNote(database);
    const leaseMs = 1_000;
    const sending = buildWorker(database, { route: async () => routeTo(server.port), leaseMs }).tick();
    await until('it waits for the answer', () => server.heard().includes(verb));
    await database.query(`UPDATE delivery SET attempts = attempts + 1, leased_by = 'other'`);
    // By its own watch, whatever it has heard of that.
    await pause(leaseMs + 100);
    server.answer();
    await sending;
    expect(server.heard()).toEqual(heard);
    await server.stop();
    expect(await find(id)).toMatchObject({ state: 'sending', attempts: 2, leased_by: 'other' });
    const attempts = await database.getRepository(deliveryAttemptTable).findBy({ delivery_id: id });
    expect(attempts).toMatchObject([{ outcome: 'temporary', response: expect.stringContaining('lease') }]);
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
