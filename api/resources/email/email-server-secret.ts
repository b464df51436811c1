import type { Scope } from '../../context.ts';
import { violation } from '../../errors.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';

/** What stands in answers where a secret is. Sent back, it means: unchanged. */
export const REDACTED = '********';

/** The columns of an email server that hold a secret. */
export const SECRETS = ['password', 'oauth2_client_secret', 'oauth2_refresh_token'] as const;
type Secret = (typeof SECRETS)[number];

const placeOf = (row: string, column: Secret) => ({ table: 'email_server', column, row });

/** A secret in clear: for whoever it is meant for, and for its fingerprint, never for an answer. */
export function secretOf(scope: Pick<Scope, 'cipher'>, row: Readonly<EmailServerRow>, column: Secret): string | null {
  const sealed = row[column];
  return sealed === null ? null : scope.cipher.decrypt(sealed, placeOf(row.id, column));
}

/** Whether there is a secret that nobody can read any more. */
export const isSecretUnreadable = (scope: Scope, row: Readonly<EmailServerRow>, column: Secret): boolean =>
  row[column] !== null && !scope.cipher.opens(row[column], placeOf(row.id, column));

/** Null takes it away. The same secret again keeps its ciphertext, so that nothing counts as changed. */
export function setSecret(scope: Scope, row: EmailServerRow, column: Secret, plain: string | null): void {
  if (plain === null) row[column] = null;
  else if (plain !== ifReadable(() => secretOf(scope, row, column)))
    row[column] = scope.cipher.encrypt(plain, placeOf(row.id, column));
}

/** Whether a secret was sent, or null for none; what stands for one is neither. */
export const isSent = (value: string | null | undefined): value is string | null =>
  value !== undefined && value !== REDACTED;

/** @throws a violation where what stands for a secret stands for none */
export function demandStored(row: Readonly<EmailServerRow> | null, column: Secret, pointer: string): void {
  if (row && row[column] !== null) return;
  throw violation(pointer, `is ${REDACTED}, which stands for a secret that is not shown; send the secret itself`);
}
