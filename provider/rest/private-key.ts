import { createPrivateKey, type KeyObject } from 'node:crypto';
import { attributeError } from '../framework/diagnostic.ts';
import { certificatesIn } from './certificate.ts';

/** A keystore's parts while planning; undefined: not configured, or not known yet. */
export interface KeyParts {
  readonly certificates: string | undefined;
  readonly key: string | undefined;
  /** Whether a password is configured of which the value is not known yet. */
  readonly isPasswordOpen: boolean;
  readonly password: string | undefined;
}

/**
 * Checks the key of a keystore, as far as it is known while planning.
 * @throws DiagnosticError where the password does not open it, or it belongs to none of the certificates
 */
export function checkKey({ certificates, key: pem, password, isPasswordOpen }: KeyParts): void {
  if (pem === undefined || (isPasswordOpen && isEncrypted(pem))) return;
  const key = opened(pem, password);
  const read = certificates === undefined ? undefined : certificatesIn(certificates);
  if (read && read.length > 0 && !read.some((certificate) => certificate.checkPrivateKey(key))) throw belongsToNone();
}

function belongsToNone(): Error {
  return attributeError(
    ['private_key_pem'],
    'The private key belongs to another certificate',
    '`private_key_pem` (or `private_key_pem_wo`) matches none of the certificates in `cert_pem`. Give the key that the certificate was made for.',
  );
}

const isEncrypted = (pem: string): boolean => pem.includes('ENCRYPTED');

function opened(pem: string, password: string | undefined): KeyObject {
  if (isEncrypted(pem) && password === undefined) throw passwordMissing();
  try {
    return createPrivateKey({ key: tidy(pem), ...(password !== undefined && { passphrase: password }) });
  } catch {
    throw isEncrypted(pem) ? passwordWrong() : unreadable();
  }
}

/** Indented lines, as a heredoc may leave them, are no reason to refuse a key. */
const tidy = (pem: string): string =>
  pem
    .split(/\r?\n/)
    .map((line) => line.trim())
    .join('\n')
    .trim();

function passwordMissing(): Error {
  const detail = 'Set `private_key_password_wo` with `private_key_password_wo_version`, or `private_key_password`.';
  return attributeError(['private_key_password'], 'The private key is encrypted, and no password is given', detail);
}

function passwordWrong(): Error {
  const detail = '`private_key_password` (or `private_key_password_wo`) does not open the private key.';
  return attributeError(['private_key_password'], 'The password of the private key is wrong', detail);
}

function unreadable(): Error {
  const detail = '`private_key_pem` (or `private_key_pem_wo`) holds no private key in PEM that can be read.';
  return attributeError(['private_key_pem'], 'The private key can not be read', detail);
}
