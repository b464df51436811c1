import type { Server } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { redactPassword } from '../../api/mail/server/peer-words.ts';
import { toFailure } from '../../api/mail/smtp/failure.ts';
import type { Outcome } from '../../api/mail/smtp/send-result.ts';
import { createTranscript } from '../../api/mail/smtp/transcript.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import type { SinkOptions } from '../../lab/smtp-listener.ts';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { mailTo, smtpServer, tlsSettings } from './builder.ts';
import { type Reply, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

let authority: Authority;
let certificate: Issued;
let sink: Sink | undefined;
let scripted: Server | undefined;

beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issueServer(['localhost']);
});
afterEach(async () => {
  await sink?.stop();
  scripted?.close();
  sink = undefined;
  scripted = undefined;
});

const login = { username: 'gatepost', password: 'pass phrase' };

async function start(options: Partial<SinkOptions> = {}) {
  sink = await startSink({ security: 'starttls', certificate, ...options });
  return {
    sink,
    server: smtpServer({ port: sink.port, tls: tlsSettings({ truststore_pem: authority.certificatePem }) }),
  };
}
/** A plain server that answers each command as told, DATA's end as `.`. */
async function startScripted(replies: Parameters<typeof startScriptedServer>[0]) {
  const { server, port } = await startScriptedServer(replies);
  scripted = server;
  return smtpServer({ port, secure: false, timeout_ms: 1_000 });
}

describe('Sending', () => {
  test('logs in with user and password, and only when there is a user', async () => {
    const { sink, server } = await start({ login });
    expect(await sendMail({ ...server, ...login }, await mailTo('a@example.org'))).toMatchObject({ outcome: 'sent' });
    expect(sink.mails[0]?.user).toBe('gatepost');
    expect((await sendMail(server, await mailTo('a@example.org'))).outcome).not.toBe('sent');
    expect(sink.mails).toHaveLength(1);
  });

  test('keeps the mail for later when the login is refused, and never tells the password', async () => {
    const { server } = await start({ login });
    const wrong = { ...server, username: 'gatepost', password: 'wrong-word' };
    const result = await sendMail(wrong, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'auth' });
    expect(result.response).toMatch(/^535/);
    expect(JSON.stringify(result)).not.toContain('wrong-word');
  });

  test('does not offer a password to a server that has no login', async () => {
    const { server, sink } = await start();
    const result = await sendMail({ ...server, ...login }, await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'auth' });
    expect(sink.mails).toEqual([]);
  });

  test('ends for good when the recipient is refused, with the words of the server', async () => {
    const { sink, server } = await start();
    sink.behaviour.refused = ['nobody@example.org'];
    const result = await sendMail(server, await mailTo('nobody@example.org'));
    expect(result).toEqual({
      outcome: 'permanent',
      stage: 'rcpt',
      response: '550 No such mailbox here',
      tls: expect.stringMatching(/^TLSv1\.3, .+, verified$/),
    });
  });

  test('is tried again when the recipient is postponed', async () => {
    const { sink, server } = await start();
    sink.behaviour.postponed = 1;
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({
      outcome: 'temporary',
      stage: 'rcpt',
    });
    expect((await sendMail(server, await mailTo('a@example.org'))).outcome).toBe('sent');
  });

  test('is ambiguous when the connection is lost before the answer to the whole mail', async () => {
    const { sink, server } = await start();
    sink.behaviour.cut = 1;
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({
      outcome: 'ambiguous',
      stage: 'data',
    });
    expect(sink.mails).toHaveLength(1);
  });

  test('is not ambiguous when the connection is lost before the mail was sent', async () => {
    const server = await startScripted({ DATA: null });
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({
      outcome: 'temporary',
      stage: 'data',
    });
  });

  test.each([
    ['the content is refused', { '.': '554 5.6.0 Spam' }, 'permanent', 'data', '554 5.6.0 Spam'],
    ['the content is postponed', { '.': '452 Disk full' }, 'temporary', 'data', '452 Disk full'],
    ['a login is demanded', { RCPT: '530 5.7.0 Authentication required' }, 'temporary', 'rcpt', '530 5.7.0'],
    ['the sender is refused', { MAIL: '550 5.7.1 Sender not allowed' }, 'temporary', 'mail', '550 5.7.1'],
    ['the server is closing', { MAIL: '421 Shutting down' }, 'temporary', 'mail', '421 Shutting down'],
    ['the server turns everybody away', { greeting: '554 Go away' }, 'temporary', 'greeting', '554 Go away'],
    ['the recipient gets a code that is none', { RCPT: '999 What' }, 'temporary', 'rcpt', '999 What'],
    ['the sender gets a code that is none', { MAIL: '999 What' }, 'temporary', 'mail', '999 What'],
    ['the server falls silent', { RCPT: undefined }, 'temporary', 'rcpt', 'no answer within 1000 ms'],
  ] as const)('when %s has the right outcome', async (_what, replies, outcome, stage, response) => {
    const result = await sendMail(await startScripted(replies), await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome, stage });
    expect(result.response).toContain(response);
  });

  // A code of 4yz or 5yz says that the mail was not taken, 2yz that it was. Whatever else comes, it may have arrived.
  test.each<[Reply, Outcome]>([
    ['250 Taken', 'sent'],
    ['250', 'sent'],
    ['250-Taken\r\n250 as 7', 'sent'],
    ['421 Shutting down', 'temporary'],
    ['451 Later', 'temporary'],
    ['503 Not now', 'permanent'],
    ['554 Spam', 'permanent'],
    ['354 Go on', 'ambiguous'],
    ['100 Hm', 'ambiguous'],
    ['999 What', 'ambiguous'],
    ['2 Taken', 'ambiguous'],
    ['2500 Taken', 'ambiguous'],
    ['5 Spam', 'ambiguous'],
    ['4511 Later', 'ambiguous'],
    ['Taken', 'ambiguous'],
    [`250-${'long '.repeat(300_000)}`, 'ambiguous'],
    [{ cut: '250 Taken' }, 'ambiguous'],
    [{ cut: '250' }, 'ambiguous'],
    [{ cut: '45' }, 'ambiguous'],
    [null, 'ambiguous'],
    [undefined, 'ambiguous'],
  ])('that is answered %j after its final dot is %s', async (reply, outcome) => {
    const server = await startScripted({ '.': reply });
    const impatient = new AbortController();
    if (reply === undefined) setTimeout(() => impatient.abort(), 300);
    const result = await sendMail(server, await mailTo('a@example.org'), impatient.signal);
    expect(result).toMatchObject({ outcome, stage: 'data' });
  });

  test('stays possible later when nothing listens, or the name is unknown', async () => {
    const port = await findFreePort();
    const refused = await sendMail(smtpServer({ port }), await mailTo('a@example.org'));
    expect(refused).toMatchObject({ outcome: 'temporary', stage: 'tcp' });
    expect(refused.response).toContain('ECONNREFUSED');
    const unknown = await sendMail(smtpServer({ port, host: 'no-such-host.invalid' }), await mailTo('a@example.org'));
    expect(unknown).toMatchObject({ outcome: 'temporary', stage: 'dns' });
  });

  test('ends at once when it is cancelled', async () => {
    const cancel = new AbortController();
    const server = { ...(await startScripted({ MAIL: undefined })), timeout_ms: 60_000 };
    const sending = sendMail(server, await mailTo('a@example.org'), cancel.signal);
    setTimeout(() => cancel.abort(), 300);
    expect(await sending).toMatchObject({ outcome: 'temporary' });
  });
});

test('A password is taken out of the words of a server that gives it back', () => {
  const server = { username: 'me', password: 'hunter2' };
  const encoded = Buffer.from('\0me\0hunter2').toString('base64');
  expect(redactPassword(`535 ${encoded} (hunter2) is wrong`, server)).toBe('535 ******** (********) is wrong');
});

test('silence after the final dot is told with the time that it was waited for', () => {
  const transcript = createTranscript({});
  const late = Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' });
  const server = smtpServer({ port: 25, timeout_ms: 1_000 });
  expect(toFailure(late, transcript, server).message).toBe('no answer within 1000 ms');
  expect(toFailure(late, { ...transcript, messageSent: true }, server).message).toBe('no answer within 60000 ms');
});
