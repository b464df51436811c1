/** What is shown at a token endpoint (RFC 6749, sections 4.4 and 6), decrypted. Never logged. */
export interface OAuthCredentials {
  client_id: string;
  /** Null: the client is a public one, which has a refresh token. */
  client_secret: string | null;
  /** Null: the client itself is who mail is sent as. */
  refresh_token: string | null;
  token_url: string;
  scope: string | null;
}

export interface AccessToken {
  value: string;
  /** It was not asked for just now: should it be refused, another may be taken. */
  isKept: boolean;
  /** What else is to be known of it, for people. */
  remark?: string;
}

/** Where the access tokens of one mail server come from. */
export interface AccessTokens {
  /** The host of the token endpoint. */
  readonly host: string;
  /** Says which settings they belong to: the same key, the same tokens. */
  readonly key: string;
  /** Whatever was said to a mail server lately that holds a token: its words are shown without it. */
  readonly said: Set<string>;
  /** @throws TokenFailure */
  current(): Promise<AccessToken>;
  /**
   * Another one in place of one that the mail server refused; null: that one was new, and another would be no better.
   * @throws TokenFailure
   */
  renewed(refused: string): Promise<AccessToken | null>;
}

/** Connections live for a while, in which several tokens may come. */
const MOST_SAID = 64;

/** Notes what a mail server may give back. */
export function noteSaid(said: Set<string>, secret: string): void {
  said.delete(secret);
  said.add(secret);
  const [oldest] = said;
  if (said.size > MOST_SAID && oldest !== undefined) said.delete(oldest);
}

/** Why there is no access token, in clean words for people. */
export class TokenFailure extends Error {
  readonly code: TokenFailureCode;

  constructor(code: TokenFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const TOKEN_FAILURE_CODES = [
  'TOKEN_NOT_PERMITTED',
  'TOKEN_UNREACHABLE',
  'TOKEN_REFUSED',
  'TOKEN_UNINTELLIGIBLE',
  'TOKEN_OUTDATED',
] as const;
export type TokenFailureCode = (typeof TOKEN_FAILURE_CODES)[number];
