import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateView } from '../tables/certificate.ts';

/** The text is not what it should be; the message names the fix and never quotes the text. */
export class PemError extends Error {}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

interface Block {
  label: string;
  pem: string;
}

function blocksOf(text: string): Block[] {
  const blocks = [...text.matchAll(BLOCK)].map((match) => ({ label: match[1] ?? '', pem: match[0] }));
  if (blocks.length === 0)
    throw new PemError(isPkcs12(text) ? PKCS12_FIX : 'is not PEM: it has no -----BEGIN …----- block');
  return blocks;
}

const PKCS12_FIX =
  'is PKCS#12, which is not taken yet; turn it into PEM first: openssl pkcs12 -in store.p12 -out store.pem -nodes';

/** PKCS#12 is DER: a sequence whose first element is the version 3 (RFC 7292, section 4). */
function isPkcs12(text: string): boolean {
  const der = Buffer.from(text.replace(/\s+/g, ''), 'base64');
  const start = der[1] === undefined || der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
  return der[0] === 0x30 && der.subarray(start, start + 3).equals(Buffer.from([0x02, 0x01, 0x03]));
}

/** The certificates of a PEM text, in its order. @throws PemError */
export function readCertificates(text: string): CertificateView[] {
  return blocksOf(text)
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(({ pem }, index) => describeCertificate(pem, index));
}

function describeCertificate(pem: string, index: number): CertificateView {
  const certificate = parseCertificate(pem, index);
  return {
    pem,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint_sha256: certificate.fingerprint256,
    not_before: new Date(certificate.validFrom).toISOString(),
    not_after: new Date(certificate.validTo).toISOString(),
  };
}

function parseCertificate(pem: string, index: number): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new PemError(`certificate ${index + 1} cannot be read: its base64 or its content is broken`);
  }
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').filter(Boolean).join(', ');

/** A truststore: certificates and nothing else. @throws PemError */
export function readTruststore(text: string): CertificateView[] {
  const stranger = blocksOf(text).find(({ label }) => label !== 'CERTIFICATE');
  if (stranger?.label.includes('PRIVATE KEY'))
    throw new PemError('holds a private key; a truststore takes certificates only');
  if (stranger) throw new PemError(`holds a block ${stranger.label}; a truststore takes certificates only`);
  return readCertificates(text);
}

export interface Keystore {
  /** What was sent, without the private key. */
  certificates: string;
  /** The private key, PKCS#8 PEM, no longer under its password. */
  privateKey: string;
}

/** Certificates and their private key in one text, in any order; duplicates do no harm. @throws PemError */
export function readKeystore(text: string, password: string | undefined): Keystore {
  const blocks = blocksOf(text);
  const keys = [...new Set(blocks.filter(({ label }) => label.endsWith('PRIVATE KEY')).map(({ pem }) => pem))];
  if (keys.length !== 1) throw new PemError(`must hold one private key, and holds ${keys.length}`);
  const certificates = readCertificates(text);
  if (certificates.length === 0) throw new PemError('must hold the certificate of the private key');
  const key = parseKey(keys[0] ?? '', password);
  const matches = certificates.some(({ pem }) => new X509Certificate(pem).checkPrivateKey(key));
  if (!matches) throw new PemError('holds a private key that matches none of its certificates');
  return { certificates: withoutKeys(text), privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function parseKey(pem: string, password: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(password !== undefined && { passphrase: password }) });
  } catch {
    const isEncrypted = pem.includes('ENCRYPTED');
    throw new PemError(
      isEncrypted
        ? 'holds a private key that the password does not open; send the right password'
        : 'holds a private key that cannot be read',
    );
  }
}

function withoutKeys(text: string): string {
  const rest = text.replace(BLOCK, (block, label: string) => (label.endsWith('PRIVATE KEY') ? '' : block));
  return `${rest.replace(/\n{2,}/g, '\n').trim()}\n`;
}
