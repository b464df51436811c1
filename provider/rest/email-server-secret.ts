import { entry, type ValueRecord } from '../framework/value.ts';
import type { KeptSecret } from './kept-secret.ts';
import { plainSecret } from './secret.ts';

/** What an email server's view tells of its secrets. */
interface SecretsView {
  readonly id: string;
  readonly password_set: boolean;
  readonly password_fingerprint: string | null;
  readonly client_secret_fingerprint: string | null;
  readonly credentials: { readonly auth?: object };
  readonly unreadable: boolean;
}

/** The refresh token is not among them: the token endpoint may give another one at any time, which the API keeps. */
export const EMAIL_SERVER_SECRETS: readonly KeptSecret<SecretsView>[] = [
  {
    at: ['password'],
    onWire: ['credentials', 'password'],
    fingerprint: ({ password_set, unreadable, password_fingerprint }) =>
      password_set && !unreadable ? (password_fingerprint ?? undefined) : null,
    toWire: (config) => {
      const password = plainSecret('password', config);
      return password === undefined ? undefined : { credentials: { password } };
    },
  },
  {
    at: ['oauth2', 'client_secret'],
    onWire: ['credentials', 'auth', 'client_secret'],
    fingerprint: ({ credentials: { auth }, unreadable, client_secret_fingerprint }) =>
      auth && 'client_secret' in auth && !unreadable ? (client_secret_fingerprint ?? undefined) : null,
    toWire: (config: ValueRecord) => {
      const client_secret = plainSecret('client_secret', entry(config, 'oauth2'));
      return client_secret === undefined ? undefined : { credentials: { auth: { type: 'oauth2', client_secret } } };
    },
  },
];
