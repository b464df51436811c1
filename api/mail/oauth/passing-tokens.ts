import { type AccessTokens, noteSaid, type OAuthCredentials } from '../server/access-token.ts';
import type { DestinationRules } from '../server/destination.ts';
import { requestTokens } from './token-endpoint.ts';

const NEW_REFRESH_TOKEN =
  'the token endpoint replaced the refresh token, and a server that is not saved keeps no new one: where it takes each one once, get another before you save';

/** The access token of a server that is only tried: asked for each time, and kept nowhere. */
export function passingTokens(credentials: OAuthCredentials, destinations: DestinationRules): AccessTokens {
  const { host } = new URL(credentials.token_url);
  const said = new Set<string>();
  return {
    host,
    key: host,
    said,
    async current() {
      const { access_token: value, refresh_token } = await requestTokens(credentials, destinations);
      noteSaid(said, value);
      return { value, isKept: false, ...(refresh_token !== null && { remark: NEW_REFRESH_TOKEN }) };
    },
    renewed: async () => null,
  };
}
