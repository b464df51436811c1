import { attributeError, type Path, plainError } from '../framework/diagnostic.ts';
import { UNKNOWN, type Unknown } from '../framework/value.ts';
import type { Environment } from './environment.ts';

/** How the provider signs in; the kind is the grant type of `POST /api/token`, except for a ready token. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string; readonly realm: string }
  | { readonly kind: 'client_credentials'; readonly client_id: string; readonly client_secret: string }
  | { readonly kind: 'token'; readonly token: string };

const KINDS = {
  password: ['username', 'password'],
  client_credentials: ['client_id', 'client_secret'],
  token: ['token'],
} as const;

export type CredentialName = (typeof KINDS)[keyof typeof KINDS][number];
const CREDENTIAL_NAMES: readonly CredentialName[] = Object.values(KINDS).flat();

type CredentialValues = { readonly [name in CredentialName]: string | null | Unknown };
const CHOICES = '`username` and `password`, or `client_id` and `client_secret`, or `token`';

/** The environment variable that stands for an attribute of the provider. */
function variableOf(name: string): string {
  return `GATEPOST_${name.toUpperCase()}`;
}

/** Whether the provider block sets any credential; those of the environment count for nothing then. */
export function setsCredentials(config: CredentialValues): boolean {
  return CREDENTIAL_NAMES.some((name) => config[name] !== null);
}

/**
 * The one kind of credential that the provider block sets, or else the environment.
 * @returns undefined while part of it is unknown
 * @throws DiagnosticError that names what to set when it is none, several, or half of one
 */
export function chooseCredentials(config: CredentialValues, realm: string, env: Environment): Credentials | undefined {
  const inBlock = setsCredentials(config);
  const credentials = inBlock ? config : fromEnvironment(env);
  const nameOf = (name: string) => (inBlock ? `\`${name}\`` : variableOf(name));
  const kind = onlyKind(credentials, nameOf, inBlock);
  const missing = KINDS[kind].find((name) => credentials[name] === null);
  if (missing) {
    const isIgnored = inBlock && Boolean(env[variableOf(missing)]);
    throw missingHalf(inBlock ? [missing] : [], nameOf(missing), KINDS[kind].map(nameOf).join(' and '), isIgnored);
  }
  const values = KINDS[kind].map((name) => [name, credentials[name]] as const);
  if (values.some(([, value]) => value === UNKNOWN)) return undefined;
  return { kind, ...Object.fromEntries(values), ...(kind === 'password' && { realm }) } as Credentials;
}

function fromEnvironment(env: Environment): CredentialValues {
  const entries = CREDENTIAL_NAMES.map((name) => [name, env[variableOf(name)] || null]);
  return Object.fromEntries(entries) as CredentialValues;
}

function onlyKind(
  credentials: CredentialValues,
  nameOf: (name: string) => string,
  inBlock: boolean,
): keyof typeof KINDS {
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const used = kinds.filter((kind) => KINDS[kind].some((name) => credentials[name] !== null));
  const [kind, another] = used;
  if (kind === undefined) {
    const variables = CREDENTIAL_NAMES.map(variableOf).join(', ');
    throw plainError(
      'No credentials are given',
      `Set ${CHOICES} of the provider, or in the environment (${variables}).`,
    );
  }
  if (another === undefined) return kind;
  const set = CREDENTIAL_NAMES.filter((name) => credentials[name] !== null);
  const path = inBlock ? set.slice(-1) : [];
  const detail = `${set.map(nameOf).join(', ')} are set. Keep exactly one kind: ${CHOICES}.`;
  throw attributeError(path, 'More than one kind of credential is given', detail);
}

function missingHalf(path: Path, missing: string, together: string, isIgnored: boolean): Error {
  const ignored = isIgnored ? ' The one in the environment is ignored because the block sets credentials itself.' : '';
  return attributeError(path, `${missing} is missing`, `${together} go together: set both.${ignored}`);
}
