import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const DAY_MS = 86_400_000;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const EC = { name: 'ECDSA', namedCurve: 'P-256' };

/** A certificate that ends so many days from now, and its key; both PEM. RSA keys sign mail, too. */
export async function createCertificate({ name = 'test', days = 365, kind = 'ec' as 'ec' | 'rsa' } = {}) {
  const keys = (await webcrypto.subtle.generateKey(kind === 'rsa' ? RSA : EC, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: [{ CN: [name] }],
    notBefore: new Date(Date.now() - 400 * DAY_MS),
    notAfter: new Date(Date.now() + days * DAY_MS),
    signingAlgorithm: kind === 'rsa' ? RSA : { name: 'ECDSA', hash: 'SHA-256' },
    keys,
  });
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: `${key}\n` };
}

/** Both in one text, as a keystore takes them. */
export async function createKeystorePem(given: Parameters<typeof createCertificate>[0] = {}): Promise<string> {
  const { certificatePem, privateKeyPem } = await createCertificate(given);
  return certificatePem + privateKeyPem;
}
