import { createHmac } from 'node:crypto';
import type { Fingerprint } from '../context.ts';

/** HMAC-SHA-256 (RFC 2104) over object id and secret, with a random key of its own that is never rotated. */
export function createFingerprint(key: Buffer): Fingerprint {
  return (objectId, secret) => createHmac('sha256', key).update(`${objectId}\n${secret}`).digest('hex');
}
