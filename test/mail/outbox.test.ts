import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { retry } from '../../api/mail/outbox/delivery-action.ts';
import { enqueue, growRouteEpoch, placeOf } from '../../api/mail/outbox/outbox.ts';
import type { SmtpServer } from '../../api/mail/server/smtp-server-settings.ts';
import { DEFAULT_BACKOFF } from '../../api/mail/worker/backoff.ts';
import { claim, look } from '../../api/mail/worker/claim.ts';
import { deliveryAttemptTable, deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { shiftClock } from '../set-up/shifted-clock.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { type Replies, type Reply, startScriptedServer } from './scripted-server.ts';
import { buildWorker, cipher, enqueueNote, orgId, routeTo } from './worker-builder.ts';

let outbox: OutboxDatabase;
let database: DataSource;
let sink: Sink;

beforeAll(async () => {
  outbox = await startOutboxDatabase();
  database = outbox.database;
  sink = await startSink({ security: 'plain' });
}, 60_000);
afterAll(async () => {
  await sink?.stop();
  await outbox?.stop();
});
beforeEach(async () => {
  await database.query('TRUNCATE delivery, delivery_attempt');
  sink.mails.length = 0;
  Object.assign(sink.behaviour, { refused: [], postponed: 0, cut: 0, delayMs: 0 });
});

const find = (id: string) => database.getRepository(deliveryTable).findOneByOrFail({ id });
const attemptsOf = (id: string) =>
  database.getRepository(deliveryAttemptTable).find({ where: { delivery_id: id }, order: { started_at: 'ASC' } });
const dueNow = () => database.query('UPDATE delivery SET next_attempt_at = now()');

/** What a connection of its own hears. */
async function listen(url: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('LISTEN gatepost_outbox');
  let heard = 0;
  client.on('notification', () => {
    heard += 1;
  });
  // What was announced before a statement is told before its answer.
  const count = () => client.query('SELECT 1').then(() => heard);
  return { count, stop: () => client.end() };
}

const worker = (given: Partial<Parameters<typeof buildWorker>[1]> = {}) =>
  buildWorker(database, { route: async () => routeTo(sink.port), ...given });

describe('The outbox', () => {
  test('keeps nothing of a transaction that is rolled back', async () => {
    const failing = database.transaction(async (manager) => {
      const variables = { word: 'plover' };
      await enqueue(manager, cipher, {
        org_id: orgId,
        template: 'note',
        recipient: 'a@example.org',
        variables,
        updated_by: null,
      });
      throw new Error('the cause did not happen');
    });
    await expect(failing).rejects.toThrow('the cause did not happen');
    expect(await database.getRepository(deliveryTable).count()).toBe(0);
    expect(await worker().tick()).toBe(0);
  });

  test('tells workers of new mail, of a mail to be sent again, and of another way to send', async () => {
    const { id } = await enqueueNote(database);
    await database.query(`UPDATE delivery SET state = 'failed' WHERE id = $1`, [id]);
    const heard = await listen(outbox.url);
    await enqueueNote(database);
    expect(await heard.count()).toBe(1);
    await database.transaction((manager) => retry(manager, id, null));
    expect(await heard.count()).toBe(2);
    await database.transaction((manager) => retry(manager, id, null));
    expect(await heard.count()).toBe(2);
    await database.transaction(growRouteEpoch);
    expect(await heard.count()).toBe(3);
    await heard.stop();
  });

  test('holds what fills a template encrypted, and nothing of it once the mail has left', async () => {
    const { id } = await enqueueNote(database, { variables: { word: 'hush-hush' } });
    const [{ row }] = await database.query('SELECT d::text AS row, variables FROM delivery d');
    expect(row).not.toContain(Buffer.from('hush-hush').toString('hex'));
    const { variables } = await find(id);
    expect(variables?.includes('hush-hush')).toBe(false);
    expect(cipher.decrypt(variables ?? Buffer.alloc(0), placeOf(id))).toBe('{"word":"hush-hush"}');
    await worker().tick();
    expect(sink.mails[0]?.text).toContain('The word is hush-hush.');
    expect((await find(id)).variables).toBeNull();
  });

  test('sends a failed delivery again when asked to, and no other', async () => {
    sink.behaviour.refused = ['a@example.org'];
    const { id } = await enqueueNote(database);
    await worker().tick();
    expect(await find(id)).toMatchObject({ state: 'failed', last_response: '550 No such mailbox here' });
    expect(await worker().tick()).toBe(0);
    sink.behaviour.refused = [];
    const by = randomUUID();
    expect(await database.transaction((manager) => retry(manager, id, by))).toBe(true);
    expect(await find(id)).toMatchObject({ state: 'queued', updated_by: by, tried_since: null });
    await worker().tick();
    expect((await find(id)).state).toBe('sent');
    expect(await database.transaction((manager) => retry(manager, id, by))).toBe(false);
  });

  test('is tried at once after a change of the mail server', async () => {
    sink.behaviour.postponed = 1;
    const backoff = { firstMs: 3_600_000, longestMs: 3_600_000, giveUpMs: 7_200_000, ambiguousAtMost: 3 };
    const { id } = await enqueueNote(database);
    await worker({ backoff }).tick();
    expect(await worker({ backoff }).tick()).toBe(0);
    const waiting = await find(id);
    await database.transaction((manager) => growRouteEpoch(manager));
    expect(await find(id)).toEqual(waiting);
    expect(await worker({ backoff }).tick()).toBe(1);
    expect((await find(id)).state).toBe('sent');
  });

  test('is tried at once, and once, when the mail server changes while a mail is under way', async () => {
    sink.behaviour.postponed = 2;
    const backoff = { firstMs: 3_600_000, longestMs: 3_600_000, giveUpMs: 7_200_000, ambiguousAtMost: 3 };
    const { id } = await enqueueNote(database);
    const route = async () => {
      if ((await find(id)).attempts === 0) await growRouteEpoch(database.manager);
      return routeTo(sink.port);
    };
    expect(await worker({ backoff, route }).tick()).toBe(1);
    expect(await worker({ backoff, route }).tick()).toBe(1);
    expect(await worker({ backoff, route }).tick()).toBe(0);
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 2 });
  });

  test('has its patience anew after a change of the mail server, and not before', async () => {
    sink.behaviour.postponed = 3;
    const { id } = await enqueueNote(database);
    await worker().tick();
    const past = `UPDATE delivery SET tried_since = now() - interval '1 hour', lost_attempts = 7`;
    await database.query(`${past}, next_attempt_at = now() + interval '1 hour'`);
    await growRouteEpoch(database.manager);
    await worker().tick();
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 2, lost_attempts: 0 });
    await database.query(`${past}, next_attempt_at = now()`);
    await worker().tick();
    expect(await find(id)).toMatchObject({ state: 'failed', attempts: 3 });
  });

  test('takes the oldest first, no more than asked for, and each once, of every kind of what is due', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await enqueueNote(database)).id);
    await growRouteEpoch(database.manager);
    const [first, second, third, fourth] = ids;
    const make = (id: string | undefined, changes: string, epoch = 'mail_route_epoch') =>
      database.query(
        `UPDATE delivery SET ${changes}, route_epoch = ${epoch} FROM cloud_setting WHERE delivery.id = $1`,
        [id],
      );
    await make(first, `state = 'sending', lease_until = now() - interval '3 hours'`);
    await make(second, `next_attempt_at = now() - interval '2 hours'`);
    await make(third, `next_attempt_at = now() - interval '1 hour'`, '0');
    await make(fourth, `next_attempt_at = now() + interval '1 hour'`, '0');
    await make(ids[4], `next_attempt_at = now() + interval '1 minute'`);
    await make(ids[5], `state = 'sending', lease_until = now() + interval '1 minute'`);
    const take = async (limit: number) => {
      const seen = await look(database.manager);
      const taken = await claim(database.manager, seen, { workerId: 'x', leaseMs: 60_000 }, limit);
      return taken.deliveries.map(({ id }) => id).sort();
    };
    expect(await take(2)).toEqual([first, second].sort());
    expect(await take(2)).toEqual([third, fourth].sort());
    expect(await take(2)).toEqual([]);
  });
});

describe('An attempt', () => {
  test('that succeeds records when, through which server and with which words', async () => {
    const route = routeTo(sink.port);
    const { id } = await enqueueNote(database, { cause: { type: 'org_invitation', id: randomUUID() } });
    await worker({ route: async () => route }).tick();
    const sent = await find(id);
    expect(sent).toMatchObject({ state: 'sent', attempts: 1, mail_server_id: route.servers[0]?.id, lease_until: null });
    expect(sent.last_response).toMatch(/^250/);
    expect(sent.sent_at).toEqual(sent.first_sent_at);
    expect(await attemptsOf(id)).toMatchObject([
      { outcome: 'sent', stage: 'data', org_id: orgId, tls: 'not used: the connection is plain text' },
    ]);
    expect(sink.mails[0]).toMatchObject({
      subject: 'A word',
      messageId: `<${id}@gatepost.example.org>`,
      from: [{ name: 'API Cloud', address: 'cloud@example.org' }],
    });
  });

  test('that is postponed is made again, and the mail arrives', async () => {
    sink.behaviour.postponed = 2;
    const { id } = await enqueueNote(database);
    for (let tries = 0; tries < 3; tries++) {
      await worker().tick();
      await dueNow();
    }
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 3 });
    expect((await attemptsOf(id)).map(({ outcome }) => outcome)).toEqual(['temporary', 'temporary', 'sent']);
    expect(sink.mails).toHaveLength(1);
  });

  test('whose answer was lost is made again under the same Message-ID', async () => {
    sink.behaviour.cut = 1;
    const { id } = await enqueueNote(database);
    await worker().tick();
    expect((await find(id)).state).toBe('queued');
    await dueNow();
    await worker().tick();
    expect((await find(id)).state).toBe('sent');
    expect(sink.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@gatepost.example.org>`));
  });

  test('whose answer is lost again and again is left to people', async () => {
    sink.behaviour.cut = 10;
    const { id } = await enqueueNote(database);
    for (let tries = 0; tries < 5; tries++) {
      await worker().tick();
      await dueNow();
    }
    expect(await find(id)).toMatchObject({ state: 'ambiguous', attempts: 3 });
    expect(sink.mails).toHaveLength(3);
  });

  test.each<Reply>(['354 Go on', '999 What', { cut: '250 Taken' }])(
    'whose answer is %j again and again is left to people',
    async (reply) => {
      const { server, port } = await startScriptedServer({ '.': reply });
      const { id } = await enqueueNote(database);
      for (let tries = 0; tries < 5; tries++) {
        await worker({ route: async () => routeTo(port) }).tick();
        await dueNow();
      }
      server.close();
      expect(await find(id)).toMatchObject({ state: 'ambiguous', attempts: 3 });
    },
  );

  test.each([-6, 6])(
    'is counted by the clock of the database, however many days (%i) this one is away',
    async (days) => {
      const unshift = shiftClock(days * 86_400_000);
      try {
        sink.behaviour.cut = 10;
        sink.behaviour.refused = [];
        const { id } = await enqueueNote(database);
        for (const state of ['queued', 'queued', 'ambiguous']) {
          await worker({ backoff: { ...DEFAULT_BACKOFF, firstMs: 0 } }).tick();
          expect((await find(id)).state).toBe(state);
          await dueNow();
        }
        sink.behaviour.cut = 0;
        sink.behaviour.postponed = 1;
        const later = await enqueueNote(database);
        expect(await worker({ backoff: DEFAULT_BACKOFF }).tick()).toBe(1);
        expect((await find(later.id)).state).toBe('queued');
      } finally {
        unshift();
      }
    },
  );

  test('that is never answered with more than "later" is given up after days, with the last words', async () => {
    sink.behaviour.postponed = 10;
    const { id } = await enqueueNote(database);
    await worker().tick();
    expect((await find(id)).state).toBe('queued');
    await database.query(`UPDATE delivery SET tried_since = now() - interval '1 hour', next_attempt_at = now()`);
    await worker().tick();
    expect(await find(id)).toMatchObject({ state: 'failed', last_response: '451 Greylisted, come back later' });
  });

  test('that cannot render its template waits, and names the variable', async () => {
    const { id } = await enqueueNote(database, { variables: { other: 'x' } });
    await worker().tick();
    expect(await find(id)).toMatchObject({
      state: 'queued',
      last_response: 'Template "note", body: unknown variable "word"',
    });
    expect(await attemptsOf(id)).toMatchObject([{ stage: 'render', mail_server_id: null }]);
  });

  test('goes through the fallback server when the first one cannot be reached', async () => {
    const down = await startSink({ security: 'plain' });
    await down.goDown();
    const route = routeTo(down.port, sink.port);
    const { id } = await enqueueNote(database);
    await worker({ route: async () => route }).tick();
    expect(await find(id)).toMatchObject({ state: 'sent', mail_server_id: route.servers[1]?.id });
    expect((await attemptsOf(id)).map(({ stage }) => stage)).toEqual(['tcp', 'data']);
  });

  const login = { username: 'gatepost', password: 'sesame' };
  test.each<[string, string, Replies, Partial<SmtpServer>]>([
    ['its name is unknown', 'dns', {}, { host: 'no-such-host.invalid' }],
    ['it may not be dialled', 'tcp', {}, { destinations: { allow: [], deny: ['localhost'] } }],
    ['it turns everybody away', 'greeting', { greeting: '554 Go away' }, {}],
    ['it is busy', 'greeting', { greeting: '421 Come back later' }, {}],
    ['it hangs up before its greeting', 'greeting', { greeting: null }, {}],
    ['it says nothing', 'greeting', { greeting: undefined }, { timeout_ms: 300 }],
    ['it is no mail server', 'greeting', { greeting: 'SSH-2.0-OpenSSH_9.7' }, {}],
    ['it knows neither EHLO nor HELO', 'greeting', { EHLO: '500 What?' }, {}],
    ['it offers no STARTTLS', 'tls', {}, { secure: true }],
    ['it does not begin TLS', 'tls', { EHLO: '250-x\r\n250 STARTTLS', STARTTLS: '454 No' }, { secure: true }],
    ['what it begins is no TLS', 'tls', { EHLO: '250-x\r\n250 STARTTLS', STARTTLS: '220 Go' }, { secure: true }],
    ['it has no login', 'auth', {}, login],
    ['it refuses the login', 'auth', { EHLO: '250-x\r\n250 AUTH PLAIN', AUTH: '535 No' }, login],
    ['it postpones the login', 'auth', { EHLO: '250-x\r\n250 AUTH PLAIN', AUTH: '454 Later' }, login],
    ['it hangs up at the login', 'auth', { EHLO: '250-x\r\n250 AUTH PLAIN', AUTH: null }, login],
  ])('goes through the fallback server when of the first one %s', async (_what, stage, replies, given) => {
    const { server, port } = await startScriptedServer(replies);
    const { servers, sender } = routeTo(port, sink.port);
    const [first, second] = servers.map((each, index) => (index === 0 ? { ...each, ...given } : each));
    const { id } = await enqueueNote(database);
    await worker({ route: async () => ({ servers: [first, second] as SmtpServer[], sender }) }).tick();
    server.close();
    expect(await find(id)).toMatchObject({ state: 'sent', mail_server_id: second?.id, attempts: 1 });
    expect((await attemptsOf(id)).map((each) => [each.stage, each.mail_server_id])).toEqual([
      [stage, first?.id],
      ['data', second?.id],
    ]);
    expect(sink.mails).toHaveLength(1);
  });

  test('does not ask a fallback server about a recipient that the first one refused', async () => {
    sink.behaviour.refused = ['a@example.org'];
    const second = await startSink({ security: 'plain' });
    const { id } = await enqueueNote(database);
    await worker({ route: async () => routeTo(sink.port, second.port) }).tick();
    expect((await find(id)).state).toBe('failed');
    expect(second.mails).toEqual([]);
    await second.stop();
  });

  test.each([
    ['a value it cannot compute', 'SELECT 1 / 0'],
    ['a constraint', 'INSERT INTO delivery_attempt (id) VALUES (gen_random_uuid())'],
    ['a table it does not have', 'SELECT FROM no_such_table'],
  ])('is written down although what follows from it fails on %s', async (_what, statement) => {
    const { id } = await enqueueNote(database);
    const onFirstSent = async (manager: { query: DataSource['query'] }) => void (await manager.query(statement));
    expect(await worker({ onFirstSent }).tick()).toBe(1);
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(await attemptsOf(id)).toHaveLength(1);
    expect(await worker({ onFirstSent }).tick()).toBe(0);
    expect(sink.mails).toHaveLength(1);
  });

  test('is written down in other words when the database refuses those of the server', async () => {
    sink.behaviour.refused = ['a@example.org'];
    const { id } = await enqueueNote(database);
    const following: string[] = [];
    await database.query(`ALTER TABLE delivery_attempt ADD CONSTRAINT words CHECK (response NOT LIKE '%mailbox%')`);
    try {
      await worker({ onFirstSent: async () => void following.push(id) }).tick();
      sink.behaviour.refused = [];
      await database.query(`ALTER TABLE delivery_attempt ADD CONSTRAINT more CHECK (response NOT LIKE '250%')`);
      await database.transaction((manager) => retry(manager, id, null));
      await worker({ onFirstSent: async () => void following.push(id) }).tick();
    } finally {
      await database.query('ALTER TABLE delivery_attempt DROP CONSTRAINT words, DROP CONSTRAINT IF EXISTS more');
    }
    const last_response = expect.stringContaining('cannot be stored');
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 2, last_response });
    expect((await attemptsOf(id)).map(({ outcome }) => outcome)).toEqual(['permanent', 'sent']);
    expect(following.at(-1)).toBe(id);
  });

  test('that succeeds for the first time is told, in the same transaction', async () => {
    const told: string[] = [];
    const { id } = await enqueueNote(database);
    const onFirstSent = async (manager: { query: DataSource['query'] }, delivery: { id: string }) => {
      told.push(delivery.id);
      await manager.query(`UPDATE delivery SET cause_type = 'told' WHERE id = $1`, [delivery.id]);
    };
    await worker({ onFirstSent }).tick();
    expect(told).toEqual([id]);
    expect(await find(id)).toMatchObject({ state: 'sent', cause_type: 'told' });
  });
});
