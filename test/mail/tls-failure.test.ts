import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { probe } from '../../api/mail/probe/probe.ts';
import type { SmtpServer, TlsSettings } from '../../api/mail/server/smtp-server-settings.ts';
import { runSession } from '../../api/mail/smtp/smtp-session.ts';
import { deliveryTable } from '../../api/tables/delivery.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import type { SinkOptions } from '../../lab/smtp-listener.ts';
import { type Authority, createAuthority, createSelfSigned, type Issued } from '../../toolbox/certificate-authority.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';
import { smtpServer, tlsSettings } from './builder.ts';
import { type OutboxDatabase, startOutboxDatabase } from './outbox-database.ts';
import { buildWorker, enqueueNote, routeTo } from './worker-builder.ts';

/** How OpenSSL, Node and nodemailer speak. */
const RAW = /error:|routines|openssl|\.c:\d|alert|ssl|altname|ECONN|socket|initiating/i;

let authority: Authority;
let other: Authority;
let certificate: Issued;
let sink: Sink | undefined;
let server: Server | undefined;

beforeAll(async () => {
  authority = await createAuthority();
  other = await createAuthority('Another CA');
  certificate = await authority.issueServer(['localhost']);
});
afterEach(async () => {
  await sink?.stop();
  server?.close();
  sink = undefined;
  server = undefined;
});

const trusting = (given: Partial<TlsSettings> = {}) =>
  tlsSettings({ truststore_pem: authority.certificatePem, ...given });

async function failureOf(target: SmtpServer) {
  const { failure, transcript } = await runSession(target, null);
  return { failure, steps: transcript.steps.map(({ stage }) => stage) };
}

async function startTcp(converse: (socket: Socket) => void, given: Partial<SmtpServer> = {}) {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    converse(socket);
  });
  return smtpServer({
    port: await listenOnFreePort(server),
    timeout_ms: 500,
    tls: trusting(),
    tls_mode: 'implicit',
    ...given,
  });
}

interface Case {
  when: string;
  sink?: () => Promise<Partial<SinkOptions>>;
  tls?: () => TlsSettings | null;
  says: RegExp;
}

const CERTIFICATES: Case[] = [
  {
    when: 'its certificate has expired',
    sink: async () => ({ certificate: await authority.issueServer(['localhost'], 'expired') }),
    says: /certificate .* has expired/,
  },
  {
    when: 'its certificate names another host',
    sink: async () => ({ certificate: await authority.issueServer(['mail.example.org']) }),
    says: /not made out to localhost.*DNS:mail\.example\.org/,
  },
  {
    when: 'its authority is unknown',
    tls: () => trusting({ truststore_pem: other.certificatePem }),
    says: /signed by an authority that is not trusted/,
  },
  { when: 'it sends its certificate alone', tls: () => null, says: /intermediate certificate is missing/ },
  {
    when: 'it sends a root that is unknown',
    sink: async () => ({
      certificate: { ...certificate, certificatePem: certificate.certificatePem + authority.certificatePem },
    }),
    tls: () => trusting({ truststore_pem: other.certificatePem }),
    says: /signed by an authority that is not trusted/,
  },
  {
    when: 'its certificate is self-signed',
    sink: async () => ({ certificate: await createSelfSigned(['localhost']) }),
    says: /self-signed/,
  },
  {
    when: 'its certificate is that of an authority',
    sink: async () => ({ certificate: authority }),
    says: /not one for a server/,
  },
  {
    when: 'no version is shared',
    sink: async () => ({ tls: { maxVersion: 'TLSv1.2' } }),
    tls: () => trusting({ protocols: ['tls_v1.3'] }),
    says: /no TLS version in common/,
  },
  {
    when: 'no cipher is shared',
    sink: async () => ({ tls: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } }),
    tls: () => trusting({ protocols: ['tls_v1.2'], ciphers: ['ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'] }),
    says: /no cipher in common/,
  },
];

describe.each(['implicit', 'starttls'] as const)('A server with %s TLS', (tls_mode) => {
  test.each(CERTIFICATES)('is told in a sentence when $when', async ({ sink: options, tls = trusting, says }) => {
    sink = await startSink({ security: tls_mode, certificate, ...(await options?.()) });
    const { failure } = await failureOf(smtpServer({ port: sink.port, tls: tls(), tls_mode }));
    expect(failure).toMatchObject({ stage: 'tls', message: expect.stringMatching(says) });
    expect(failure?.message.replace(/DNS:\S+/, '')).not.toMatch(RAW);
    expect(failure?.raw).toMatch(/\w/);
  });

  test.each<[string, () => Partial<TlsSettings>]>([
    [
      'key is another one',
      () => ({ certificate_pem: certificate.certificatePem, private_key_pem: other.privateKeyPem }),
    ],
    ['certificate is none', () => ({ certificate_pem: 'nothing', private_key_pem: other.privateKeyPem })],
    ['curve is unknown', () => ({ elliptic_curve_auto_negotiation: false, elliptic_curve: 'secp000' })],
  ])('is told in a sentence when the %s, and no connection stays', async (_what, given) => {
    const closed: Promise<void>[] = [];
    const target = await startTcp(
      (socket) => {
        closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
        socket.resume();
      },
      { tls: trusting(given()), tls_mode },
    );
    const { failure } = await failureOf(target);
    expect(failure).toMatchObject({ stage: 'tls', message: expect.stringMatching(/profile cannot be used/) });
    expect(failure?.message).not.toMatch(RAW);
    await Promise.all(closed);
  });
});

/** RFC 8446, section 6, and the older ones that OpenSSL knows. */
const ALERTS: [number, RegExp][] = [
  [10, /broke off the TLS handshake/],
  [20, /broke off the TLS handshake/],
  [40, /no cipher in common, or the server wants a client certificate/],
  [41, /wants a client certificate/],
  [42, /refuses the client certificate/],
  [43, /refuses the client certificate/],
  [44, /refuses the client certificate/],
  [45, /client certificate .* has expired/],
  [46, /refuses the client certificate/],
  [47, /broke off the TLS handshake/],
  [48, /does not trust the authority of the client certificate/],
  [49, /refuses the client certificate/],
  [50, /broke off the TLS handshake/],
  [51, /broke off the TLS handshake/],
  [70, /no TLS version in common/],
  [71, /no cipher in common/],
  [80, /because of an error of its own/],
  [86, /no TLS version in common/],
  [90, /broke off the TLS handshake/],
  [109, /broke off the TLS handshake/],
  [110, /broke off the TLS handshake/],
  [112, /no certificate for localhost/],
  [116, /wants a client certificate/],
  [120, /broke off the TLS handshake/],
];

describe('A server that breaks off the handshake', () => {
  test.each(ALERTS)('with alert %d is told in a sentence', async (number, says) => {
    const target = await startTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, number]))),
    );
    const { failure } = await failureOf(target);
    expect(failure).toMatchObject({ stage: 'tls', message: expect.stringMatching(says) });
    expect(failure?.message).not.toMatch(RAW);
    expect(failure?.raw).toContain('SSL routines');
    const { stages } = await probe(target, { recipients: [], sender });
    expect(JSON.stringify(stages)).not.toMatch(/SSL routines/);
  });

  test.each<[string, RegExp, (socket: Socket) => void]>([
    ['speaks plain SMTP', /does not answer in TLS/, (socket) => socket.write('220 plain ESMTP\r\n')],
    [
      'speaks HTTP',
      /does not answer in TLS/,
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n')),
    ],
    ['hangs up', /closed the connection during the TLS handshake/, (socket) => socket.once('data', () => socket.end())],
    [
      'resets',
      /closed the connection during the TLS handshake/,
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
    ],
    ['says nothing', /^no answer within 500 ms$/, (socket) => socket.resume()],
  ])('because it %s is told in a sentence', async (_how, says, converse) => {
    const { failure } = await failureOf(await startTcp(converse));
    expect(failure).toMatchObject({ stage: 'tls', message: expect.stringMatching(says) });
    expect(failure?.message).not.toMatch(RAW);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('of %s for want of a client certificate is told so', async (version) => {
    const { privateKeyPem: key, certificatePem: cert } = certificate;
    const options = { key, cert, ca: authority.certificatePem, requestCert: true, rejectUnauthorized: true };
    server = createTlsServer({ ...options, minVersion: version, maxVersion: version }, (socket) => socket.destroy());
    const target = smtpServer({ port: await listenOnFreePort(server), tls: trusting(), tls_mode: 'implicit' });
    const { failure, steps } = await failureOf(target);
    expect(failure).toMatchObject({ stage: 'tls', message: expect.stringMatching(/wants a client certificate/) });
    expect(steps).not.toContain('greeting');
  });
});

const sender = { name: null, address: 'cloud@example.org' };

describe('What OpenSSL said', () => {
  let outbox: OutboxDatabase;
  beforeAll(async () => {
    outbox = await startOutboxDatabase();
  }, 60_000);
  afterAll(() => outbox?.stop());

  let lines: string[];
  let log: pino.Logger;
  beforeEach(() => {
    lines = [];
    log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  });

  const STARTTLS = ['220 scripted\r\n', '250-scripted\r\n250 STARTTLS\r\n', '220 Go on\r\n'];
  const alerting = (socket: Socket) => {
    const replies = STARTTLS.map((reply) => Buffer.from(reply)).concat(Buffer.from([21, 3, 3, 0, 2, 2, 80]));
    const say = () => {
      const reply = replies.shift();
      if (reply) socket.write(reply);
    };
    say();
    socket.on('data', say);
  };

  test('of a mail stands in the log, and the delivery keeps the sentence', async () => {
    const target = { ...(await startTcp(alerting, { tls_mode: null })), id: randomUUID() };
    const route = { ...routeTo(target.port), servers: [target] };
    const worker = buildWorker(outbox.database, { route: async () => route, log });
    await enqueueNote(outbox.database);
    await worker.tick();
    const [delivery] = await outbox.database.getRepository(deliveryTable).find();
    expect(delivery?.last_response).toMatch(/because of an error of its own/);
    expect(lines.join('')).toMatch(/SSL routines.*alert number 80/);
    await worker.stop(0);
  });

  test('in a test of the connection stands in the log, and in no stage', async () => {
    const { stages } = await probe(await startTcp(alerting, { tls_mode: null }), { recipients: [], sender, log });
    expect(stages.at(-1)).toMatchObject({ stage: 'tls', ok: false });
    expect(stages.at(-1)?.seen).toMatch(/because of an error of its own/);
    expect(JSON.stringify(stages)).not.toMatch(/SSL routines/);
    expect(lines.join('')).toMatch(/SSL routines.*alert number 80/);
  });
});
