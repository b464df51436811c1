/** The wire's cipher suites and their names in OpenSSL (openssl-ciphers(1)). */

const CBC_AND_GCM = {
  AES_256_GCM_SHA384: 'AES256-GCM-SHA384',
  AES_128_GCM_SHA256: 'AES128-GCM-SHA256',
  AES_128_CBC_SHA256: 'AES128-SHA256',
  AES_256_CBC_SHA: 'AES256-SHA',
  AES_128_CBC_SHA: 'AES128-SHA',
  '3DES_EDE_CBC_SHA': null,
};
const RSA_SUITES = { ...CBC_AND_GCM, AES_256_CBC_SHA256: 'AES256-SHA256' };
const ECDHE_SUITES = { ...CBC_AND_GCM, AES_256_CBC_SHA384: 'AES256-SHA384' };

/** TLS 1.3 suites have the same name everywhere (RFC 8446, appendix B.4). */
const TLS13_SUITES = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
];

const OPENSSL_NAMES: ReadonlyMap<string, string | null> = new Map([
  ...suites('RSA', '', RSA_SUITES),
  ...suites('DHE_RSA', 'DHE-RSA-', RSA_SUITES),
  ...suites('DHE_DSS', 'DHE-DSS-', RSA_SUITES),
  ...suites('ECDHE_RSA', 'ECDHE-RSA-', ECDHE_SUITES),
  ...suites('ECDHE_ECDSA', 'ECDHE-ECDSA-', ECDHE_SUITES),
  ...TLS13_SUITES.map((name): [string, string] => [name, name]),
]);

/** Every cipher a TLS client profile may list. */
export const CIPHERS: readonly string[] = [...OPENSSL_NAMES.keys()];

/** OpenSSL's name of a cipher; null for 3DES, which Node's OpenSSL no longer has, and for an unknown name. */
export function opensslName(cipher: string): string | null {
  return OPENSSL_NAMES.get(cipher) ?? null;
}

/** Those of `ciphers` that one of `protocols` can really negotiate. Empty: the profile cannot connect to anything. */
export function usableCiphers(protocols: readonly string[], ciphers: readonly string[]): string[] {
  return ciphers.filter(
    (cipher) => opensslName(cipher) !== null && protocolsOf(cipher).some((protocol) => protocols.includes(protocol)),
  );
}

/** SHA-1 suites work up to TLS 1.2; those with GCM or an SHA-2 MAC came with TLS 1.2 (RFC 5246, 5288, 5289). */
function protocolsOf(cipher: string): string[] {
  if (cipher.startsWith('TLS_')) return ['tls_v1.3'];
  return cipher.endsWith('_SHA') ? ['tls_v1.0', 'tls_v1.1', 'tls_v1.2'] : ['tls_v1.2'];
}

function suites(
  keyExchange: string,
  opensslPrefix: string,
  bulk: Record<string, string | null>,
): [string, string | null][] {
  return Object.entries(bulk).map(([name, openssl]) => [
    `${keyExchange}_WITH_${name}`,
    openssl && `${opensslPrefix}${openssl}`,
  ]);
}
