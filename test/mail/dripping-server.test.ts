import { randomUUID } from 'node:crypto';
import type { Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createConnectionPool } from '../../api/mail/pool/connection-pool.ts';
import { createSlots } from '../../api/mail/pool/connection-slot.ts';
import { probe } from '../../api/mail/probe/probe.ts';
import { resultOf } from '../../api/mail/smtp/send-result.ts';
import { openSession } from '../../api/mail/smtp/smtp-session.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { mailTo, smtpServer } from './builder.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

/** Every line comes long before the timeout of a step. */
const TIMEOUT_MS = 10_000;
const ATTEMPT_MS = 400;
const TOO_LONG = `not done within ${ATTEMPT_MS} ms, however often the server said something`;
const SIGNS_IN = '250-scripted\r\n250 AUTH PLAIN';

let outbox: OutboxDatabase;
beforeAll(async () => {
  outbox = await startOutboxDatabase();
}, 60_000);
afterAll(() => outbox?.stop());

let server: Server | undefined;
afterEach(() => void server?.close());

async function dripping(replies: Replies) {
  const started = await startScriptedServer(replies);
  server = started.server;
  const login = { username: 'gatepost', password: 'sesame' };
  const target = { port: started.port, secure: false, timeout_ms: TIMEOUT_MS, attempt_ms: ATTEMPT_MS };
  return { server: smtpServer({ ...target, ...('AUTH' in replies && login) }), heard: started.heard };
}

describe('A server that says a line again and again and never the last one', () => {
  test.each([
    ['the greeting', 'greeting', true, { greeting: { drip: '220-wait' } }],
    ['the answer to EHLO', 'greeting', true, { EHLO: { drip: '250-wait' } }],
    ['the sign-in', 'auth', true, { EHLO: SIGNS_IN, AUTH: { drip: '235-wait' } }],
    ['the answer to MAIL', 'mail', true, { MAIL: { drip: '250-wait' } }],
    ['the answer to RCPT', 'rcpt', true, { RCPT: { drip: '250-wait' } }],
    ['the answer to DATA', 'data', true, { DATA: { drip: '354-wait' } }],
  ] as const)('in %s holds an attempt for its time, and the mail is tried again', async (_, stage, isSick, replies) => {
    const { server: target, heard } = await dripping(replies);
    const result = await sendMail(target, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage, response: TOO_LONG, isSick, mayGoElsewhere: true });
    expect(heard).not.toContain('.');
  });

  test('in the answer to the text leaves the mail ambiguous, for it may have arrived', async () => {
    const { server: target, heard } = await dripping({ '.': { drip: '250-wait' } });
    const { session } = await openSession(target);
    const report = await session?.send(await mailTo('a@example.org'), { finalAnswerMs: 300 });
    const result = report && resultOf(target, report);
    expect(result).toMatchObject({ outcome: 'ambiguous', stage: 'data', response: TOO_LONG.replace('400', '300') });
    expect(result).not.toHaveProperty('mayGoElsewhere');
    expect(heard).toContain('.');
  });

  test('is told in a connection test as slow, and not as silent', async () => {
    const { server: target } = await dripping({ RCPT: { drip: '250-wait' } });
    const sender = { name: null, address: 'cloud@example.org' };
    const { ok, stages } = await probe(target, { sender, recipients: ['a@example.org'] });
    expect(ok).toBe(false);
    expect(stages.at(-1)).toMatchObject({
      stage: 'rcpt',
      cause: expect.stringContaining('answers, and so slowly that it was given up'),
      fix: expect.stringContaining('GATEPOST_MAIL_ATTEMPT_SECONDS'),
    });
  });
});

describe('The time of an attempt', () => {
  test('is one for the way to the login and for the mail behind it', async () => {
    // Each answer comes in time, those to the login or to the mail alone would too, and all of them are too late.
    const { server: target, heard } = await dripping({
      EHLO: { late: '250 scripted', ms: 500 },
      MAIL: { late: '250 OK', ms: 300 },
      RCPT: { late: '250 OK', ms: 300 },
    });
    const result = await sendMail({ ...target, attempt_ms: 900 }, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', response: expect.stringContaining('900 ms') });
    expect(heard).not.toContain('.');
  });

  test('is over on a connection that stayed open too, and no other one is opened for the same mail', async () => {
    const answers = ['250 OK', { drip: '250-wait' }];
    const { server: target, heard } = await dripping({ RSET: '250 OK', MAIL: () => answers.shift() });
    const to = { ...target, id: randomUUID() };
    await outbox.database.query('TRUNCATE mail_server_slot');
    const log = pino({ level: 'silent' });
    const slots = createSlots({ database: outbox.database, log, workerId: randomUUID(), leaseMs: 60_000 });
    const pool = createConnectionPool({ slots });
    try {
      expect(await pool.send(to, await mailTo('a@example.org'))).toMatchObject({ outcome: 'sent' });
      await waitUntil(async () => heard.includes('RSET'), Boolean);
      const second = await pool.send(to, await mailTo('a@example.org'));
      expect(second).toMatchObject({ outcome: 'temporary', stage: 'mail', response: TOO_LONG });
      expect(heard.filter((line) => line.startsWith('EHLO'))).toHaveLength(1);
    } finally {
      await pool.close();
    }
  });
});
