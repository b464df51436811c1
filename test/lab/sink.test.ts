import { afterEach, describe, expect, test } from '@jest/globals';
import { createTransport, type TransportOptions } from 'nodemailer';
import { type Sink, startSink } from '../../lab/sink.ts';
import type { SinkOptions } from '../../lab/smtp-listener.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';

const running: Sink[] = [];

afterEach(async () => {
  for (const sink of running.splice(0)) await sink.stop();
});

async function start(options: SinkOptions): Promise<Sink> {
  const sink = await startSink(options);
  running.push(sink);
  return sink;
}

/** Sends one mail; extra options are nodemailer's. */
async function send(sink: Sink, options: object = {}, mail: object = {}): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: sink.port,
    ignoreTLS: true,
    ...options,
  } as TransportOptions);
  const content = {
    from: 'Gate <gate@example.org>',
    to: 'ada@example.org',
    subject: 'Hello',
    text: 'See https://a.example/x?y=1.',
  };
  await transport.sendMail({ ...content, ...mail }).finally(() => transport.close());
}

const authority = createAuthority();
const login = { username: 'gate', password: 'right' };
const secured = async () => ({ ca: (await authority).certificatePem, servername: 'mail.example' });

async function certificate() {
  return (await authority).issueServer(['mail.example']);
}

describe('the SMTP sink', () => {
  test('keeps a mail with its addresses, its texts and its links', async () => {
    const sink = await start({ security: 'plain' });
    await send(sink, {}, { html: '<a href="https://a.example/b?c=1&amp;d=2">go</a>' });
    const mail = await sink.waitFor(({ subject }) => subject === 'Hello');
    expect(mail).toMatchObject({
      from: [{ name: 'Gate', address: 'gate@example.org' }],
      envelope: { from: 'gate@example.org', to: ['ada@example.org'] },
      user: undefined,
      tls: undefined,
    });
    expect(mail.links).toContain('https://a.example/b?c=1&d=2');
  });

  test('demands STARTTLS and the right login', async () => {
    const sink = await start({ security: 'starttls', certificate: await certificate(), login });
    const tls = await secured();
    await expect(send(sink)).rejects.toThrow(/530/);
    const auth = { user: 'gate', pass: 'wrong' };
    await expect(send(sink, { ignoreTLS: false, requireTLS: true, tls, auth })).rejects.toThrow(/535/);
    await send(sink, { ignoreTLS: false, requireTLS: true, tls, auth: { user: 'gate', pass: 'right' } });
    const [mail] = sink.mails;
    expect(mail?.user).toBe('gate');
    expect(mail?.tls).toMatchObject({ protocol: 'TLSv1.3', serverName: 'mail.example' });
    expect(sink.mails).toHaveLength(1);
  });

  test('speaks implicit TLS with the versions it is given', async () => {
    const sink = await start({
      security: 'implicit',
      certificate: await certificate(),
      tls: { maxVersion: 'TLSv1.2' },
    });
    await send(sink, { secure: true, tls: await secured() });
    expect(sink.mails[0]?.tls?.protocol).toBe('TLSv1.2');
  });

  test('takes a client certificate of the right authority only', async () => {
    const ca = await authority;
    const options: SinkOptions = {
      security: 'implicit',
      certificate: await certificate(),
      clientAuthorityPem: ca.certificatePem,
    };
    const sink = await start(options);
    const [right, wrong] = [
      await ca.issueClient('gatepost'),
      await (await createAuthority('Other')).issueClient('gatepost'),
    ];
    const withClient = async ({ certificatePem, privateKeyPem }: typeof right) =>
      send(sink, { secure: true, tls: { ...(await secured()), cert: certificatePem, key: privateKeyPem } });
    await expect(withClient(wrong)).rejects.toThrow();
    await withClient(right);
    expect(sink.mails.map(({ tls }) => tls?.client)).toEqual(['gatepost']);
  });

  test('refuses, postpones and cuts off as it is told', async () => {
    const sink = await start({ security: 'plain' });
    sink.behaviour.refused.push('nobody@example.org');
    await expect(send(sink, {}, { to: 'nobody@example.org' })).rejects.toThrow(/550/);
    sink.behaviour.postponed = 1;
    await expect(send(sink)).rejects.toThrow(/451/);
    sink.behaviour.cut = 1;
    await expect(send(sink)).rejects.toThrow();
    expect(sink.mails).toHaveLength(1);
    await send(sink);
    expect(sink.mails).toHaveLength(2);
  });

  test('goes down and comes back on the same port with its mails', async () => {
    const sink = await start({ security: 'plain' });
    await send(sink);
    await sink.goDown();
    await expect(send(sink)).rejects.toThrow(/ECONNREFUSED/);
    await sink.comeBack();
    await send(sink);
    expect(sink.mails).toHaveLength(2);
  });

  test('says what came when the awaited mail does not', async () => {
    const sink = await start({ security: 'plain' });
    await send(sink);
    await expect(sink.waitFor(() => false, 50)).rejects.toThrow('"Hello" to ada@example.org');
  });
});
