import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import Signer from 'nodemailer/lib/dkim';

/** By what mail is signed (RFC 6376): whose it is said to be, and under which name the public key stands in DNS. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** RSA, PKCS#8 PEM; null: it can no longer be decrypted. */
  privateKey: string | null;
}

const HEADER = 'DKIM-Signature:';

/**
 * A message with its signature in front. Mail is never sent unsigned once it is to be signed: who reads it may have been
 * told to trust no other.
 * @throws when the key cannot sign
 */
export async function signMessage(raw: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  if (privateKey === null) throw new Error(UNREADABLE);
  if (!isRsa(privateKey)) throw new Error(UNUSABLE);
  const signer = new Signer({ domainName: domain, keySelector: selector, privateKey });
  const signed = await buffer(signer.sign(raw));
  // It leaves a message as it is where signing fails.
  if (!signed.subarray(0, HEADER.length).equals(Buffer.from(HEADER))) throw new Error(UNUSABLE);
  return signed;
}

/** With a key of another kind a signature would be made that nobody can verify. */
function isRsa(privateKey: string): boolean {
  try {
    return createPrivateKey(privateKey).asymmetricKeyType === 'rsa';
  } catch {
    return false; // What cannot be read signs nothing; that is told to whoever looks at the delivery.
  }
}

const UNREADABLE =
  'The mail cannot be signed (DKIM): the private key of the keystore in the cloud settings can no longer be decrypted. Store the keystore again.';
const UNUSABLE =
  'The mail cannot be signed (DKIM): the private key of the keystore in the cloud settings is no RSA key that signs. Store another one, or unset dkim.';
