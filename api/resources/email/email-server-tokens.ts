import type { Scope } from '../../context.ts';
import { keptTokens } from '../../mail/oauth/kept-tokens.ts';
import { passingTokens } from '../../mail/oauth/passing-tokens.ts';
import type { AccessTokens, OAuthCredentials } from '../../mail/server/access-token.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { secretOf } from './email-server-secret.ts';

type Reader = Pick<Scope, 'manager' | 'cipher' | 'config'>;

/** The access tokens of a saved email server, shared by all processes; null: it is not signed in to by OAuth 2.0. */
export function accessTokensOf({ manager, cipher, config }: Reader, row: EmailServerRow): AccessTokens | null {
  const credentials = credentialsOf({ cipher }, row);
  if (credentials === null) return null;
  const keeping = { serverId: row.id, epoch: row.oauth2_epoch, cipher, database: manager.dataSource };
  return keptTokens({ ...keeping, credentials, destinations: config.smtp });
}

/** The same for one that is not saved. */
export function passingTokensOf({ cipher, config }: Omit<Reader, 'manager'>, row: EmailServerRow): AccessTokens | null {
  const credentials = credentialsOf({ cipher }, row);
  return credentials && passingTokens(credentials, config.smtp);
}

function credentialsOf(scope: Pick<Scope, 'cipher'>, row: EmailServerRow): OAuthCredentials | null {
  const { oauth2_client_id: client_id, oauth2_token_url: token_url, oauth2_scope } = row;
  if (client_id === null || token_url === null) return null;
  return {
    client_id,
    client_secret: secretOf(scope, row, 'oauth2_client_secret'),
    refresh_token: secretOf(scope, row, 'oauth2_refresh_token'),
    token_url,
    scope: oauth2_scope,
  };
}
