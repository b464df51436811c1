import { isNativeError } from 'node:util/types';
import { cleanText } from '../../clean-text.ts';
import { type OAuthCredentials, TokenFailure } from '../server/access-token.ts';
import type { DestinationRules } from '../server/destination.ts';
import { tlsFailureOf } from '../tls/tls-failure.ts';
import { NOT_PERMITTED, POST_TIMEOUT_MS, postForm, TOO_LARGE } from './form-post.ts';
import { type IssuedTokens, readTokens } from './token-answer.ts';

/**
 * Asks a token endpoint for an access token, by refresh token where there is one, else by the client's own credentials.
 * @throws TokenFailure in words that hold no secret
 */
export async function requestTokens(credentials: OAuthCredentials, rules: DestinationRules): Promise<IssuedTokens> {
  const url = new URL(credentials.token_url);
  const answer = await postForm(url, formOf(credentials), rules).catch((error: unknown) => {
    throw unreachable(url, error);
  });
  return readTokens(url.host, answer, (said) => withoutSecrets(said, credentials));
}

/**
 * The client shows its secret in the body rather than by HTTP Basic (RFC 6749, section 2.3.1 allows both): what Google and
 * Microsoft document, and free of the question how a secret is escaped for Basic.
 */
function formOf({ client_id, client_secret, refresh_token, scope }: OAuthCredentials): URLSearchParams {
  const form = new URLSearchParams({
    grant_type: refresh_token === null ? 'client_credentials' : 'refresh_token',
    client_id,
  });
  if (client_secret !== null) form.set('client_secret', client_secret);
  if (refresh_token !== null) form.set('refresh_token', refresh_token);
  if (scope !== null) form.set('scope', scope);
  return form;
}

/** Some endpoints repeat in an error what they were sent. */
function withoutSecrets(said: string, { client_secret, refresh_token }: OAuthCredentials): string {
  const secrets = [client_secret, refresh_token].filter((secret) => secret !== null);
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.reduce((shown, secret) => shown.replaceAll(secret, '********'), said);
}

interface DialError extends Error {
  code?: string;
  errors?: Error[];
}

function unreachable({ protocol, host, hostname, port }: URL, thrown: unknown): TokenFailure {
  const error: DialError = isNativeError(thrown) ? thrown : new Error(String(thrown));
  const code = error.code ?? '';
  if (code === NOT_PERMITTED) {
    const words = `The token endpoint ${host} was not asked: connections may not go to its address.`;
    return new TokenFailure('TOKEN_NOT_PERMITTED', words);
  }
  if (code === TOO_LARGE) {
    return new TokenFailure('TOKEN_UNINTELLIGIBLE', `The token endpoint ${host} answered with more than 64 KB.`);
  }
  const server = { host: hostname, port: Number(port) || 443, timeout_ms: POST_TIMEOUT_MS };
  const inTls = protocol === 'https:' ? tlsFailureOf(code, 'auth')?.words(server) : undefined;
  // Attempts on several addresses fail together, with an empty message of their own.
  const said = inTls ?? error.errors?.map(({ message }) => message).join('; ') ?? error.message;
  return new TokenFailure('TOKEN_UNREACHABLE', cleanText(`The token endpoint ${host} cannot be used: ${said}`));
}
