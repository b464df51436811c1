import { createPrivateKey } from 'node:crypto';
import { violation } from '../../errors.ts';

/** Receivers must take no less, and need take no more (RFC 8301, section 3.2). */
const MIN_BITS = 1024;
const MAX_BITS = 4096;

/** @throws a violation at the pointer when mail cannot be signed with a private key (PEM) */
export function demandSigningKey(pointer: string, privateKey: string): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(privateKey);
  const bits = details?.modulusLength ?? 0;
  if (type === 'rsa' && bits >= MIN_BITS && bits <= MAX_BITS) return;
  const found = type === 'rsa' ? `an RSA key of ${bits} bits` : `a key of the kind ${type}`;
  throw violation(
    pointer,
    `must hold an RSA key of ${MIN_BITS} to ${MAX_BITS} bits, by which mail is signed (DKIM), and holds ${found}`,
  );
}
