import { X509Certificate } from 'node:crypto';
import type { Server } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProbeStage, probe } from '../../api/mail/probe/probe.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import type { SinkOptions } from '../../lab/smtp-listener.ts';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { smtpServer, tlsSettings } from './builder.ts';
import { type Replies, startScriptedServer } from './scripted-server.ts';

const sender = { name: null, address: 'cloud@example.org' };
const nobody = { recipients: [], sender };
const somebody = { recipients: ['a@example.org'], sender };
const password = 'pass phrase';

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

async function start(options: Partial<SinkOptions> = {}) {
  sink = await startSink({ security: 'starttls', certificate, login: { username: 'gatepost', password }, ...options });
  const tls = tlsSettings({ truststore_pem: authority.certificatePem });
  return { sink, server: smtpServer({ port: sink.port, tls, username: 'gatepost', password }) };
}
async function startScripted(replies: Replies, tls?: SecureContextOptions) {
  const { server, port } = await startScriptedServer(replies, tls);
  scripted = server;
  return smtpServer({ port, secure: false, timeout_ms: 1_000 });
}
const names = (stages: ProbeStage[]) => stages.map(({ stage, ok }) => (ok ? stage : `${stage} failed`));
const failure = (stages: ProbeStage[]) => stages.find(({ ok }) => !ok);

describe('The probe of a mail server', () => {
  test('tells of each stage as it ends, and of the one that failed with its cause', async () => {
    const { sink, server } = await start();
    const told: ProbeStage[] = [];
    const onStage = (stage: ProbeStage) => {
      told.push(stage);
      // The mail is not there yet when the server has taken the recipient.
      if (stage.stage === 'rcpt' && stage.ok) expect(sink.mails).toEqual([]);
    };
    const { stages } = await probe(server, { ...somebody, onStage });
    const seen = (all: readonly ProbeStage[]) => all.map((each) => [each.stage, each.ok, each.seen]);
    expect(seen([...new Map(told.map((each) => [each.stage, each])).values()])).toEqual(seen(stages));
    sink.behaviour.refused.push('a@example.org');
    const refused = await probe(server, { ...somebody, onStage });
    expect(told.at(-1)).toEqual(refused.stages.at(-1));
    expect(told.at(-1)).toMatchObject({ stage: 'rcpt', ok: false, fix: expect.any(String) });
  });

  test('sends a real mail and shows every stage with what was seen', async () => {
    const { sink, server } = await start();
    const { ok, stages } = await probe(server, somebody);
    expect(ok).toBe(true);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data']);
    expect(stages.every(({ seen, duration_ms }) => seen !== '' && duration_ms >= 0)).toBe(true);
    expect(stages.find(({ stage }) => stage === 'tls')?.seen).toMatch(
      /^TLSv1\.3, TLS_AES_256_GCM_SHA384; .*, verified$/,
    );
    expect(sink.mails[0]).toMatchObject({ subject: 'Test mail through smtp', to: [{ address: 'a@example.org' }] });
    expect(JSON.stringify(stages)).not.toContain(password);
  });

  test('without recipients ends after the login and sends nothing', async () => {
    const { sink, server } = await start();
    const { ok, stages } = await probe(server, nobody);
    expect(ok).toBe(true);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth']);
    expect(sink.mails).toEqual([]);
  });

  test('says that a name is unknown', async () => {
    const { ok, stages } = await probe(smtpServer({ port: 25, host: 'no-such-host.invalid' }), nobody);
    expect(ok).toBe(false);
    expect(names(stages)).toEqual(['dns failed']);
    expect(failure(stages)?.cause).toContain('no-such-host.invalid');
  });

  test('says that nothing listens', async () => {
    const { sink, server } = await start();
    await sink.goDown();
    const { stages } = await probe(server, nobody);
    expect(names(stages)).toEqual(['dns', 'tcp failed']);
    expect(failure(stages)?.cause).toContain('refuses connections');
    await sink.comeBack();
  });

  test('says that a server is silent, with and without TLS', async () => {
    const { stages } = await probe(await startScripted({ greeting: undefined }), nobody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting failed']);
    expect(failure(stages)).toMatchObject({ seen: 'no answer within 1000 ms' });
    expect(failure(stages)?.cause).toContain('nor does it answer in TLS');
  });

  test('says which tls_mode to set where TLS comes first, and none is expected', async () => {
    const { server } = await start({ security: 'implicit' });
    const { stages } = await probe({ ...server, timeout_ms: 500 }, nobody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting failed']);
    expect(failure(stages)?.fix).toMatch(/^Set tls_mode to "implicit"/);
    expect((await probe({ ...server, tls_mode: 'implicit' }, somebody)).ok).toBe(true);
  });

  test.each([{ cut: '\x15\x03\x01\0\x02\x02F' }, '\x15\x03\x03\0\x02\x02\n', '\x16\x03\x01\0\x05abcde'])(
    'says so too of a greeting that is the TLS record %j',
    async (greeting) => {
      const plain = await startScripted({ greeting });
      const { stages } = await probe({ ...plain, secure: true }, nobody);
      expect(failure(stages)).toMatchObject({ stage: 'greeting', seen: 'TLS instead of a greeting' });
      expect(failure(stages)?.fix).toMatch(/^Set tls_mode to "implicit"/);
      expect(failure((await probe(plain, nobody)).stages)?.fix).toMatch(/^Turn Secure Connection on/);
    },
  );

  test('says which tls_mode to set where a greeting comes first, and TLS is expected', async () => {
    const { server } = await start();
    const { stages } = await probe({ ...server, tls_mode: 'implicit' }, nobody);
    expect(failure(stages)).toMatchObject({ stage: 'tls', cause: expect.stringContaining('does not answer in TLS') });
    expect(failure(stages)?.fix).toMatch(/^Set tls_mode to "starttls"/);
    expect((await probe({ ...server, tls_mode: 'starttls' }, somebody)).ok).toBe(true);
  });

  test('names no other tls_mode of a server that agrees to STARTTLS and begins none', async () => {
    const plain = await startScripted({ EHLO: '250-scripted\r\n250 STARTTLS', STARTTLS: '220 Go on\r\n250 Again' });
    const { stages } = await probe({ ...plain, secure: true }, nobody);
    expect(failure(stages)).toMatchObject({ stage: 'tls', cause: expect.stringContaining('does not answer in TLS') });
    expect(failure(stages)?.fix).toMatch(/agreed to STARTTLS/);
  });

  test('says that a server turns us away', async () => {
    const { stages } = await probe(await startScripted({ greeting: '554 Not you' }), nobody);
    expect(failure(stages)).toMatchObject({ stage: 'greeting', seen: '554 Not you' });
    expect(failure(stages)?.cause).toContain('turns this machine away');
  });

  test('says that STARTTLS is not offered', async () => {
    const { server } = await start({ security: 'plain' });
    const { stages } = await probe(server, nobody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls failed']);
    expect(failure(stages)?.cause).toContain('does not offer STARTTLS');
  });

  test('says that the authority is unknown and where to add it', async () => {
    const { server } = await start();
    const { stages } = await probe({ ...server, tls: tlsSettings({}) }, nobody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls failed']);
    expect(failure(stages)?.cause).toContain('not trusted');
    expect(failure(stages)?.fix).toContain('truststore');
  });

  test('says that the certificate names another host, or has expired', async () => {
    const other = await start({ certificate: await authority.issueServer(['mail.example.org']) });
    expect(failure((await probe(other.server, nobody)).stages)?.cause).toContain('not made out to localhost');
    await other.sink.stop();
    const old = await start({ certificate: await authority.issueServer(['localhost'], 'expired') });
    expect(failure((await probe(old.server, nobody)).stages)?.cause).toContain('has expired');
  });

  test('says that protocols or ciphers have nothing in common', async () => {
    const { server } = await start({ tls: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } });
    const tls = (given: object) => tlsSettings({ truststore_pem: authority.certificatePem, ...given });
    const ciphers = ['ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'];
    const protocol = await probe({ ...server, tls: tls({ protocols: ['tls_v1.3'] }) }, nobody);
    expect(failure(protocol.stages)?.cause).toContain('no TLS version in common');
    const cipher = await probe({ ...server, tls: tls({ protocols: ['tls_v1.2'], ciphers }) }, nobody);
    expect(failure(cipher.stages)?.cause).toContain('no cipher in common');
    const none = await probe(
      { ...server, tls: tls({ protocols: ['tls_v1.2'], ciphers: ['RSA_WITH_3DES_EDE_CBC_SHA'] }) },
      nobody,
    );
    expect(failure(none.stages)?.cause).toContain('lists no cipher');
  });

  test('says that the login is refused, without the password', async () => {
    const { server } = await start();
    const { stages } = await probe({ ...server, password: 'wrong-word' }, nobody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth failed']);
    expect(failure(stages)?.seen).toMatch(/^535/);
    expect(failure(stages)?.cause).toContain('does not accept the password of gatepost');
    expect(JSON.stringify(stages)).not.toContain('wrong-word');
  });

  test('says that the server has no login to give the password to', async () => {
    const { server } = await start({ login: undefined });
    expect(failure((await probe(server, nobody)).stages)?.cause).toContain('offers no login');
  });

  test('says that the sender is refused', async () => {
    const { stages } = await probe(await startScripted({ MAIL: '550 Not as this sender' }), somebody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail failed']);
    expect(failure(stages)?.fix).toContain('sender address');
  });

  test('says which of several recipients is refused, and that the others got the mail', async () => {
    const { sink, server } = await start();
    sink.behaviour.refused = ['nobody@example.org'];
    const { ok, stages } = await probe(server, { sender, recipients: ['a@example.org', 'nobody@example.org'] });
    expect(ok).toBe(false);
    expect(failure(stages)?.stage).toBe('rcpt');
    expect(failure(stages)?.seen).toBe(
      'refused nobody@example.org: 550 No such mailbox here. The mail left for a@example.org.',
    );
    expect(sink.mails[0]?.envelope.to).toEqual(['a@example.org']);
  });

  test('says that the content is refused', async () => {
    const { stages } = await probe(await startScripted({ '.': '554 Spam' }), somebody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data failed']);
    expect(failure(stages)?.cause).toContain('content');
  });

  test('ends when it is cancelled', async () => {
    const server = { ...(await startScripted({ greeting: undefined })), timeout_ms: 60_000 };
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    expect((await probe(server, { ...nobody, signal: cancel.signal })).ok).toBe(false);
  });
});

const NOW = new Date('2030-01-01T12:00:00Z');
const detailsOf = (stages: ProbeStage[], name: string) => stages.find(({ stage }) => stage === name)?.details;

describe('What the probe of a mail server shows as data', () => {
  test('is addresses, capabilities, the way to TLS, who checks what, and how a login is offered', async () => {
    const { server } = await start();
    const tls = { ...server.tls, profile_name: 'mail-tls' } as typeof server.tls;
    const { stages } = await probe({ ...server, tls }, nobody);
    const { addresses = [] } = detailsOf(stages, 'dns') ?? {};
    expect(addresses).toContain('127.0.0.1');
    const { attempts = [] } = detailsOf(stages, 'tcp') ?? {};
    expect(attempts.map(({ address }) => address).sort()).toEqual([...addresses].sort());
    expect(attempts).toContainEqual({ address: '127.0.0.1', ok: true, problem: null });
    expect(detailsOf(stages, 'greeting')?.capabilities).toEqual(expect.arrayContaining(['PIPELINING', '8BITMIME']));
    expect(detailsOf(stages, 'tls')).toMatchObject({
      tls_mode: 'starttls',
      starttls_offered: true,
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      verified: true,
      checked_by: 'the TLS client profile mail-tls, with its truststore alone',
      client_certificate: false,
    });
    expect(detailsOf(stages, 'auth')).toEqual({ mechanisms: ['LOGIN', 'PLAIN'] });
  });

  test('is the chain of certificates with the days each has left', async () => {
    const between = await authority.issueAuthority('Between CA');
    const own = await between.issueServer(['localhost', '127.0.0.1']);
    const certificatePem = own.certificatePem + between.certificatePem;
    const { server } = await start({ certificate: { ...own, certificatePem } });
    const { stages } = await probe(server, { ...nobody, now: new Date(Date.now() + 60 * 86_400_000) });
    const { certificates = [] } = detailsOf(stages, 'tls') ?? {};
    expect(certificates.map(({ subject, issuer }) => [subject, issuer])).toEqual([
      ['CN=localhost', 'CN=Between CA'],
      ['CN=Between CA', 'CN=Laboratory CA'],
      ['CN=Laboratory CA', 'CN=Laboratory CA'],
    ]);
    const { fingerprint256 } = new X509Certificate(own.certificatePem);
    expect(certificates[0]).toMatchObject({ fingerprint_sha256: fingerprint256, names: ['localhost', '127.0.0.1'] });
    expect(certificates.every(({ days_left }) => days_left === 29)).toBe(true);
    const warned = stages.find(({ stage }) => stage === 'tls')?.warnings;
    expect(warned).toContain('The certificate of CN=localhost ends in 29 days: have it renewed.');
    const later = await probe(server, { ...nobody, now: NOW });
    expect(detailsOf(later.stages, 'tls')?.certificates?.[0]?.days_left).toBeLessThan(-300);
    const over = later.stages.find(({ stage }) => stage === 'tls')?.warnings;
    expect(over).toContain('The certificate of CN=localhost has ended: have it renewed.');
    const never = await probe(server, nobody);
    expect(detailsOf(never.stages, 'tls')?.certificates?.[0]?.days_left).toBeNull();
  });

  test('is a chain in the wrong order too, which OpenSSL puts right', async () => {
    const between = await authority.issueAuthority('Between CA');
    const own = await between.issueServer(['localhost']);
    const certificatePem = own.certificatePem + authority.certificatePem + between.certificatePem;
    const { server } = await start({ certificate: { ...own, certificatePem } });
    const { ok, stages } = await probe(server, nobody);
    expect(ok).toBe(true);
    const { certificates = [] } = detailsOf(stages, 'tls') ?? {};
    expect(certificates.map(({ subject }) => subject)).toEqual(['CN=localhost', 'CN=Between CA', 'CN=Laboratory CA']);
  });

  test('is a warning of a host that stands in the common name alone', async () => {
    const { server } = await start({ certificate: await authority.issueOldServer('localhost') });
    const { ok, stages } = await probe(server, nobody);
    expect(ok).toBe(true);
    expect(stages.find(({ stage }) => stage === 'tls')?.warnings).toEqual([expect.stringMatching(/common name only/)]);
  });

  test('is a warning of a password that goes in plain text, or to a server that nobody verified', async () => {
    const { server } = await start({ security: 'offered' });
    const warningsOf = async (target: typeof server) =>
      (await probe(target, nobody)).stages.find(({ stage }) => stage === 'auth')?.warnings;
    expect(await warningsOf(server)).toBeUndefined();
    expect(await warningsOf({ ...server, secure: false })).toEqual([expect.stringMatching(/not verified/)]);
    const plain = await startScripted({ EHLO: '250-a\r\n250 AUTH PLAIN', AUTH: '235 In' });
    expect(await warningsOf({ ...plain, username: 'me', password })).toEqual([expect.stringMatching(/plain text/)]);
  });

  test('is the certificate that was refused, from a connection on which nobody signs in and nothing is sent', async () => {
    const stranger = await (await createAuthority('Another CA')).issueServer(['localhost']);
    const { server, port, heard } = await startScriptedServer(
      { 'TLS EHLO': '250-scripted\r\n250 AUTH PLAIN' },
      { key: stranger.privateKeyPem, cert: stranger.certificatePem },
    );
    scripted = server;
    const tls = tlsSettings({ truststore_pem: authority.certificatePem });
    const { stages } = await probe(smtpServer({ port, tls, username: 'me', password }), somebody);
    expect(names(stages)).toEqual(['dns', 'tcp', 'greeting', 'tls failed']);
    const { verified, certificates } = detailsOf(stages, 'tls') ?? {};
    expect({ verified, certificates }).toMatchObject({ verified: false, certificates: [{ issuer: 'CN=Another CA' }] });
    await waitUntil(
      () => heard.includes('QUIT'),
      (left) => left,
    );
    const commands = heard.map((line) => line.split(' ')[0]);
    expect(commands).toEqual(['EHLO', 'STARTTLS', 'EHLO', 'STARTTLS', 'EHLO', 'QUIT']);
  });

  test('has a bound, and holds neither control characters nor the password', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `250-X${index} \0\u202e${password} ${'x'.repeat(300)}`);
    const EHLO = ['250-scripted', ...many, `250 AUTH ${'A '.repeat(9_000)}`].join('\r\n');
    const plain = await startScripted({ EHLO, AUTH: '235 In' });
    const { stages } = await probe({ ...plain, username: 'me', password }, nobody);
    const { capabilities } = detailsOf(stages, 'greeting') ?? {};
    expect(capabilities).toHaveLength(50);
    expect(JSON.stringify(stages).length).toBeLessThan(20_000);
    expect(JSON.stringify(stages)).not.toContain(password);
    for (const line of capabilities ?? []) expect(line).toMatch(/^[^\p{Cc}\p{Bidi_Control}]{1,250}$/u);
  });
});
