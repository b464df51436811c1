import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProbeOptions, type ProbeStage, probe } from '../../api/mail/probe/probe.ts';
import type { SmtpServer } from '../../api/mail/server/smtp-server-settings.ts';
import { eximMissing, startExim } from '../../lab/exim.ts';
import type { Peer, PeerOptions } from '../../lab/peer.ts';
import { postfixMissing, startPostfix } from '../../lab/postfix.ts';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';
import { mailTo, smtpServer, tlsSettings } from '../mail/builder.ts';
import { sendMail } from '../mail/send-mail.ts';

/** Mail servers that people run, from Debian's packages: what is promised of any server is kept with these two. */
const PEERS: [name: string, missing: string | null, start: (options: PeerOptions) => Promise<Peer>][] = [
  ['Postfix', postfixMissing(), startPostfix],
  ['Exim', eximMissing(), startExim],
];
const login = { username: 'gatepost', password: 'sesame' };
const sender = { name: null, address: 'cloud@example.org' };
const here = { sender, recipients: ['ops@example.org'] };
const nobody: ProbeOptions = { sender, recipients: [] };

for (const [name, missing, start] of PEERS) {
  const run = missing === null ? describe : describe.skip;
  run(missing === null ? name : `${name}, which ${missing},`, () => {
    let authority: Authority;
    let peer: Peer;
    beforeAll(async () => {
      authority = await createAuthority();
      const certificate = await authority.issueServer(['localhost', '127.0.0.1']);
      peer = await start({ certificate, clientAuthorityPem: authority.certificatePem, login });
    });
    afterAll(() => peer?.stop());

    const serverAt = (port: number, given: Partial<SmtpServer> = {}) =>
      smtpServer({
        port,
        host: '127.0.0.1',
        tls: tlsSettings({ truststore_pem: authority.certificatePem }),
        ...given,
      });
    const withClient = async (issuer: Authority) => {
      const { certificatePem: certificate_pem, privateKeyPem: private_key_pem } = await issuer.issueClient('gatepost');
      const truststore_pem = authority.certificatePem;
      return serverAt(peer.ports.client, { tls: tlsSettings({ truststore_pem, certificate_pem, private_key_pem }) });
    };
    const failureOf = async (server: SmtpServer, options = nobody) => {
      const { stages } = await probe(server, options);
      return stages.at(-1) as ProbeStage;
    };

    test.each(['starttls', 'implicit'] as const)(
      'takes a mail over %s, with a login, and delivers it',
      async (mode) => {
        const before = (await peer.delivered(0)).length;
        const { ok, stages } = await probe(serverAt(peer.ports[mode], { tls_mode: mode, ...login }), here);
        expect({ ok, failed: stages.find((stage) => !stage.ok) }).toEqual({ ok: true, failed: undefined });
        expect(stages.map(({ stage }) => stage).sort()).toEqual(
          ['dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data'].sort(),
        );
        const details = Object.assign({}, ...stages.map((stage) => stage.details));
        expect(details).toMatchObject({ verified: true, mechanisms: expect.arrayContaining(['PLAIN']) });
        expect(details.capabilities).toEqual(expect.arrayContaining(['8BITMIME', 'PIPELINING']));
        const mails = await peer.delivered(before + 1);
        expect(mails.map(({ subject }) => subject)).toContain('Test mail through smtp');
      },
    );

    test('takes an ordinary mail', async () => {
      const before = (await peer.delivered(0)).length;
      const result = await sendMail(serverAt(peer.ports.starttls, login), await mailTo('a@example.org'));
      expect(result).toMatchObject({ outcome: 'sent', response: expect.stringMatching(/^250 /) });
      const mails = await peer.delivered(before + 1);
      expect(mails.map(({ subject }) => subject)).toContain('Hello');
    });

    test('refuses a wrong password', async () => {
      const server = serverAt(peer.ports.starttls, { ...login, password: 'not this one' });
      expect(await failureOf(server)).toMatchObject({
        stage: 'auth',
        seen: expect.stringMatching(/^535/),
        cause: expect.stringContaining('does not accept the password'),
      });
    });

    test('passes no mail of strangers on to another domain', async () => {
      const elsewhere = { sender, recipients: ['a@elsewhere.test'] };
      expect(await failureOf(serverAt(peer.ports.starttls), elsewhere)).toMatchObject({
        stage: 'rcpt',
        cause: expect.stringContaining('does not pass mail on'),
        fix: expect.stringContaining('Set a user and a password'),
      });
    });

    test('with an authority that is not trusted shows its certificate', async () => {
      const failure = await failureOf(serverAt(peer.ports.starttls, { ...login, tls: tlsSettings({}) }));
      expect(failure).toMatchObject({ stage: 'tls', cause: expect.stringContaining('not trusted') });
      expect(failure.details?.certificates?.[0]).toMatchObject({ issuer: 'CN=Laboratory CA' });
    });

    test('is told with the tls_mode that it speaks', async () => {
      const silent = serverAt(peer.ports.implicit, { tls_mode: 'starttls', timeout_ms: 4_000 });
      expect(await failureOf(silent)).toMatchObject({ stage: 'greeting', fix: 'Set tls_mode to "implicit".' });
      const early = serverAt(peer.ports.starttls, { tls_mode: 'implicit' });
      expect((await failureOf(early)).fix).toMatch(/^Set tls_mode to "starttls"/);
    });

    test('that demands a client certificate gets the one of the profile, and refuses none or a stranger', async () => {
      expect((await probe(await withClient(authority), here)).ok).toBe(true);
      const none = await failureOf(serverAt(peer.ports.client), here);
      expect(none).toMatchObject({ ok: false, cause: expect.stringMatching(/wants a client certificate/) });
      const stranger = await failureOf(await withClient(await createAuthority('Another CA')), here);
      expect(stranger).toMatchObject({
        ok: false,
        cause: expect.stringMatching(/not accept|refuses|does not trust .* the client certificate/),
      });
    });
  });
}
