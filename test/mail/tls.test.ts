import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type TlsMode, tlsModeOf } from '../../api/mail/server/tls-mode.ts';
import { runSession } from '../../api/mail/smtp/smtp-session.ts';
import { CIPHERS, opensslName, usableCiphers } from '../../api/mail/tls/ciphers.ts';
import { tlsOptions } from '../../api/mail/tls/tls-options.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import type { SinkOptions } from '../../lab/smtp-listener.ts';
import { type Authority, createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { mailTo, smtpServer, tlsSettings } from './builder.ts';
import { sendMail } from './send-mail.ts';

const run = promisify(execFile);

let authority: Authority;
let certificate: Issued;
let sink: Sink;

beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issueServer(['localhost', '127.0.0.1']);
});
afterEach(() => sink?.stop());

async function start(options: Partial<SinkOptions> = {}) {
  sink = await startSink({ security: 'starttls', certificate, ...options });
  return sink.port;
}
const trusting = (given: Parameters<typeof tlsSettings>[0] = {}) =>
  tlsSettings({ truststore_pem: authority.certificatePem, ...given });

describe('The cipher table', () => {
  test('has the forty suites of the wire, and OpenSSL knows each of them but 3DES', () => {
    expect(new Set(CIPHERS).size).toBe(40);
    const gone = CIPHERS.filter((cipher) => opensslName(cipher) === null);
    expect(gone).toHaveLength(5);
    expect(gone.every((cipher) => cipher.includes('3DES'))).toBe(true);
    for (const cipher of CIPHERS) {
      const name = opensslName(cipher);
      if (name !== null) expect(() => createSecureContext({ ciphers: name })).not.toThrow();
    }
  });

  test('tells which ciphers the protocols can use', () => {
    const all = ['TLS_AES_128_GCM_SHA256', 'RSA_WITH_AES_128_GCM_SHA256', 'RSA_WITH_AES_128_CBC_SHA'];
    expect(usableCiphers(['tls_v1.3'], all)).toEqual([all[0]]);
    expect(usableCiphers(['tls_v1.2'], all)).toEqual([all[1], all[2]]);
    expect(usableCiphers(['tls_v1.0'], all)).toEqual([all[2]]);
    expect(usableCiphers(['tls_v1.2'], ['RSA_WITH_3DES_EDE_CBC_SHA', 'UNHEARD_OF'])).toEqual([]);
  });
});

describe('A secure mail server', () => {
  test('is given mail over verified TLS', async () => {
    const port = await start();
    const result = await sendMail(smtpServer({ port, tls: trusting() }), await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'sent', stage: 'data' });
    expect(result.tls).toMatch(/^TLSv1\.3, TLS_AES_256_GCM_SHA384; certificate of .+, issued by .+, verified$/);
    expect(sink.mails[0]?.tls).toMatchObject({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
  });

  test('is never given mail or password in plain text when it offers no STARTTLS', async () => {
    const port = await start({ security: 'plain', login: { username: 'me', password: 'secret-word' } });
    const server = smtpServer({ port, tls: trusting(), username: 'me', password: 'secret-word' });
    expect(await sendMail(server, await mailTo('a@example.org'))).toMatchObject({ outcome: 'temporary', stage: 'tls' });
    expect(sink.mails).toEqual([]);
  });

  test('whose certificate another authority signed is refused', async () => {
    const port = await start();
    const other = await createAuthority('Another CA');
    const tls = tlsSettings({ truststore_pem: other.certificatePem });
    expect(await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'))).toMatchObject({
      outcome: 'temporary',
      stage: 'tls',
      tls: null,
    });
    expect(sink.mails).toEqual([]);
  });

  test('is not trusted for its authority being one of the system, where the profile has a truststore', async () => {
    const port = await start();
    const other = await createAuthority('Another CA');
    const folder = await mkdtemp(join(tmpdir(), 'gatepost-roots-'));
    const roots = join(folder, 'roots.pem');
    await writeFile(roots, authority.certificatePem);
    const sendAs = async (truststore_pem: string | null) => {
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: roots };
      const given = JSON.stringify({ port, truststore_pem });
      const { stdout } = await run(process.execPath, ['scripts/run.mjs', 'test/mail/tls-fixture.ts', given], { env });
      return JSON.parse(stdout);
    };
    expect(await sendAs(null)).toMatchObject({ outcome: 'sent' });
    expect(await sendAs(other.certificatePem)).toMatchObject({ outcome: 'temporary', stage: 'tls' });
    expect(sink.mails).toHaveLength(1);
    await rm(folder, { recursive: true });
    // The authorities that Node brings along sign no certificate for a test.
    expect(tlsOptions(tlsSettings({ truststore_pem: other.certificatePem }), 'localhost').ca).toBe(
      other.certificatePem,
    );
  });

  test('is refused when neither profile nor truststore knows its authority', async () => {
    const port = await start();
    for (const tls of [null, tlsSettings({})]) {
      const result = await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'));
      expect(result).toMatchObject({ outcome: 'temporary', stage: 'tls' });
    }
    expect(sink.mails).toEqual([]);
  });

  test('is refused when its certificate names another host, whether or not the name is sent', async () => {
    const port = await start({ certificate: await authority.issueServer(['mail.example.org']) });
    for (const server_name_indication of [true, false]) {
      const tls = trusting({ server_name_indication });
      const result = await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'));
      expect(result).toMatchObject({ outcome: 'temporary', stage: 'tls' });
      expect(result.response).toContain('mail.example.org');
    }
    expect(sink.mails).toEqual([]);
  });

  test('is accepted unverified when the profile says so', async () => {
    const port = await start();
    const tls = tlsSettings({ insecure_server_connections: true });
    expect((await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'))).outcome).toBe('sent');
  });

  test('by its IP address is verified by that address, without SNI', async () => {
    const port = await start();
    const server = smtpServer({ port, host: '127.0.0.1', tls: trusting() });
    expect((await sendMail(server, await mailTo('a@example.org'))).outcome).toBe('sent');
    expect(sink.mails[0]?.tls?.serverName).toBeUndefined();
  });

  test('hears the host name as SNI exactly when the profile wants it', async () => {
    const port = await start();
    for (const server_name_indication of [true, false]) {
      const tls = trusting({ server_name_indication });
      await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'));
    }
    expect(sink.mails.map((mail) => mail.tls?.serverName)).toEqual(['localhost', undefined]);
  });

  test('negotiates the one protocol and cipher that the profile lists', async () => {
    const port = await start();
    const tls = trusting({ protocols: ['tls_v1.2'], ciphers: ['ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] });
    await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'));
    expect(sink.mails[0]?.tls).toMatchObject({
      protocol: 'TLSv1.2',
      cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    });
  });

  test('with TLS 1.0 only is reached by a profile that allows it, and by no other', async () => {
    const port = await start({ tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } });
    const ciphers = ['ECDHE_ECDSA_WITH_AES_256_CBC_SHA', 'ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'];
    const old = smtpServer({ port, tls: trusting({ protocols: ['tls_v1.0', 'tls_v1.2'], ciphers }) });
    expect((await sendMail(old, await mailTo('a@example.org'))).outcome).toBe('sent');
    expect(sink.mails[0]?.tls?.protocol).toBe('TLSv1');
    const modern = smtpServer({ port, tls: trusting() });
    expect(await sendMail(modern, await mailTo('a@example.org'))).toMatchObject({ outcome: 'temporary', stage: 'tls' });
  });

  test('with TLS 1.1 only is not reached by a profile that skips 1.1', async () => {
    const port = await start({ tls: { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } });
    const ciphers = ['ECDHE_ECDSA_WITH_AES_256_CBC_SHA'];
    const send = async (protocols: string[]) =>
      sendMail(smtpServer({ port, tls: trusting({ protocols, ciphers }) }), await mailTo('a@example.org'));
    expect(await send(['tls_v1.0', 'tls_v1.2'])).toMatchObject({ outcome: 'temporary', stage: 'tls' });
    expect(await send(['tls_v1.0', 'tls_v1.1'])).toMatchObject({ outcome: 'sent' });
  });

  test('gets the client certificate of the profile', async () => {
    const port = await start({ clientAuthorityPem: authority.certificatePem });
    const client = await authority.issueClient('gatepost');
    const keys = { certificate_pem: client.certificatePem, private_key_pem: client.privateKeyPem };
    const send = async (given: object) =>
      sendMail(smtpServer({ port, tls: trusting(given) }), await mailTo('a@example.org'));
    expect((await send(keys)).outcome).toBe('sent');
    expect(sink.mails[0]?.tls?.client).toBe('gatepost');
    expect((await send({})).outcome).toBe('temporary');
  });

  test('speaks TLS before its greeting where TLS is implicit', async () => {
    const port = await start({ security: 'implicit' });
    const server = smtpServer({ port, tls: trusting(), tls_mode: 'implicit' });
    const report = await runSession(server, await mailTo('a@example.org'));
    expect(report.failure).toBeNull();
    expect(report.transcript.steps.map(({ stage }) => stage)).toEqual([
      'dns',
      'tcp',
      'tls',
      'greeting',
      'auth',
      'mail',
      'rcpt',
      'data',
    ]);
    expect(sink.mails).toHaveLength(1);
  });
});

describe('TLS begins', () => {
  test.each<[boolean, number, TlsMode | null, TlsMode | null]>([
    [true, 465, null, 'implicit'],
    [true, 2465, null, 'implicit'],
    [true, 25, null, 'starttls'],
    [true, 587, null, 'starttls'],
    [true, 2525, 'implicit', 'implicit'],
    [true, 465, 'starttls', 'starttls'],
    [false, 465, null, null],
    [false, 2465, null, null],
  ])('with secure %s on port %d and tls_mode %s as %s', (secure, port, tls_mode, mode) => {
    expect(tlsModeOf({ secure, port, tls_mode })).toBe(mode);
  });
});

describe('A profile', () => {
  test('without a usable cipher does not connect, and says so', async () => {
    const tls = tlsSettings({ protocols: ['tls_v1.3'], ciphers: ['RSA_WITH_AES_128_GCM_SHA256'] });
    expect(() => tlsOptions(tls, 'localhost')).toThrow('no cipher that its protocols can use');
    const port = await start();
    const result = await sendMail(smtpServer({ port, tls }), await mailTo('a@example.org'));
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'tls' });
  });

  test('with a curve of its own uses that curve', () => {
    const fixed = { elliptic_curve_auto_negotiation: false, elliptic_curve: 'secp384r1' };
    expect(tlsOptions(tlsSettings(fixed), 'localhost').ecdhCurve).toBe('secp384r1');
    expect(tlsOptions(tlsSettings({ elliptic_curve: 'secp384r1' }), 'localhost').ecdhCurve).toBeUndefined();
  });
});

describe('A mail server without Secure Connection', () => {
  test('gets its mail in plain text', async () => {
    const port = await start({ security: 'plain' });
    expect((await sendMail(smtpServer({ port, secure: false }), await mailTo('a@example.org'))).outcome).toBe('sent');
    expect(sink.mails[0]?.tls).toBeUndefined();
  });

  test('gets it encrypted but unverified when it offers STARTTLS, whatever the profile says', async () => {
    const port = await start({ security: 'offered' });
    const server = smtpServer({ port, secure: false, tls: tlsSettings({}) });
    expect((await sendMail(server, await mailTo('a@example.org'))).outcome).toBe('sent');
    expect(sink.mails[0]?.tls?.protocol).toBe('TLSv1.3');
  });
});
