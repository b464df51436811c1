const BLOCK = /-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g;

/** Whether two PEM texts hold the same blocks, in whatever order, however they are spaced and commented. */
export function isSamePem(a: string, b: string): boolean {
  return essence(a) === essence(b);
}

function essence(pem: string): string {
  const blocks = (pem.match(BLOCK) ?? [pem]).map((block) => block.replace(/\s+/g, ''));
  return [...new Set(blocks)].toSorted().join('');
}

/** What is wrong with a PEM text of certificates, as the end of a sentence: a private key has to stay out of the state. */
export function certificatesFault(pem: string): string | undefined {
  if (/-----BEGIN [^-]*PRIVATE KEY-----/.test(pem)) return 'must hold certificates only, and it holds a private key';
  return /-----BEGIN CERTIFICATE-----/.test(pem)
    ? undefined
    : 'must be PEM: it has no -----BEGIN CERTIFICATE----- block';
}
