import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { composeMail } from '../../api/mail/content/message.ts';
import { verifySignature } from './dkim-verification.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const key = { domain: 'example.org', selector: 'gatepost', privateKey: rsa.privateKey.export(pem).toString() };

const compose = (privateKey: string | null = key.privateKey) =>
  composeMail({
    sender: { name: 'API Cloud – Grüße', address: 'cloud@example.org' },
    recipients: ['ann@example.org'],
    content: { subject: 'Schöne Grüße', text: 'Grüße  \n\n.\n..\n\n\n', html: '<p>Grüße</p>' },
    messageId: '<1@example.org>',
    dkim: { ...key, privateKey },
  });

describe('a signed mail', () => {
  test('is found to be as it was signed, by whoever has the public key', async () => {
    const { raw, envelope } = await compose();
    const { tags, isBody, isSigned } = verifySignature(raw, rsa.publicKey);
    expect({ isBody, isSigned }).toEqual({ isBody: true, isSigned: true });
    expect(tags).toMatchObject({ v: '1', d: 'example.org', s: 'gatepost' });
    const signed = (tags.h ?? '').split(':');
    expect(signed).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'mime-version']));
    expect(envelope.size).toBe(raw.length);
    expect(await simpleParser(raw)).toMatchObject({ subject: 'Schöne Grüße', messageId: '<1@example.org>' });
  });

  test('is found out where it was changed on its way, or by another key', async () => {
    const { raw } = await compose();
    const text = raw.toString('latin1');
    const change = (from: string | RegExp, to: string) => {
      expect(text).toMatch(from);
      return verifySignature(Buffer.from(text.replace(from, to), 'latin1'), rsa.publicKey);
    };
    expect(change('<p>', '<q>').isBody).toBe(false);
    expect(change(/To: ann@/, 'To: eve@').isSigned).toBe(false);
    expect(change(/From: /, 'From:  ').isSigned).toBe(true);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(verifySignature(raw, publicKey).isSigned).toBe(false);
  });

  test('is not sent unsigned where its key cannot sign', async () => {
    await expect(compose(null)).rejects.toThrow('can no longer be decrypted');
    await expect(compose('no key')).rejects.toThrow('is no RSA key that signs');
    await expect(compose(ec.privateKey.export(pem).toString())).rejects.toThrow('is no RSA key that signs');
  });
});
