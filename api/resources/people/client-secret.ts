import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import type { RegistrationRow } from '../../tables/registration.ts';

/** 256 random bits, as a text that a URL and a header can carry. */
export const newClientSecret = (): string => randomBytes(32).toString('base64url');

export function sealClientSecret(scope: Scope, registrationId: string, clientSecret: string): Buffer {
  return scope.cipher.encrypt(clientSecret, placeOf(registrationId));
}

/** The secret in clear: for the answer to the creation and for the toolkit's credentials. */
export function clientSecretOf(scope: Scope, row: Readonly<RegistrationRow>): string {
  return scope.cipher.decrypt(row.client_secret, placeOf(row.id));
}

/** The secret in clear; null: nobody can read it any more. */
export const readableClientSecret = (scope: Scope, row: Readonly<RegistrationRow>): string | null =>
  ifReadable(() => clientSecretOf(scope, row));

/** Whether nobody can read the secret any more. */
export const isClientSecretUnreadable = (scope: Scope, row: Readonly<RegistrationRow>): boolean =>
  !scope.cipher.opens(row.client_secret, placeOf(row.id));

/** Tells secrets apart without telling them, to those who may set another; one that nobody can read is like none. */
export function clientSecretFingerprint(scope: Scope, row: Readonly<RegistrationRow>): string | null {
  const realm = { orgId: row.org_id, adminOrgId: scope.adminOrgId };
  if (!mayAny(scope.caller, ['cloud/manage'], realm)) return null;
  const secret = readableClientSecret(scope, row);
  return secret === null ? null : scope.fingerprint(row.id, secret);
}

/** Compares in constant time, whatever the lengths. A secret that nobody can read is nobody's, which the log tells. */
export function verifyClient(scope: Scope, row: RegistrationRow, clientSecret: string): boolean {
  const stored = readableClientSecret(scope, row);
  if (stored === null) scope.log.warn({ registration: row.id }, 'the secret of a registration cannot be decrypted');
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(stored ?? newClientSecret()), digest(clientSecret));
}

const placeOf = (row: string) => ({ table: 'registration', column: 'client_secret', row });
