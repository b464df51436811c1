import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Cipher, Place } from '../context.ts';

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A cipher that writes with `current` and reads whatever `previous` keys wrote too: AES-256-GCM (NIST SP 800-38D),
 * ciphertext = key id ‖ nonce ‖ data ‖ tag.
 */
export function createCipher(current: Buffer, previous: readonly Buffer[] = []): Cipher {
  const keys = new Map([current, ...previous].map((key) => [keyId(key).toString('hex'), key]));
  const currentId = keyId(current);
  return {
    encrypt(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(boundTo(place));
      return Buffer.concat([currentId, nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(data, place) {
      const key = keys.get(data.subarray(0, KEY_ID_BYTES).toString('hex'));
      if (!key) throw new Error(`No key decrypts ${place.table}.${place.column}: it was written with another key.`);
      return open(key, data.subarray(KEY_ID_BYTES), place);
    },
    keyId: currentId,
  };
}

function open(key: Buffer, sealed: Buffer, place: Place): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(boundTo(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

function keyId(key: Buffer): Buffer {
  return createHash('sha256').update('gatepost key id').update(key).digest().subarray(0, KEY_ID_BYTES);
}

function boundTo(place: Place): Buffer {
  return Buffer.from(`${place.table}\n${place.column}\n${place.row}`);
}
