import { z } from 'zod';
import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { violation } from '../../errors.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { oauth2, oauth2View, presentOAuth2 } from './email-server-oauth2.ts';
import { assignOAuth2, clearOAuth2, renewEpoch, storedOnly } from './email-server-oauth2-rules.ts';
import {
  demandStored,
  isSecretUnreadable,
  isSent,
  REDACTED,
  SECRETS,
  secretOf,
  setSecret,
} from './email-server-secret.ts';

export const credentials = () =>
  z
    .strictObject({
      username: field.line(1023).nullable().optional(),
      password: field.line(1023).nullable().optional(),
      auth: field
        .own(oauth2().describe('OAuth 2.0 in place of a password, which it takes the place of; null: none.'))
        .optional(),
    })
    .nullable()
    .describe('Only when the server asks for them; merged by key.');

export const credentialsView = () =>
  z.strictObject({
    username: z.string().optional(),
    password: z.literal(REDACTED).optional(),
    auth: field.own(oauth2View()).optional(),
  });

export const presentCredentials = (row: EmailServerRow): object => ({
  ...(row.username !== null && { username: row.username }),
  ...(row.password !== null && { password: REDACTED }),
  ...presentOAuth2(row),
});

type Credentials = z.infer<ReturnType<typeof credentials>>;
type ServerChange = Change<EmailServerRow, { credentials?: Credentials | undefined }>;

/** Whether there is a secret that nobody can read any more. */
export const isUnreadable = (scope: Scope, row: Readonly<EmailServerRow>): boolean =>
  SECRETS.some((column) => isSecretUnreadable(scope, row, column));

const NONE = { username: null, password: null, auth: null };

/** Merges the credentials by key; null clears. A server is signed in to in one way: the one that was sent last. */
export function assignCredentials(scope: Scope, change: ServerChange): void {
  const { row, before, input } = change;
  if (input.credentials === undefined) return;
  const sent = input.credentials ?? NONE;
  if (sent.password === REDACTED && !before) demandStored(before, 'password', '/credentials/password');
  if (sent.username !== undefined) row.username = sent.username;
  assignWay(scope, change, withoutOther(sent));
  demandUser(row);
  renewEpoch(change);
}

type Sent = NonNullable<Credentials>;

/** What takes the place of what. @throws a violation where two ways are sent at once */
function withoutOther(sent: Sent): Sent {
  const isPasswordSent = isSent(sent.password) && sent.password !== null;
  if (sent.auth && isPasswordSent) {
    throw violation('/credentials/auth', 'is another way to sign in than the password; send one of them');
  }
  if (sent.auth) return { ...sent, password: null };
  // Whoever knows nothing of OAuth 2.0 sends null for both where nobody is to sign in.
  const isNone = sent.username === null && sent.password === null;
  return isPasswordSent || isNone ? { ...sent, auth: null } : sent;
}

function assignWay(scope: Scope, change: ServerChange, { password, auth }: Sent): void {
  const { row } = change;
  if (auth === null) clearOAuth2(row);
  else if (auth !== undefined) assignOAuth2(scope, change, auth);
  if (!isSent(password)) return;
  row.password_fingerprint = password === null ? null : scope.fingerprint(row.id, password);
  setSecret(scope, row, 'password', password);
}

function demandUser({ username, password, oauth2_client_id }: EmailServerRow): void {
  if (username !== null) return;
  if (password !== null)
    throw violation('/credentials/username', 'is required with a password; send both, or null for both');
  if (oauth2_client_id !== null)
    throw violation(
      '/credentials/username',
      'is required with OAuth 2.0: who signs in, mostly the address of a mailbox',
    );
}

/** Tells passwords apart without telling them; one that nobody can read is like none. */
export function passwordFingerprint(scope: Scope, row: Readonly<EmailServerRow>): string | null {
  if (row.password === null || isSecretUnreadable(scope, row, 'password')) return null;
  return row.password_fingerprint ?? scope.fingerprint(row.id, secretOf(scope, row, 'password') ?? '');
}

/** The same for the client secret of OAuth 2.0; for those who may change it. */
export function clientSecretFingerprint(scope: Scope, row: Readonly<EmailServerRow>): string | null {
  const column = 'oauth2_client_secret';
  const realm = { orgId: row.org_id, adminOrgId: scope.adminOrgId };
  if (row[column] === null || !mayAny(scope.caller, ['org/settings:manage'], realm)) return null;
  if (isSecretUnreadable(scope, row, column)) return null;
  return scope.fingerprint(row.id, secretOf(scope, row, column) ?? '');
}

/** Only a server whose user is said to have no password keeps one without. */
function isMissing({ username, oauth2_client_id }: EmailServerRow, { before, input }: ServerChange): boolean {
  const sent = input.credentials?.password;
  if (username === null || oauth2_client_id !== null || sent === null) return false;
  return sent === REDACTED || username !== before?.username || before.oauth2_client_id !== null;
}

const DESTINATION = ['host', 'port', 'secure', 'tls_client_profile_id', 'username', 'oauth2_token_url'] as const;

/**
 * Stored secrets go only where they were meant to go: whoever changes the destination sends them again.
 * @throws 400 password_required
 */
export function demandSecretsForDestination(change: ServerChange): void {
  const { row, before, input } = change;
  if (row.password === null && isMissing(row, change)) {
    throw required('password', 'goes with the user; send it, or null where the user has none');
  }
  if (!before) return;
  const moved = DESTINATION.filter((column) => row[column] !== before[column]);
  if (moved.length === 0) return;
  const [stored] = [
    ...(row.password !== null && !isSent(input.credentials?.password) ? ['password'] : []),
    ...storedOnly(row, input.credentials?.auth).map((name) => `auth/${name}`),
  ];
  const what = moved.map((column) => column.replace('oauth2_', '')).join(', ');
  if (stored) throw required(stored, `is bound to its destination; send it again with the change of ${what}`);
}

const required = (field: string, message: string) => violation(`/credentials/${field}`, message, 'password_required');

const WARNINGS = {
  password:
    'secure is false: the password travels over a connection that is not verified, and may not even be encrypted.',
  oauth2_client_id:
    'secure is false: access tokens travel over a connection that is not verified, and may not even be encrypted.',
};

export function credentialsWarnings(row: EmailServerRow): string[] {
  if (row.secure) return [];
  return (['password', 'oauth2_client_id'] as const)
    .filter((column) => row[column] !== null)
    .map((column) => WARNINGS[column]);
}
