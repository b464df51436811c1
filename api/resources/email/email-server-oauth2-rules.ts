import type { Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import { violation } from '../../errors.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import type { OAuth2Input } from './email-server-oauth2.ts';
import { demandStored, isSent, REDACTED, setSecret } from './email-server-secret.ts';

type OAuth2Change = Pick<Change<EmailServerRow, unknown>, 'row' | 'before'>;

/** Merges by key; null clears a key that may be null. */
export function assignOAuth2(scope: Scope, { row, before }: OAuth2Change, sent: NonNullable<OAuth2Input>): void {
  const { client_id, client_secret, refresh_token, token_url, scope: wanted } = sent;
  if (client_id !== undefined) row.oauth2_client_id = client_id;
  if (token_url !== undefined) row.oauth2_token_url = token_url;
  if (wanted !== undefined) row.oauth2_scope = wanted;
  for (const [name, value] of Object.entries({ client_secret, refresh_token })) {
    const column = `oauth2_${name}` as 'oauth2_client_secret' | 'oauth2_refresh_token';
    if (value === REDACTED) demandStored(before, column, `/credentials/auth/${name}`);
    else if (value !== undefined) setSecret(scope, row, column, value);
  }
  demandComplete(row);
}

export function clearOAuth2(row: EmailServerRow): void {
  row.oauth2_client_id = null;
  row.oauth2_client_secret = null;
  row.oauth2_refresh_token = null;
  row.oauth2_token_url = null;
  row.oauth2_scope = null;
}

function demandComplete(row: EmailServerRow): void {
  const missing = (['client_id', 'token_url'] as const).find((name) => row[`oauth2_${name}`] === null);
  if (missing) throw violation(`/credentials/auth/${missing}`, 'is required');
  if (row.oauth2_client_secret === null && row.oauth2_refresh_token === null)
    throw violation('/credentials/auth/client_secret', 'is required where there is no refresh token');
}

const SETTINGS = [
  'oauth2_client_id',
  'oauth2_client_secret',
  'oauth2_refresh_token',
  'oauth2_token_url',
  'oauth2_scope',
] as const;

/** Tokens that were issued for other settings are used no more. */
export function renewEpoch({ row, before }: OAuth2Change): void {
  if (before && SETTINGS.some((column) => row[column] !== before[column])) row.oauth2_epoch = before.oauth2_epoch + 1;
}

/** The secrets that are stored, and are not sent again with this change. */
export function storedOnly(row: EmailServerRow, sent: OAuth2Input | undefined): string[] {
  return (['client_secret', 'refresh_token'] as const).filter(
    (name) => row[`oauth2_${name}`] !== null && !isSent(sent?.[name]),
  );
}
