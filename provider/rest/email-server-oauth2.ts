import { object, string } from '../framework/attribute-builder.ts';
import type { ConfigOf, PlanOf, StateOf, UnknowableConfigOf } from '../framework/infer.ts';
import type { ValidateContext } from '../framework/resource.ts';
import { isRecord } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';
import type { Blame } from './refusal.ts';
import { checkSecret, isConfigured, newSecret, secretAttributes, secretMissing, secretOf } from './secret.ts';
import { isSameUrl } from './spelling.ts';

/** Signing in to an email server by OAuth 2.0: the nested object `oauth2`, which is `credentials.auth` on the wire. */

const limits = constraints.email_server;
const WITHIN = ['oauth2'] as const;
const SECRETS = ['client_secret', 'refresh_token'] as const;
type Secret = (typeof SECRETS)[number];

const attributes = {
  client_id: string({
    description: 'The application, as the token endpoint knows it.',
    required: true,
    constraint: limits['credentials.auth.client_id'],
  }),
  ...secretAttributes('client_secret', 'Secret of the application.', limits['credentials.auth.client_secret']),
  ...secretAttributes(
    'refresh_token',
    'With it the application sends as whoever allowed it to; without it as itself. A new one that the token endpoint gives is kept by the API.',
    limits['credentials.auth.refresh_token'],
  ),
  token_url: string({
    description:
      'The token endpoint. It starts with `https://`; with `http://` only on the very machine of the API. The secrets go there.',
    required: true,
    constraint: limits['credentials.auth.token_url'],
    sameMeaning: isSameUrl,
  }),
  scope: string({
    description: 'What the access token is for, as the token endpoint names it.',
    optional: true,
    constraint: limits['credentials.auth.scope'],
  }),
};

export const oauth2 = object(attributes, {
  description:
    'OAuth 2.0 in place of a password: access tokens are asked for at a token endpoint, and shown by XOAUTH2 or OAUTHBEARER. Goes with `username`, mostly the address of a mailbox.',
  optional: true,
});

type Config = ConfigOf<typeof attributes>;
type Planned = PlanOf<typeof attributes>;
type State = StateOf<typeof attributes>;

/** As the API answers it. */
export interface OAuth2View {
  readonly client_id: string;
  readonly token_url: string;
  readonly scope: string | null;
}

export const oauth2State = (auth: OAuth2View | undefined) =>
  auth ? { client_id: auth.client_id, token_url: auth.token_url, scope: auth.scope } : null;

interface Unknowable {
  readonly username: unknown;
  readonly oauth2: UnknowableConfigOf<{ oauth2: typeof oauth2 }>['oauth2'];
}

export function checkOAuth2(config: Unknowable, error: ValidateContext<Record<never, never>>['error']): void {
  if (!isRecord(config.oauth2)) return;
  for (const name of SECRETS) checkSecret(name, config.oauth2, error, WITHIN);
  if (config.username === null) error(['username'], 'OAuth 2.0 without a user name', 'Set `username` too.');
  if (isConfigured('password', config)) {
    error([...WITHIN], 'Two ways to sign in', 'Set either `oauth2` or a password, not both.');
  }
}

export const hasOAuth2Secret = (config: object | null): boolean =>
  config !== null && SECRETS.some((name) => isConfigured(name, config));

/** @throws DiagnosticError where it is new and has no secret to ask with */
export function demandOAuth2Secret(planned: unknown, config: unknown, prior: unknown): void {
  if (!isRecord(planned) || !isRecord(config) || prior) return;
  if (!hasOAuth2Secret(config)) throw secretMissing('client_secret', WITHIN);
}

interface Change {
  readonly config: Config;
  readonly plan: Planned;
  /** Null: it is new. */
  readonly prior: State | null;
  /** Whether the email server is another one than the secrets were meant for. */
  readonly isMoved: boolean;
  /** Names of secrets that are set again: `oauth2.client_secret`. */
  readonly again: readonly string[];
}

export function oauth2ToWire({ config, plan, prior, isMoved, again }: Change) {
  const changed = (...names: (keyof Planned)[]) => names.some((name) => plan[name] !== (prior?.[name] ?? null));
  const isElsewhere = isMoved || prior === null || changed('token_url');
  const secret = (name: Secret): string | null | undefined => {
    if (wasSet(name, prior) && !wasSet(name, plan) && secretOf(name, config) === null) return null;
    if (isElsewhere || again.includes([...WITHIN, name].join('.'))) return secretOf(name, config) ?? undefined;
    return newSecret(name, { config, changed }, WITHIN);
  };
  return {
    type: 'oauth2',
    client_id: plan.client_id,
    token_url: plan.token_url,
    scope: plan.scope,
    client_secret: secret('client_secret'),
    refresh_token: secret('refresh_token'),
  };
}

/** As far as a state tells: the plain value, or the version of a write-only one. */
const wasSet = (name: Secret, values: Planned | State | null): boolean =>
  values !== null && (values[name] !== null || values[`${name}_wo_version`] !== null);

const blame =
  (name: Secret): Blame =>
  (_violation, { oauth2: config }) => [...WITHIN, isRecord(config) && config[name] !== null ? name : `${name}_wo`];

export const oauth2Pointers = {
  '/credentials/auth': [...WITHIN],
  '/credentials/auth/client_id': [...WITHIN, 'client_id'],
  '/credentials/auth/client_secret': blame('client_secret'),
  '/credentials/auth/refresh_token': blame('refresh_token'),
  '/credentials/auth/token_url': [...WITHIN, 'token_url'],
  '/credentials/auth/scope': [...WITHIN, 'scope'],
};
