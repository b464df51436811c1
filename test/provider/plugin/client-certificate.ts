import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' };

export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
}

interface Issuer {
  readonly keys: webcrypto.CryptoKeyPair;
}

/** A certificate like the one go-plugin's client makes for itself at each start: ECDSA P-521, self-signed, a CA. */
export async function createClientIdentity(): Promise<ClientIdentity & Issuer> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { KeyUsageFlags } = x509;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment | KeyUsageFlags.keyCertSign,
        true,
      ),
      bothUsages(),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys), keys };
}

/** Another certificate that the first one's key vouches for. */
export async function createIssuedIdentity({ keys: issuer }: Issuer): Promise<ClientIdentity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    ...common(),
    subject: 'CN=impostor',
    issuer: 'CN=localhost',
    publicKey: keys.publicKey,
    signingKey: issuer.privateKey,
    extensions: [bothUsages()],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys) };
}

function common() {
  x509.cryptoProvider.set(webcrypto as typeof globalThis.crypto);
  const dayMs = 86_400_000;
  const [notBefore, notAfter] = [new Date(Date.now() - dayMs), new Date(Date.now() + dayMs)];
  return { name: 'CN=localhost', notBefore, notAfter, signingAlgorithm: algorithm };
}

function bothUsages(): x509.ExtendedKeyUsageExtension {
  return new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth, x509.ExtendedKeyUsage.serverAuth]);
}

async function exportKey(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}
