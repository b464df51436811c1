import type { Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { probe } from '../../api/mail/probe/probe.ts';
import type { MailRoute } from '../../api/mail/worker/claim.ts';
import type { Worker } from '../../api/mail/worker/worker.ts';
import { type Delivery, type DeliveryAttempt, deliveryAttemptTable, deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { mailTo, smtpServer, tlsSettings } from './builder.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';
import { buildWorker, enqueueNote, routeTo } from './worker-builder.ts';

const PLACES = 2;
const CLEAN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]{1,1000}$/u;
const login = { username: 'gatepost', password: 'sesame' };

/** Every control character but those that end a line, and what else turns a line into something other than a line. */
const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code))
  .filter((character) => /\p{Cc}/u.test(character) && !'\r\n'.includes(character))
  .concat('\u2028', '\u2029', '\u202e', '\u2066')
  .join('');

const POISONS: readonly ((code: string) => string)[] = [
  (code) => `${code} ok \0 queued`,
  (code) => `${code} ${CONTROLS} ok`,
  (code) => `${code} ${'long '.repeat(20_000)}`,
  () => `451 not \0 now ${CONTROLS}`,
  () => `550 never \0 ${'long '.repeat(20_000)}`,
  () => 'SSH-2.0-OpenSSH_9.7\0\x01',
  () => `\0\x02${CONTROLS}`,
];

/** What is answered at each step of the dialogue, with the code that goes on, in servers that get that far. */
const STEPS: Record<string, { code: string; given?: Replies; signsIn?: true }> = {
  greeting: { code: '220' },
  EHLO: { code: '250' },
  STARTTLS: { code: '220', given: { EHLO: '250-scripted\r\n250 STARTTLS' } },
  AUTH: { code: '235', given: { EHLO: '250-scripted\r\n250 AUTH PLAIN' }, signsIn: true },
  MAIL: { code: '250' },
  RCPT: { code: '250' },
  DATA: { code: '354' },
  '.': { code: '250' },
};

let outbox: OutboxDatabase;
let database: DataSource;
let sink: Sink;
let worker: Worker;
let route: MailRoute | null;
let servers: Server[] = [];
let secured: Sink | undefined;

beforeAll(async () => {
  outbox = await startOutboxDatabase();
  database = outbox.database;
}, 60_000);
afterAll(() => outbox?.stop());
beforeEach(async () => {
  await database.query('TRUNCATE delivery, delivery_attempt');
  sink = await startSink({ security: 'plain' });
  route = null;
  // Whatever is tried again is tried over the good server, when that is selected.
  const backoff = { firstMs: 600_000, longestMs: 600_000, giveUpMs: 3_600_000, ambiguousAtMost: 3 };
  worker = buildWorker(database, { route: async () => route, concurrency: PLACES, backoff });
  worker.start();
});
afterEach(async () => {
  await worker.stop(0);
  await sink.stop();
  await secured?.stop();
  secured = undefined;
  for (const server of servers) server.close();
  servers = [];
});

const deliveries = (): Promise<Delivery[]> => database.getRepository(deliveryTable).find();
const attempts = (): Promise<DeliveryAttempt[]> => database.getRepository(deliveryAttemptTable).find();

async function routeToScripted(replies: Replies, signsIn = false): Promise<MailRoute> {
  const { server, port } = await startScriptedServer(replies);
  servers.push(server);
  const { servers: targets, sender } = routeTo(port);
  return { sender, servers: targets.map((target) => ({ ...target, timeout_ms: 500, ...(signsIn && login) })) };
}

async function attemptOver(hostile: MailRoute): Promise<void> {
  route = hostile;
  const { id } = await enqueueNote(database);
  const isTried = async () => (await attempts()).some(({ delivery_id }) => delivery_id === id);
  await waitUntil(isTried, Boolean, { timeoutMs: 5_000, everyMs: 20, describe: () => 'Its result was not written.' });
  route = null;
}

describe('A server that is hostile', () => {
  test.each(Object.entries(STEPS))('in its answer to %s is told cleanly, and holds no mail up', async (step, how) => {
    for (const poison of POISONS) {
      await attemptOver(await routeToScripted({ ...how.given, [step]: poison(how.code) }, how.signsIn));
    }
    const said = (await attempts()).map(({ response }) => response);
    const last = (await deliveries()).map(({ last_response }) => last_response ?? '');
    expect(said).toHaveLength(POISONS.length);
    for (const words of [...said, ...last]) {
      expect(words).toMatch(CLEAN);
      expect(words).not.toContain('OpenSSH');
    }
    const { id } = await enqueueNote(database);
    await database.query(`UPDATE delivery SET next_attempt_at = now() WHERE state = 'queued'`);
    route = routeTo(sink.port);
    const left = async () => (await deliveries()).filter(({ state }) => state === 'queued' || state === 'sending');
    await waitUntil(left, (waiting) => waiting.length === 0, { timeoutMs: 10_000, everyMs: 20 });
    expect((await deliveries()).find((each) => each.id === id)?.state).toBe('sent');
  });

  test('in its certificate is told cleanly too', async () => {
    const authority = await createAuthority(`Evil \0\n\u202e ${'long '.repeat(20)}`);
    const names = Array.from({ length: 200 }, (_, index) => `${index}-${'x'.repeat(40)}.example.org`);
    const certificate = await authority.issueServer(names);
    secured = await startSink({ security: 'starttls', certificate });
    const cases = [
      { given: { insecure_server_connections: true }, words: /issued by Evil/ },
      { given: { truststore_pem: authority.certificatePem }, words: /not made out to localhost\. It names DNS:0-x/ },
      { given: {}, words: /certificate/ },
    ];
    for (const { given, words } of cases) {
      const server = smtpServer({ port: secured.port, tls: tlsSettings(given) });
      const { stages } = await probe(server, { sender: { name: null, address: 'c@example.org' }, recipients: [] });
      const seen = stages.find(({ stage }) => stage === 'tls')?.seen ?? '';
      expect(seen).toMatch(CLEAN);
      expect(seen).toMatch(words);
      const { response } = await sendMail(server, await mailTo('a@example.org'));
      expect(response).toMatch(CLEAN);
    }
  });

  test.each(Object.entries(STEPS))('in its answer to %s shows in a test only what is SMTP', async (step, how) => {
    for (const poison of POISONS) {
      const { servers, sender } = await routeToScripted({ ...how.given, [step]: poison(how.code) }, how.signsIn);
      const [server] = servers;
      if (!server) throw new Error('There is one.');
      const { stages } = await probe(server, { sender, recipients: ['a@example.org'] });
      for (const { seen, cause = '' } of stages) {
        expect(seen).toMatch(CLEAN);
        expect(cause).toMatch(cause === '' ? /^$/ : CLEAN);
        expect(`${seen} ${cause}`).not.toContain('OpenSSH');
      }
    }
  });
});
