import { plainError } from '../framework/diagnostic.ts';
import { throwIfStopped, unlessStopped } from '../framework/wait.ts';
import { ApiError } from './api-error.ts';
import type { Credentials } from './credentials.ts';

/** Asks `POST /api/token`. */
export type AskToken = (grant: Readonly<Record<string, string>>) => Promise<string>;

/** The access token, fetched when it is first needed and again when it has expired. */
export class SignIn {
  readonly #credentials: Credentials;
  readonly #ask: AskToken;
  #token: Promise<string> | undefined;

  constructor(credentials: Credentials, ask: AskToken) {
    this.#credentials = credentials;
    this.#ask = ask;
  }

  /**
   * @param signal ends the wait for it; the request itself goes on for others who wait
   * @throws DiagnosticError that says which credentials were refused, never what they are
   */
  async token(signal: AbortSignal): Promise<string> {
    if (this.#credentials.kind === 'token') return this.#credentials.token;
    throwIfStopped(signal);
    this.#token ??= this.#fetch();
    return unlessStopped(this.#token, signal);
  }

  /** Gives up a token that was refused; of many that were refused it, one fetches the next. False: there is no other. */
  async renew(refused: string): Promise<boolean> {
    if (this.#credentials.kind === 'token') return false;
    const held = this.#token;
    if ((await held) === refused && this.#token === held) this.#token = undefined;
    return true;
  }

  async #fetch(): Promise<string> {
    try {
      return await this.#ask(grantOf(this.#credentials));
    } catch (error) {
      // The next request tries anew: what failed may have been the network.
      this.#token = undefined;
      throw error instanceof ApiError ? signInRefused(this.#credentials, error) : error;
    }
  }
}

function grantOf(credentials: Credentials): Record<string, string> {
  const { kind, ...secrets } = credentials;
  return { grant_type: kind, ...secrets };
}

/** What signs in once more. @throws DiagnosticError where there is but a ready token */
export function sessionGrant(credentials: Credentials): Record<string, string> {
  if (credentials.kind !== 'token') return grantOf(credentials);
  const detail =
    'A token makes no other token. Give the provider `username` and `password`, or `client_id` and `client_secret`.';
  throw plainError('The provider has a ready token and no credentials to sign in with', detail);
}

/** Who gave a ready token, which nobody can renew. */
export const TOKEN_OWNER = 'the owner of the given token';

/** Whom the API takes us for, in words. */
export function describeCaller(credentials: Credentials): string {
  switch (credentials.kind) {
    case 'password':
      return `the user ${JSON.stringify(credentials.username)} of the realm ${credentials.realm}`;
    case 'client_credentials':
      return `the registration ${JSON.stringify(credentials.client_id)}`;
    case 'token':
      return TOKEN_OWNER;
  }
}

function signInRefused(credentials: Credentials, error: ApiError): Error {
  const advice = {
    password: 'Check `username`, `password` and `realm` (GATEPOST_USERNAME, GATEPOST_PASSWORD, GATEPOST_REALM).',
    client_credentials: 'Check `client_id` and `client_secret` (GATEPOST_CLIENT_ID, GATEPOST_CLIENT_SECRET).',
    token: '',
  };
  const summary = `The API did not sign in ${describeCaller(credentials)}`;
  return plainError(summary, `${error.message}. ${advice[credentials.kind]}`);
}
