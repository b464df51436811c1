import { afterEach, describe, expect, test } from '@jest/globals';
import { composeMail } from '../../api/mail/content/message.ts';
import { probe } from '../../api/mail/probe/probe.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { mailTo, smtpServer } from './builder.ts';
import { startScriptedServer } from './scripted-server.ts';
import { sendMail } from './send-mail.ts';

let stop: (() => unknown) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

async function offering(): Promise<Sink> {
  const sink = await startSink({ security: 'plain' });
  stop = () => sink.stop();
  return sink;
}

/** A server that knows nothing but ASCII. */
async function withoutOffer() {
  const { server, port } = await startScriptedServer({});
  stop = () => server.close();
  return smtpServer({ port, secure: false, timeout_ms: 5_000 });
}

const plain = ({ port }: Sink) => smtpServer({ port, host: '127.0.0.1', secure: false });

describe('an address with characters beyond ASCII before the @', () => {
  test('is mailed to through a server that offers SMTPUTF8', async () => {
    const sink = await offering();
    expect(await sendMail(plain(sink), await mailTo('jörg@bücher.example'))).toMatchObject({ outcome: 'sent' });
    const [mail] = sink.mails;
    expect(mail?.envelope.to[0]?.split('@')[0]).toBe('jörg');
    expect(mail?.to[0]?.address).toMatch(/^jörg@/);
  });

  test('is refused for good, in words that say what to do, where the server does not offer it', async () => {
    const result = await sendMail(await withoutOffer(), await mailTo('jörg@example.org'));
    expect(result).toMatchObject({ outcome: 'permanent', stage: 'mail' });
    expect(result.response).toBe(
      'The address jörg@example.org has characters before the @ that take SMTPUTF8 (RFC 6531), which this server does not offer. Use another address, or a server that offers it.',
    );
  });

  test('fails the connection test in the same words', async () => {
    const options = { recipients: ['jörg@example.org'], sender: { name: null, address: 'cloud@example.org' } };
    const { ok, stages } = await probe(await withoutOffer(), options);
    expect(ok).toBe(false);
    expect(stages.at(-1)?.cause).toContain('SMTPUTF8');
  });

  test('keeps the mail waiting where it is the sender’s, which the settings say', async () => {
    const mail = await composeMail({
      sender: { name: null, address: 'wölke@example.org' },
      recipients: ['ann@example.org'],
      content: { subject: 'Hello', text: 'Hello' },
      messageId: '<1@example.org>',
    });
    const result = await sendMail(await withoutOffer(), mail);
    expect(result).toMatchObject({ outcome: 'temporary', stage: 'mail' });
    expect(result.response).toContain('The sender wölke@example.org');
  });
});

test('a domain beyond ASCII takes no SMTPUTF8', async () => {
  const result = await sendMail(await withoutOffer(), await mailTo('ann@bücher.example'));
  expect(result.outcome).toBe('sent');
});
