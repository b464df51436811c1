import type { Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { probe } from '../../api/mail/probe/probe.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { mailTo, smtpServer, tlsSettings } from './builder.ts';
import { type SaslScript, saslReplies } from './sasl-script.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

const login = { username: 'gatepost', password: 'pass phrase' };
const nobody = { recipients: [], sender: { name: null, address: 'cloud@example.org' } };

let servers: Server[] = [];
let sink: Sink | undefined;
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  await sink?.stop();
  sink = undefined;
});

async function start(script: SaslScript, replies: Replies = {}) {
  const { server, port, heard } = await startScriptedServer({ ...saslReplies(script), ...replies });
  servers.push(server);
  return { heard, server: smtpServer({ port, secure: false, timeout_ms: 2_000, ...login }) };
}
const saidToSignIn = (heard: readonly string[]) => heard.filter((line) => line.startsWith('AUTH'));

describe('With a password', () => {
  test.each([
    ['PLAIN', 'PLAIN'],
    ['LOGIN', 'LOGIN'],
    ['CRAM-MD5', 'CRAM-MD5'],
    ['GSSAPI LOGIN XOAUTH2', 'LOGIN'],
    // In plain text the password itself is not shown where there is another way.
    ['PLAIN LOGIN CRAM-MD5', 'CRAM-MD5'],
  ])('a server that offers %s is signed in to with %s', async (offer, mechanism) => {
    const { server, heard } = await start({ offer, login });
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({ outcome: 'sent' });
    expect(saidToSignIn(heard)).toEqual([expect.stringMatching(new RegExp(`^AUTH ${mechanism}( |$)`))]);
    const { stages } = await probe(server, nobody);
    expect(stages.at(-1)).toMatchObject({ stage: 'auth', ok: true, seen: `signed in as gatepost with ${mechanism}` });
    const wrong = await sendMail({ ...server, password: 'wrong' }, await mailTo('a@example.org'));
    expect(wrong).toMatchObject({ outcome: 'temporary', stage: 'auth', response: expect.stringMatching(/^535 /) });
  });

  test('within TLS it is PLAIN, which every server can check', async () => {
    const authority = await createAuthority();
    const certificate = await authority.issueServer(['localhost']);
    sink = await startSink({ security: 'starttls', certificate, login, mechanisms: ['CRAM-MD5', 'LOGIN', 'PLAIN'] });
    const tls = tlsSettings({ truststore_pem: authority.certificatePem });
    const { stages } = await probe(smtpServer({ port: sink.port, tls, ...login }), nobody);
    expect(stages.at(-1)).toMatchObject({ ok: true, seen: 'signed in as gatepost with PLAIN' });
  });

  test.each([
    ['AUTH=LOGIN', '250-scripted\r\n250 AUTH=LOGIN'],
    ['auth login', '250-scripted\r\n250 auth login'],
  ])('an offer that is written %s is understood', async (_words, EHLO) => {
    const { server } = await start({ offer: 'LOGIN', login }, { EHLO });
    expect((await probe(server, nobody)).stages.at(-1)?.seen).toBe('signed in as gatepost with LOGIN');
  });

  test.each([
    ['nothing', '250 scripted', 'offers no login'],
    ['no mechanism', '250-scripted\r\n250 AUTH', 'offers no login'],
    ['no ESMTP', '502 What is EHLO?', 'knows HELO alone'],
  ])('a server that offers %s is told, and hears no password', async (_words, EHLO, cause) => {
    const { server, heard } = await start({ offer: null }, { EHLO, HELO: '250 scripted' });
    const { stages } = await probe(server, nobody);
    expect(stages.at(-1)).toMatchObject({
      stage: 'auth',
      ok: false,
      cause: expect.stringContaining(cause),
    });
    expect(saidToSignIn(heard)).toEqual([]);
  });

  test('a server that offers other ways only is told by their names', async () => {
    const { server, heard } = await start({ offer: 'GSSAPI NTLM' });
    const { stages } = await probe(server, nobody);
    expect(stages.at(-1)).toMatchObject({
      stage: 'auth',
      ok: false,
      seen: 'The server offers GSSAPI, NTLM; to sign in with a password takes CRAM-MD5 or PLAIN or LOGIN.',
      fix: expect.stringContaining('PLAIN, LOGIN or CRAM-MD5'),
    });
    expect(saidToSignIn(heard)).toEqual([]);
  });

  test('nobody signs in where STARTTLS was agreed to and failed', async () => {
    const EHLO = '250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN';
    const { server, heard } = await start({ offer: 'PLAIN', login }, { EHLO, STARTTLS: '454 Not now' });
    expect((await probe(server, nobody)).stages.at(-1)).toMatchObject({ stage: 'auth', ok: false });
    expect(saidToSignIn(heard)).toEqual([]);
  });
});

describe('Without one', () => {
  test.each([
    ['no user', { username: null, password: null }, 'not used: the mail server has no user'],
    ['a password without a user', { username: null }, 'not used: the mail server has no user'],
    ['a user without a password', { password: null }, 'not used: gatepost has no password'],
  ])('%s means that no AUTH is said', async (_words, given, seen) => {
    const { server, heard } = await start({ offer: 'PLAIN LOGIN', login });
    expect((await probe({ ...server, ...given }, nobody)).stages.at(-1)).toMatchObject({ ok: true, seen });
    expect(await sendMail({ ...server, ...given }, await mailTo('a@example.org'))).toMatchObject({ outcome: 'sent' });
    expect(saidToSignIn(heard)).toEqual([]);
  });
});
