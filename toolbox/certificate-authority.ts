import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const DAY_MS = 86_400_000;
const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** A certificate and its private key (PKCS#8), both PEM. */
export interface Issued {
  certificatePem: string;
  privateKeyPem: string;
}

/** A certificate authority of our own. */
export interface Authority extends Issued {
  /** For a server known by these DNS names and IP addresses. */
  issueServer(names: string[], validity?: Validity): Promise<Issued>;
  /** For a server whose name stands in the common name alone, as it was done of old. */
  issueOldServer(commonName: string): Promise<Issued>;
  issueClient(commonName: string, validity?: Validity): Promise<Issued>;
  /** An authority below this one. */
  issueAuthority(commonName: string): Promise<Authority>;
}

/** `expired` ended its life yesterday, `future` begins it in a month. */
export type Validity = 'current' | 'expired' | 'future';

export async function createAuthority(commonName = 'Laboratory CA'): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...describe(commonName, 'current'),
    keys,
    extensions: await authorityExtensions(keys),
  });
  return authorityOf(certificate, keys);
}

async function authorityExtensions(keys: webcrypto.CryptoKeyPair): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
}

async function authorityOf(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): Promise<Authority> {
  const issue = createIssuer(certificate, keys);
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const server = new x509.ExtendedKeyUsageExtension([serverAuth]);
  return {
    ...(await present(certificate, keys)),
    issueServer: (names, validity = 'current') =>
      issue(names[0] ?? 'localhost', validity, [server, alternativeNames(names)]),
    issueOldServer: (name) => issue(name, 'current', [server]),
    issueClient: (name, validity = 'current') =>
      issue(name, validity, [new x509.ExtendedKeyUsageExtension([clientAuth])]),
    issueAuthority: async (name) => {
      const below = await generateKeys();
      const issued = await x509.X509CertificateGenerator.create({
        ...describe(name, 'current'),
        issuer: certificate.subject,
        publicKey: below.publicKey,
        signingKey: keys.privateKey,
        extensions: await authorityExtensions(below),
      });
      return authorityOf(issued, below);
    },
  };
}

/** A server's certificate that nobody but itself signed. */
export async function createSelfSigned(names: string[]): Promise<Issued> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...describe(names[0] ?? 'localhost', 'current'),
    keys,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]), alternativeNames(names)],
  });
  return present(certificate, keys);
}

function createIssuer(authority: x509.X509Certificate, authorityKeys: webcrypto.CryptoKeyPair) {
  return async (commonName: string, validity: Validity, extensions: x509.Extension[]): Promise<Issued> => {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...describe(commonName, validity),
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
        ...extensions,
      ],
    });
    return present(certificate, keys);
  };
}

// Longer than any warning before an end, so that nothing warns of a certificate that isn't about that.
const LIFETIME_DAYS = 90;
const SHIFT_DAYS: Record<Validity, number> = { current: 0, expired: -LIFETIME_DAYS - 1, future: LIFETIME_DAYS + 1 };

function describe(commonName: string, validity: Validity) {
  const shiftMs = SHIFT_DAYS[validity] * DAY_MS;
  return {
    // RFC 5280 section 4.1.2.2: positive, so the top bit is clear.
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    subject: [{ CN: [commonName] }],
    name: [{ CN: [commonName] }],
    notBefore: new Date(Date.now() - DAY_MS + shiftMs),
    notAfter: new Date(Date.now() + LIFETIME_DAYS * DAY_MS + shiftMs),
    signingAlgorithm: SIGNATURE,
  };
}

function alternativeNames(names: string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
  );
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

async function present(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): Promise<Issued> {
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    privateKeyPem: `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n`,
  };
}
