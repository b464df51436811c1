import { createPrivateKey, X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Certificates with the one of the private key first, as TLS wants to send them (RFC 8446, section 4.4.2): people join
 * files in any order, and OpenSSL takes the first for the key's own. The others stay in their order.
 * @param certificates PEM as OpenSSL reads it
 */
export function ownFirst(certificates: string, privateKey: string): string {
  const blocks = certificates.match(BLOCK) ?? [];
  const key = createPrivateKey(privateKey);
  const own = blocks.find((pem) => new X509Certificate(pem).checkPrivateKey(key));
  if (own === undefined) return certificates;
  return `${[own, ...blocks.filter((pem) => pem !== own)].join('\n')}\n`;
}
