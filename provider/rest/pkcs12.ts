/** What is wrong with a text that should be a PKCS#12 archive in base64, as the end of a sentence. */
export function pkcs12Fault(text: string): string | undefined {
  if (text.includes('-----BEGIN')) return 'must be PKCS#12 in base64, and it is PEM';
  // DER of any length that an archive has begins with the bytes 30 80 to 30 84.
  return /^\s*MI[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)
    ? undefined
    : 'must be PKCS#12 in base64, as filebase64("store.p12") gives it';
}

/** Whether two texts are the same archive, however its base64 is broken into lines. */
export function isSameArchive(a: string, b: string): boolean {
  return a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}
