import { createCipheriv, createDecipheriv, createHash, hash, randomBytes } from 'node:crypto';
import type { Cipher, Place } from '../context.ts';

/** A stored secret that no key at hand decrypts: it was written with another one, or moved from another row. */
export class UnreadableSecret extends Error {
  constructor({ table, column, row }: Place, why: string) {
    super(`${table}.${column} of ${row} cannot be decrypted: ${why}.`);
  }
}

/** What a secret says; null: nobody can tell any more. One such secret must not hide the objects beside it. */
export function ifReadable<Secret>(read: () => Secret): Secret | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableSecret) return null;
    throw error;
  }
}

/** Ciphertexts of which it is known that they open; each takes some 150 bytes. */
const MOST_KNOWN = 20_000;
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
  /** Ciphertexts that opened, each in its place: that does not change, as long as these are the keys. */
  const opened = new Set<string>();
  return {
    opens(data, place) {
      const known = `${place.table} ${place.column} ${place.row} ${hash('sha256', data, 'base64')}`;
      if (opened.has(known)) return true;
      const isOpen = ifReadable(() => this.decrypt(data, place)) !== null;
      if (opened.size >= MOST_KNOWN) opened.clear();
      if (isOpen) opened.add(known);
      return isOpen;
    },
    encrypt(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(boundTo(place));
      return Buffer.concat([currentId, nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(data, place) {
      const key = keys.get(data.subarray(0, KEY_ID_BYTES).toString('hex'));
      if (!key) throw new UnreadableSecret(place, 'it was written with another key');
      return open(key, data.subarray(KEY_ID_BYTES), place);
    },
    keyId: currentId,
  };
}

function open(key: Buffer, sealed: Buffer, place: Place): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(boundTo(place));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new UnreadableSecret(place, 'it was changed, or stands in another place than it was written for');
  }
}

function keyId(key: Buffer): Buffer {
  return createHash('sha256').update('gatepost key id').update(key).digest().subarray(0, KEY_ID_BYTES);
}

function boundTo(place: Place): Buffer {
  return Buffer.from(`${place.table}\n${place.column}\n${place.row}`);
}
