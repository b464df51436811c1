import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  element,
  explicit,
  integer,
  isTrue,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const oid = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

export interface ServerCertificate {
  readonly der: Buffer;
  readonly pem: string;
  /** The private key, PKCS#8 PEM. */
  readonly key: string;
}

/**
 * A fresh self-signed ECDSA P-256 certificate (X.509v3) for `localhost`, valid from a day ago for a year. Go's client
 * takes it as its only root, and verifies the name against the subjectAltName.
 */
export function createServerCertificate(now = new Date()): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(publicKey.export({ type: 'spki', format: 'der' }), now);
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, signatureAlgorithm(), bitString(signature));
  return { der, pem: toPem(der), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** TBSCertificate, RFC 5280 section 4.1. */
function certificateBody(publicKeyInfo: Buffer, now: Date): Buffer {
  const name = sequence(set(sequence(objectIdentifier(oid.commonName), utf8String('localhost'))));
  const version3 = explicit(0, integer(Buffer.from([2])));
  const validity = sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + 365 * DAY_MS)));
  return sequence(
    version3,
    serialNumber(),
    signatureAlgorithm(),
    name,
    validity,
    name,
    publicKeyInfo,
    explicit(3, extensions()),
  );
}

/** 127 random bits whose highest two are 01: positive, and minimal without a leading zero (Go refuses negative ones). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return integer(bytes);
}

function signatureAlgorithm(): Buffer {
  return sequence(objectIdentifier(oid.ecdsaWithSha256));
}

function extensions(): Buffer {
  const dnsName = element(0x82, Buffer.from('localhost'));
  const digitalSignature = element(0x03, Buffer.from([7, 0x80]));
  return sequence(
    extension(oid.basicConstraints, sequence(), isTrue),
    extension(oid.keyUsage, digitalSignature, isTrue),
    extension(oid.extendedKeyUsage, sequence(objectIdentifier(oid.serverAuth))),
    extension(oid.subjectAltName, sequence(dnsName)),
  );
}

function extension(id: string, value: Buffer, critical: Uint8Array = new Uint8Array()): Buffer {
  return sequence(objectIdentifier(id), critical, octetString(value));
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
