import { createPrivateKey, type KeyObject, type PrivateKeyInput, X509Certificate } from 'node:crypto';
import type { CertificateView } from '../tables/certificate.ts';
import { MAX_ROUNDS, roundsToOpen } from './key-derivation.ts';

/** The text is not what it should be; the message names the fix and never quotes the text. */
export class PemError extends Error {}

/** More than any list of authorities that systems come with. */
const MAX_CERTIFICATES = 200;
export const MAX_PEM_LENGTH = 262_144;

const MARK = /-----(BEGIN|END) ([A-Z0-9 ]{1,64})-----/g;

interface Block {
  label: string;
  /** As it was sent. */
  sent: string;
  /** As OpenSSL reads it. */
  pem: string;
}

/** Goes from mark to mark, so that a text full of beginnings takes no longer than any other. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: RegExpExecArray | null = null;
  for (const mark of text.matchAll(MARK)) {
    const [words, side, label = ''] = mark;
    if (side === 'BEGIN' ? open : open?.[2] !== label) throw unpaired(open ?? mark);
    if (side === 'END' && open) blocks.push(blockOf(label, text.slice(open.index, mark.index + words.length)));
    open = side === 'BEGIN' ? mark : null;
  }
  if (open) throw unpaired(open);
  if (blocks.length === 0) throw new PemError(`is not PEM: it has no -----BEGIN …----- block${otherFormat(text)}`);
  if (blocks.filter(({ label }) => label === 'CERTIFICATE').length > MAX_CERTIFICATES)
    throw new PemError(`holds more than ${MAX_CERTIFICATES} certificates`);
  return blocks;
}

/** Java's older format, which begins with FE ED FE ED. */
const JKS = Buffer.from('feedfeed', 'hex');

function otherFormat(text: string): string {
  if (!Buffer.from(text.trim().slice(0, 8), 'base64').subarray(0, 4).equals(JKS)) return '';
  return '. It is a JKS keystore; make PKCS#12 of it: keytool -importkeystore -srckeystore store.jks -destkeystore store.p12 -deststoretype pkcs12';
}

function unpaired([, side, label]: RegExpExecArray): PemError {
  return new PemError(
    side === 'BEGIN'
      ? `has a block ${label} that does not end with -----END ${label}-----`
      : `has the end of a block ${label} that does not begin`,
  );
}

function blockOf(label: string, sent: string): Block {
  return { label, sent, pem: plainBlock(label, sent.replaceAll(MARK, '')) };
}

/** The lines of headers, such as an old encrypted key has them: `DEK-Info: AES-256-CBC,…`. */
const HEADER = /^[A-Za-z0-9-]+:/;

/** Editors, shells and other systems break lines their own way, indent them, and leave marks; base64 minds none of it. */
function plainBlock(label: string, content: string): string {
  const lines = content.split(/[\r\n]+/).map((line) => line.replace(/[\s\uFEFF]+/g, ' ').trim());
  const headers = lines.filter((line) => HEADER.test(line));
  const base64 = lines
    .filter((line) => !HEADER.test(line))
    .join('')
    .replaceAll(' ', '');
  const folded = base64.match(/.{1,64}/g) ?? [];
  const head = headers.length > 0 ? [...headers, ''] : [];
  return [`-----BEGIN ${label}-----`, ...head, ...folded, `-----END ${label}-----`].join('\n');
}

/** The blocks of a PEM text as OpenSSL reads them, one after the other. */
export function plainPem(text: string): string {
  return `${blocksOf(text)
    .map(({ pem }) => pem)
    .join('\n')}\n`;
}

/** The certificates of a PEM text, in its order. @throws PemError */
export function readCertificates(text: string): CertificateView[] {
  return certificatesOf(blocksOf(text)).map(describeCertificate);
}

const certificatesOf = (blocks: readonly Block[]): Block[] => blocks.filter(({ label }) => label === 'CERTIFICATE');

function describeCertificate({ sent, pem }: Block, index: number): CertificateView {
  const certificate = parseCertificate(pem, index);
  return {
    pem: sent,
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
  return blocks.map(describeCertificate);
}

export interface Keystore {
  /** The certificates as they were sent; what stands between them could be a piece of a key. */
  certificates: string;
  /** The private key, PKCS#8 PEM, no longer under its password. */
  privateKey: string;
}

/** Certificates and their private key in one text, in any order; duplicates do no harm. @throws PemError */
export function readKeystore(text: string, password: string | null): Keystore {
  const blocks = blocksOf(text);
  const keys = new Map(blocks.filter(isKey).map((block) => [block.pem, block]));
  const [found] = keys.values();
  if (!found || keys.size > 1) throw new PemError(`must hold one private key, and holds ${keys.size}`);
  const certificates = certificatesOf(blocks);
  if (certificates.length === 0) throw new PemError('must hold the certificate of the private key');
  const read = certificates.map(({ pem }, index) => parseCertificate(pem, index));
  const key = parseKey(found, password);
  if (!read.some((certificate) => certificate.checkPrivateKey(key)))
    throw new PemError('holds a private key that matches none of its certificates');
  return {
    certificates: `${certificates.map(({ sent }) => sent).join('\n')}\n`,
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const isKey = ({ label }: Block) => label.endsWith('PRIVATE KEY');

function parseKey(block: Block, password: string | null): KeyObject {
  const content = contentOf(block);
  try {
    return createPrivateKey({ ...content, ...(password !== null && { passphrase: password }) });
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
