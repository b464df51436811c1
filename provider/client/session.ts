import { isRecord } from '../framework/value.ts';
import type { ApiRequest } from './connection.ts';

type Ask = (request: ApiRequest, signal: AbortSignal) => Promise<unknown>;

export interface OpenedSession {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Further sign-ins with the credentials of the provider, each with an access token of its own. */
export class Sessions {
  readonly #ask: Ask;
  readonly #grant: () => Readonly<Record<string, string>>;

  /**
   * @param ask sends without a token, and answers the body
   * @param grant what `POST /api/token` takes; it throws where the credentials can't sign in
   */
  constructor(ask: Ask, grant: () => Readonly<Record<string, string>>) {
    this.#ask = ask;
    this.#grant = grant;
  }

  /** @param scopes what the token is narrowed to; none: all that the credentials may do */
  async open(scopes: readonly string[], signal: AbortSignal): Promise<OpenedSession> {
    const scope = scopes.length > 0 && { scope: scopes.join(' ') };
    const request: ApiRequest = { method: 'POST', path: '/token', body: { ...this.#grant(), ...scope } };
    const answer = await this.#ask(request, signal);
    const { access_token: token, expires_in: expiresIn } = isRecord(answer) ? answer : {};
    if (typeof token !== 'string' || typeof expiresIn !== 'number')
      throw new Error('The API answered no access token.');
    return { token, expiresIn };
  }

  /** Ends the session of a token; the token is worth nothing from then on. */
  async close(token: string, signal: AbortSignal): Promise<void> {
    const headers = { Authorization: `Bearer ${token}` };
    await this.#ask({ method: 'POST', path: '/me/sign-out', headers }, signal);
  }
}
