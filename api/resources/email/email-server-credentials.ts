import type { Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import { violation } from '../../errors.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';

/** What stands in answers where a secret is. Sent back, it means: unchanged. */
export const REDACTED = '********';

interface Input {
  credentials?: { username?: string | null | undefined; password?: string | null | undefined } | null | undefined;
}

type ServerChange = Change<EmailServerRow, Input>;

const placeOf = (row: string) => ({ table: 'email_server', column: 'password', row });

/** The password in clear: for the connection to the server and for its fingerprint, never for an answer. */
export function passwordOf(scope: Pick<Scope, 'cipher'>, row: Readonly<EmailServerRow>): string | null {
  return row.password === null ? null : scope.cipher.decrypt(row.password, placeOf(row.id));
}

/** Whether there is a password that nobody can read any more. */
export const isPasswordUnreadable = (scope: Scope, row: Readonly<EmailServerRow>): boolean =>
  row.password !== null && !scope.cipher.opens(row.password, placeOf(row.id));

/** Merges the credentials by key; null clears. */
export function assignCredentials(scope: Scope, { row, before, input }: ServerChange): void {
  if (input.credentials === undefined) return;
  const { username, password } = input.credentials ?? { username: null, password: null };
  if (password === REDACTED && !before) {
    throw violation(
      '/credentials/password',
      `is ${REDACTED}, which stands for a password that is not shown; send the password`,
    );
  }
  if (username !== undefined) row.username = username;
  if (password !== undefined && password !== REDACTED) setPassword(scope, row, password);
  if (row.username === null && row.password !== null) {
    throw violation('/credentials/username', 'is required with a password; send both, or null for both');
  }
}

/** The same password again keeps its ciphertext, so that nothing counts as changed. */
function setPassword(scope: Scope, row: EmailServerRow, password: string | null): void {
  row.password_fingerprint = password === null ? null : scope.fingerprint(row.id, password);
  if (password === null) row.password = null;
  else if (password !== ifReadable(() => passwordOf(scope, row)))
    row.password = scope.cipher.encrypt(password, placeOf(row.id));
}

/** Tells passwords apart without telling them; one that nobody can read is like none. */
export function passwordFingerprint(scope: Scope, row: Readonly<EmailServerRow>): string | null {
  if (row.password === null || isPasswordUnreadable(scope, row)) return null;
  return row.password_fingerprint ?? scope.fingerprint(row.id, passwordOf(scope, row) ?? '');
}

/** Only a server whose user is said to have no password keeps one without. */
function isMissing({ username }: EmailServerRow, before: ServerChange['before'], sent: string | null | undefined) {
  if (username === null || sent === null) return false;
  return sent === REDACTED || username !== before?.username;
}

const DESTINATION = ['host', 'port', 'secure', 'tls_client_profile_id', 'username'] as const;

/**
 * A stored password goes only where it was meant to go: whoever changes the destination sends it again.
 * @throws 400 password_required
 */
export function demandPasswordForDestination({ row, before, input }: ServerChange): void {
  const sent = input.credentials?.password;
  const isSent = sent !== undefined && sent !== REDACTED;
  if (row.password === null && isMissing(row, before, sent)) {
    throw required('goes with the user; send it, or null where the user has none');
  }
  if (!before || isSent || row.password === null) return;
  const moved = DESTINATION.filter((column) => row[column] !== before[column]);
  if (moved.length > 0)
    throw required(`is bound to its destination; send it again with the change of ${moved.join(', ')}`);
}

const required = (message: string) => violation('/credentials/password', message, 'password_required');
