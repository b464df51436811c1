import { createPrivateKey, type KeyObject, type PrivateKeyInput, X509Certificate } from 'node:crypto';
import type { CertificateView } from '../tables/certificate.ts';
import { MAX_ROUNDS, roundsToOpen } from './key-derivation.ts';

/** The text is not what it should be; the message names the fix and never quotes the text. */
export class PemError extends Error {}

/** More than any list of authorities that systems come with. */
export const MAX_CERTIFICATES = 200;
export const MAX_PEM_LENGTH = 262_144;

const MARK = /-----(BEGIN|END) ([A-Z0-9 ]{1,64})-----/g;

interface Block {
  label: string;
  pem: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
}

/** In one pass over the marks, however they are mixed up. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { label: string; start: number } | undefined;
  for (const { 0: mark, 1: kind, 2: label = '', index } of text.matchAll(MARK)) {
    if (kind === 'BEGIN') {
      if (open) break;
      open = { label, start: index };
    } else if (open?.label === label) {
      const end = index + mark.length;
      blocks.push({ ...open, end, pem: text.slice(open.start, end) });
      open = undefined;
    }
  }
  if (open) throw new PemError(`has a block ${open.label} without its end: -----END ${open.label}-----`);
  if (blocks.length === 0)
    throw new PemError(isPkcs12(text) ? PKCS12_FIX : 'is not PEM: it has no -----BEGIN …----- block');
  if (blocks.filter(({ label }) => label === 'CERTIFICATE').length > MAX_CERTIFICATES)
    throw new PemError(`holds more than ${MAX_CERTIFICATES} certificates`);
  return blocks;
}

const PKCS12_FIX =
  'is PKCS#12, which is not taken yet; turn it into PEM first: openssl pkcs12 -in store.p12 -out store.pem -nodes';

/** PKCS#12 is DER: a sequence whose first element is the version 3 (RFC 7292, section 4). */
function isPkcs12(text: string): boolean {
  const der = Buffer.from(text.slice(0, 100).replace(/\s+/g, ''), 'base64');
  const start = der[1] === undefined || der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
  return der[0] === 0x30 && der.subarray(start, start + 3).equals(Buffer.from([0x02, 0x01, 0x03]));
}

/** The certificates of a PEM text, in its order. @throws PemError */
export function readCertificates(text: string): CertificateView[] {
  return certificatesOf(blocksOf(text));
}

function certificatesOf(blocks: readonly Block[]): CertificateView[] {
  return blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ pem }, index) => describeCertificate(pem, index));
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
  const blocks = blocksOf(text);
  const stranger = blocks.find(({ label }) => label !== 'CERTIFICATE');
  if (stranger?.label.includes('PRIVATE KEY'))
    throw new PemError('holds a private key; a truststore takes certificates only');
  if (stranger) throw new PemError(`holds a block ${stranger.label}; a truststore takes certificates only`);
  return certificatesOf(blocks);
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
  const keys = new Map(blocks.filter(isKey).map((block) => [block.pem, block]));
  const [found] = keys.values();
  if (!found || keys.size > 1) throw new PemError(`must hold one private key, and holds ${keys.size}`);
  const certificates = certificatesOf(blocks);
  if (certificates.length === 0) throw new PemError('must hold the certificate of the private key');
  const key = parseKey(found, password);
  const matches = certificates.some(({ pem }) => new X509Certificate(pem).checkPrivateKey(key));
  if (!matches) throw new PemError('holds a private key that matches none of its certificates');
  return {
    certificates: withoutKeys(text, blocks),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const isKey = ({ label }: Block) => label.endsWith('PRIVATE KEY');

function parseKey(block: Block, password: string | undefined): KeyObject {
  const content = contentOf(block);
  try {
    return createPrivateKey({ ...content, ...(password !== undefined && { passphrase: password }) });
  } catch {
    const isEncrypted = block.pem.includes('ENCRYPTED');
    throw new PemError(
      isEncrypted
        ? 'holds a private key that the password does not open; send the right password'
        : 'holds a private key that cannot be read',
    );
  }
}

/** PKCS#8 is given to OpenSSL as the very bytes that were looked at; older forms derive a key in one round. */
function contentOf({ label, pem }: Block): Pick<PrivateKeyInput, 'key' | 'format' | 'type'> {
  if (label !== 'PRIVATE KEY' && label !== 'ENCRYPTED PRIVATE KEY') return { key: pem };
  const der = Buffer.from(pem.replace(MARK, ''), 'base64');
  const rounds = roundsToOpen(der);
  if (rounds === null) throw new PemError('holds a private key that cannot be read');
  if (rounds > MAX_ROUNDS)
    throw new PemError(
      `holds a private key whose password takes more than ${MAX_ROUNDS} rounds; encrypt it with fewer: openssl pkcs8 -topk8 -iter 10000`,
    );
  return { key: der, format: 'der', type: 'pkcs8' };
}

function withoutKeys(text: string, blocks: readonly Block[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of blocks.filter(isKey)) {
    rest += text.slice(at, start);
    at = end;
  }
  return `${(rest + text.slice(at)).replace(/\n{2,}/g, '\n').trim()}\n`;
}
