import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type ConnectionPool, createConnectionPool, type PoolOptions } from '../../api/mail/pool/connection-pool.ts';
import { createSlots } from '../../api/mail/pool/connection-slot.ts';
import type { SmtpServer } from '../../api/mail/server/smtp-server-settings.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { mailTo, smtpServer } from './builder.ts';
import { type CountingServer, startCountingServer } from './counting-server.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';

const LEASE_MS = 60_000;

let outbox: OutboxDatabase;
let pools: ConnectionPool[] = [];
let server: CountingServer | undefined;
let sink: Sink | undefined;

beforeAll(async () => {
  outbox = await startOutboxDatabase();
}, 60_000);
afterAll(() => outbox?.stop());
beforeEach(() => outbox.database.query('TRUNCATE mail_server_slot'));
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  pools = [];
  await server?.stop();
  await sink?.stop();
  server = undefined;
  sink = undefined;
});

function newPool(given: Partial<PoolOptions> = {}, leaseMs = LEASE_MS): ConnectionPool {
  const log = pino({ level: 'silent' });
  const slots = createSlots({ database: outbox.database, log, workerId: randomUUID(), leaseMs });
  const pool = createConnectionPool({ slots, ...given });
  pools.push(pool);
  return pool;
}

async function startServer(replies: Parameters<typeof startCountingServer>[0] = {}) {
  server = await startCountingServer(replies);
  return server;
}

const target = (port: number, given: Partial<SmtpServer> = {}) =>
  smtpServer({ id: randomUUID(), port, secure: false, timeout_ms: 2_000, ...given });
const mail = () => mailTo('a@example.org');
const slotsTaken = async () => Number((await outbox.database.query('SELECT count(*) FROM mail_server_slot'))[0].count);
const until = (what: string, holds: () => boolean | Promise<boolean>) =>
  waitUntil(holds, Boolean, { everyMs: 10, describe: () => `Waited in vain until ${what}.` });

describe('A pool of connections', () => {
  test('hands one mail after the other over one connection, with RSET between them', async () => {
    const { port, heard, counts } = await startServer();
    const pool = newPool();
    const to = target(port);
    for (let n = 0; n < 3; n += 1) {
      expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent', stage: 'data' });
      await until('it was reset', () => heard().filter((verb) => verb === 'RSET').length > n);
    }
    expect(counts().opened).toBe(1);
    expect(heard().filter((verb) => ['EHLO', 'MAIL', 'RSET'].includes(verb))).toEqual([
      ...['EHLO', 'MAIL', 'RSET', 'MAIL', 'RSET', 'MAIL', 'RSET'],
    ]);
  });

  test('opens as many connections as the server allows, and lets the rest wait for them', async () => {
    const { port, counts } = await startServer({ delayMs: 20 });
    const pool = newPool();
    const to = target(port, { max_connections: 3 });
    const text = await mail();
    const results = await Promise.all(Array.from({ length: 20 }, () => pool.send(to, text)));
    expect(results.map((each) => each?.outcome)).toEqual(Array(20).fill('sent'));
    expect(counts()).toMatchObject({ opened: 3, most: 3 });
  });

  test('shares what the server allows with every other process, and gives it back', async () => {
    const { port, counts } = await startServer({ delayMs: 20 });
    const to = target(port, { max_connections: 3 });
    const text = await mail();
    const both = [newPool(), newPool()];
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => both[n % 2]?.send(to, text)));
    expect(counts().most).toBeLessThanOrEqual(3);
    // Whoever got no place at all says so, and has tried nothing.
    expect(results.filter((each) => each !== null && each?.outcome !== 'sent')).toEqual([]);
    await Promise.all(both.map((pool) => pool.close()));
    expect(await slotsTaken()).toBe(0);
  });

  test('of workers that reach for one place at the same moment one gets it', async () => {
    const log = pino({ level: 'silent' });
    const newSlots = () => createSlots({ database: outbox.database, log, workerId: randomUUID(), leaseMs: LEASE_MS });
    const workers = Array.from({ length: 8 }, newSlots);
    for (let round = 0; round < 20; round += 1) {
      const server = { id: randomUUID(), max_connections: 3 };
      const taken = await Promise.all(workers.map((slots) => slots.take(server)));
      const numbers = taken.flatMap((slot) => (slot ? [slot.number] : []));
      expect(numbers).toEqual([...new Set(numbers)]);
    }
  });

  test('has no connection while others have them all, and takes over those of the dead', async () => {
    const { port } = await startServer();
    const to = target(port, { max_connections: 1 });
    const dead = newPool({}, 1_500);
    await dead.send(to, await mail());
    const heir = newPool();
    expect(await heir.isReady(to)).toBe(false);
    expect(await heir.send(to, await mail())).toBeNull();
    await until('its lease has run out', () => heir.isReady(to));
    expect(await heir.send(to, await mail())).toMatchObject({ outcome: 'sent' });
    // The dead one was only asleep: its connection ends when it hears of that.
    await dead.renew();
    expect(await dead.send(to, await mail())).toBeNull();
  });

  test.each([
    ['hangs up on', 'cut'],
    ['says goodbye to', 'goodbye'],
  ] as const)('does not notice with a mail that the server %s an idle connection', async (_what, how) => {
    const { port, counts, drop } = await startServer();
    const pool = newPool();
    const to = target(port);
    await pool.send(to, await mail());
    await drop(how);
    expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent' });
    expect(counts().opened).toBe(2);
  });

  test.each(['421 Too many mails', null, undefined])(
    'dials again when a connection that was used before answers MAIL with %j',
    async (reply) => {
      const { port, counts } = await startServer({ secondMail: reply });
      const pool = newPool();
      const to = target(port);
      expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent' });
      expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent' });
      expect(counts().opened).toBe(2);
    },
  );

  test('blames a fresh connection for what it is asked to do', async () => {
    const { port, counts } = await startServer({ replies: { MAIL: '421 Too many mails' } });
    const result = await newPool().send(target(port), await mail());
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'mail', response: '421 Too many mails' });
    expect(counts().opened).toBe(1);
  });

  test('uses a fresh connection after any error, and tells the stage of that mail alone', async () => {
    sink = await startSink({ security: 'plain' });
    sink.behaviour.refused = ['nobody@example.org'];
    const pool = newPool();
    const to = target(sink.port);
    expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent', stage: 'data' });
    const refused = await pool.send(to, await mailTo('nobody@example.org'));
    expect(refused).toMatchObject({ outcome: 'permanent', stage: 'rcpt', response: '550 No such mailbox here' });
    sink.behaviour.cut = 1;
    expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'ambiguous', stage: 'data' });
    expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent', stage: 'data' });
  });

  test('waits for the answer to every mail as long as for that to the first', async () => {
    const { port } = await startServer({ delayMs: 2_500 });
    const pool = newPool();
    const to = target(port, { timeout_ms: 1_500 });
    for (let n = 0; n < 2; n += 1) expect(await pool.send(to, await mail())).toMatchObject({ outcome: 'sent' });
  });

  test('sends the next mail as the changed settings say, and ends what was opened by the old ones', async () => {
    const { port, counts } = await startServer();
    const pool = newPool();
    const before = target(port);
    await pool.send(before, await mail());
    expect(await pool.send({ ...before, helo_name: 'new.example.org' }, await mail())).toMatchObject({
      outcome: 'sent',
    });
    await until('the old one is closed', () => counts().open === 1);
    await pool.send({ ...before, name: 'renamed', helo_name: 'new.example.org' }, await mail());
    expect(counts().opened).toBe(2);
  });

  test('closes what is idle before the server would', async () => {
    const { port, counts, heard } = await startServer();
    const pool = newPool({ idleMs: 50 });
    await pool.send(target(port), await mail());
    await until('it is closed', () => counts().open === 0);
    expect(heard().at(-1)).toBe('QUIT');
    await until('its place is free', async () => (await slotsTaken()) === 0);
  });

  test('tells how many connections are busy and how many are idle', async () => {
    const { port } = await startServer();
    const told: string[] = [];
    const pool = newPool({ onCount: ({ busy, idle }) => told.push(`${busy} ${idle}`) });
    await pool.send(target(port), await mail());
    await until('it is idle', () => told.at(-1) === '0 1');
    await pool.close();
    expect(told).toContain('1 0');
    expect(told.at(-1)).toBe('0 0');
  });

  test('gives up waiting for a connection when it is told to', async () => {
    const { port } = await startServer({ delayMs: 60_000 });
    const pool = newPool();
    const to = target(port, { max_connections: 1 });
    const hangUp = new AbortController();
    const text = await mail();
    const both = [1, 2].map(() => pool.send(to, text, { signal: hangUp.signal }));
    await until('one is under way', () => server?.counts().open === 1);
    hangUp.abort();
    const results = await Promise.all(both);
    expect(results).toContain(null);
  });
});
