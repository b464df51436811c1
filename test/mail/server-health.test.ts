import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { growRouteEpoch } from '../../api/mail/outbox/outbox.ts';
import type { Worker } from '../../api/mail/worker/worker.ts';
import { deliveryAttemptTable, deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { type CountingServer, startCountingServer } from './counting-server.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { buildWorker, enqueueNote, routeTo } from './worker-builder.ts';

const LATER = { firstMs: 600_000, longestMs: 600_000 };
const SOON = { firstMs: 10, longestMs: 50 };

let outbox: OutboxDatabase;
let database: DataSource;
let sink: Sink;
let first: CountingServer | undefined;
let workers: Worker[] = [];

beforeAll(async () => {
  outbox = await startOutboxDatabase();
  database = outbox.database;
}, 60_000);
afterAll(() => outbox?.stop());
beforeEach(async () => {
  await database.query('TRUNCATE delivery, delivery_attempt, mail_server_slot, mail_server_breaker');
  sink = await startSink({ security: 'plain' });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop(0)));
  workers = [];
  await first?.stop();
  first = undefined;
  await sink.stop();
});

type Given = Omit<Partial<Parameters<typeof buildWorker>[1]>, 'route'>;

/** A first server that answers as it is told, and the sink behind it. */
async function startFirst(replies: Record<string, string | null>, timeout_ms = 2_000) {
  first = await startCountingServer({ replies });
  const { servers, sender } = routeTo(first.port, sink.port);
  const route = { servers: servers.map((server) => ({ ...server, timeout_ms })), sender };
  return { route, ids: servers.map(({ id }) => id ?? '') };
}

function newWorker(route: Awaited<ReturnType<typeof startFirst>>['route'], given: Given = {}): Worker {
  const worker = buildWorker(database, { route: async () => route, probes: LATER, ...given });
  workers.push(worker);
  return worker;
}

const attempts = async () => {
  const rows = await database.getRepository(deliveryAttemptTable).find({ order: { started_at: 'ASC' } });
  return rows.map(({ stage, outcome, mail_server_id }) => [stage, outcome, mail_server_id]);
};
const breaker = async (id?: string) =>
  (await database.query('SELECT * FROM mail_server_breaker WHERE mail_server_id = $1', [id]))[0];
const countOf = (state: string) => database.getRepository(deliveryTable).countBy({ state: state as 'sent' });
const until = (what: string, holds: () => boolean | Promise<boolean>) =>
  waitUntil(holds, Boolean, { everyMs: 10, describe: () => `Waited in vain until ${what}.` });

describe('A server that is sick', () => {
  test.each([
    ['turns everybody away', { greeting: '554 Go away' }, 'greeting'],
    ['is closing at its greeting', { greeting: '421 Closing' }, 'greeting'],
    ['is closing at MAIL', { MAIL: '421 Closing' }, 'mail'],
    ['is closing at RCPT', { RCPT: '421 Closing' }, 'rcpt'],
    ['hangs up at MAIL', { MAIL: null }, 'mail'],
    ['hangs up at RCPT', { RCPT: null }, 'rcpt'],
    ['hangs up at DATA', { DATA: null }, 'data'],
  ])('because it %s is passed over by the next mails of every worker', async (_what, replies, stage) => {
    const { route, ids } = await startFirst(replies);
    await enqueueNote(database);
    await newWorker(route).tick();
    await enqueueNote(database);
    await newWorker(route).tick();
    expect(await attempts()).toEqual([
      [stage, 'temporary', ids[0]],
      ['data', 'sent', ids[1]],
      ['data', 'sent', ids[1]],
    ]);
    expect(first?.counts().opened).toBe(1);
    expect(await breaker(ids[0])).toMatchObject({ state: 'open', probing_by: null });
    expect(await breaker(ids[1])).toBeUndefined();
  });

  test('because it is silent does not hold up the mails that wait for it', async () => {
    const { route } = await startFirst({ greeting: '' }, 1_000);
    for (let n = 0; n < 30; n += 1) await enqueueNote(database);
    newWorker(route).start();
    await until('all left by the fallback', async () => (await countOf('sent')) === 30);
    expect(first?.counts().opened).toBeLessThanOrEqual(5);
  });

  test('with nobody beside it leaves the mail queued, and is not tried with it again until it is well', async () => {
    const { route, ids } = await startFirst({ greeting: '421 Closing' });
    const alone = { ...route, servers: route.servers.slice(0, 1) };
    const { id } = await enqueueNote(database);
    await newWorker(alone).tick();
    const later = await enqueueNote(database);
    expect(await newWorker(alone).tick()).toBe(0);
    const find = (each: string) => database.getRepository(deliveryTable).findOneByOrFail({ id: each });
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 1, last_response: '421 Closing' });
    expect(await find(later.id)).toMatchObject({ state: 'queued', attempts: 0, tried_since: null });
    expect(await breaker(ids[0])).toMatchObject({ state: 'open', reason: '421 Closing' });
  });

  test('is tried by one worker at a time, less and less often, and gets the mail again when it is well', async () => {
    const told: string[] = [];
    const replies: Record<string, string> = { greeting: '421 Closing' };
    const { route, ids } = await startFirst(replies);
    const onBreaker = async (_manager: unknown, id: string, state: string) => void told.push(`${state} ${id}`);
    for (let n = 0; n < 3; n += 1) newWorker(route, { probes: SOON, onBreaker }).start();
    await enqueueNote(database);
    await until('it was tried often', async () => (await breaker(ids[0]))?.probe_ms === SOON.longestMs);
    replies.greeting = '220 counting ESMTP';
    await until('it is well', async () => (await breaker(ids[0]))?.state === 'closed');
    expect(told).toEqual([`open ${ids[0]}`, `closed ${ids[0]}`]);
    await enqueueNote(database);
    await until('both are sent', async () => (await countOf('sent')) === 2);
    expect((await attempts()).at(-1)).toEqual(['data', 'sent', ids[0]]);
  });

  test('is tried at once after a change of what mail leaves by', async () => {
    const replies: Record<string, string> = { greeting: '421 Closing' };
    const { route, ids } = await startFirst(replies);
    await enqueueNote(database);
    await newWorker(route).tick();
    replies.greeting = '220 counting ESMTP';
    await database.transaction((manager) => growRouteEpoch(manager));
    await enqueueNote(database);
    await newWorker(route).tick();
    expect((await attempts()).at(-1)).toEqual(['data', 'sent', ids[0]]);
  });
});

describe('A server that is well', () => {
  test.each([
    ['postpones the recipient', { RCPT: '450 Greylisted' }, 'rcpt', 'temporary'],
    ['has no room for the recipient', { RCPT: '452 Mailbox full' }, 'rcpt', 'temporary'],
    ['refuses the recipient', { RCPT: '550 Unknown' }, 'rcpt', 'permanent'],
    ['refuses the text', { '.': '554 Spam' }, 'data', 'permanent'],
    ['refuses the sender', { MAIL: '550 Not you' }, 'mail', 'temporary'],
  ])('and %s is neither passed over nor is another one asked', async (_what, replies, stage, outcome) => {
    const { route, ids } = await startFirst(replies);
    await enqueueNote(database);
    await newWorker(route).tick();
    expect(await attempts()).toEqual([[stage, outcome, ids[0]]]);
    expect(await breaker(ids[0])).toBeUndefined();
    expect(sink.mails).toEqual([]);
  });

  test('and has no room just now lets the next one take the mail, and is asked first again', async () => {
    const { route, ids } = await startFirst({ MAIL: '452 Disk full' });
    await enqueueNote(database);
    await newWorker(route).tick();
    expect(await attempts()).toEqual([
      ['mail', 'temporary', ids[0]],
      ['data', 'sent', ids[1]],
    ]);
    expect(await breaker(ids[0])).toBeUndefined();
  });

  test('and whose answer to the whole mail is lost keeps the mail to itself', async () => {
    const { route, ids } = await startFirst({ '.': null } as Record<string, string | null>);
    await enqueueNote(database);
    await newWorker(route).tick();
    expect(await attempts()).toEqual([['data', 'ambiguous', ids[0]]]);
    expect(await breaker(ids[0])).toBeUndefined();
  });

  test('is not blamed when we hang up', async () => {
    first = await startCountingServer({ hold: 'RCPT' });
    const { servers, sender } = routeTo(first.port, sink.port);
    const worker = newWorker({ servers, sender });
    worker.start();
    await enqueueNote(database);
    await until('it is asked', () => first?.heard().includes('RCPT') === true);
    await worker.stop(0);
    expect(await breaker(servers[0]?.id ?? randomUUID())).toBeUndefined();
    expect(sink.mails).toEqual([]);
  });
});
