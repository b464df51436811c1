import { z } from 'zod';
import type { Subject } from '../../access/access-token.ts';
import { permissionsOfScopes } from '../../access/scope.ts';
import { issueClientToken, openSession, renewSession, type StolenSession, type Tokens } from '../../access/session.ts';
import { guardSignIn } from '../../access/sign-in-guard.ts';
import type { Scope } from '../../context.ts';
import { ApiError, type RefusalAudit, violation } from '../../errors.ts';
import type { Answer, Route } from '../../http/route.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import { findRegistration, type RegistrationRow } from '../../tables/registration.ts';
import type { UserRow } from '../../tables/user.ts';
import { accountTried } from './account-tried.ts';
import { verifyClient } from './client-secret.ts';
import { DEFAULT_REALM, findRealm } from './realm.ts';
import { readTokenRequest, type TokenRequest, tokenRequest } from './token-request.ts';
import { proveUser } from './user-proof.ts';

/** A failed sign-in says the same whatever was wrong. */
const refuse = (): ApiError =>
  new ApiError('unauthenticated', 'The user name, password, realm or client is not right.');

const tokens = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds.'),
    refresh_token: z.string().optional(),
    refresh_expires_in: z.int().optional().describe('Seconds.'),
  })
  .meta({ id: 'Tokens' });

/** `POST /api/token`; an Authorization header there is ignored. */
export const tokenRoute: Route = {
  method: 'post',
  path: '/token',
  access: 'open',
  doc: { summary: 'Signs in.', body: tokenRequest, answer: tokens },
  audit: { action: 'sign-in', accountTried },
  async runUnscoped(context, caller, call) {
    const request = readTokenRequest(call);
    const scope = scopeOf(context, caller);
    const proven = await authenticate(scope, request, call.address);
    const { tokens, caller: signedIn } = await grant(scope, request, proven);
    return { status: 200, body: tokens, headers: { 'Cache-Control': 'no-store' }, caller: signedIn };
  },
};

/** Who has shown their credentials: a client, a user by a client, a user, or as yet nobody. */
interface Proven {
  client: RegistrationRow | null;
  user: UserRow | null;
}

/** A refresh token cannot be guessed, so it counts for nothing. */
async function authenticate(scope: Scope, request: TokenRequest, address: string): Promise<Proven> {
  const client = await authenticateClient(scope, request, address);
  return { client, user: request.grant_type === 'password' ? await signIn(scope, request, address) : null };
}

/** Tokens, and who has signed in by them. */
interface Granted {
  tokens: Tokens;
  caller: NonNullable<Answer['caller']>;
}

async function grant(scope: Scope, request: TokenRequest, { client, user }: Proven): Promise<Granted> {
  if (user) {
    const subject: Subject = { type: 'user', id: user.id, scopes: scopesOf(request) };
    return { tokens: await openSession(scope, subject, client?.id ?? null), caller: callerOf(user) };
  }
  if (request.grant_type === 'client_credentials') {
    const { id, name } = demandOwnScopes(client);
    const subject: Subject = { type: 'registration', id, scopes: scopesOf(request) };
    return { tokens: await issueClientToken(scope, subject), caller: { kind: 'registration', id, name } };
  }
  if (request.grant_type === 'refresh_token') return refresh(scope, client, request);
  throw new ApiError('unauthorized_client', NO_API_KEYS);
}

const NO_API_KEYS =
  'This cloud has no API keys. Sign in with grant_type password, or with client_credentials as a registration that has scopes.';

/** A client that is named must be a registration's, with its secret. */
async function authenticateClient(
  scope: Scope,
  { client_id, client_secret = '' }: TokenRequest,
  address: string,
): Promise<RegistrationRow | null> {
  const clientId = client_id ?? '';
  if (clientId === '' && client_secret === '') return null;
  const proven = await guardSignIn(scope.limits, { account: ['client', clientId], address }, async () => {
    const registration = await findRegistration(scope.manager, clientId);
    return registration && verifyClient(scope, registration, client_secret) ? registration : null;
  });
  if (!proven) throw refuse();
  return proven;
}

async function signIn(scope: Scope, request: TokenRequest, address: string): Promise<UserRow> {
  const { username, password } = request;
  if (username === undefined) throw violation('/username', 'is required for the grant type password');
  if (password === undefined) throw violation('/password', 'is required for the grant type password');
  const registry = await findRealm(scope.manager, request.realm ?? DEFAULT_REALM);
  const user = await proveUser(scope, registry, { username, password }, address);
  if (!user) throw refuse();
  return user;
}

const callerOf = ({ id, username }: Pick<UserRow, 'id' | 'username'>) =>
  ({ kind: 'user', id, name: username }) as const;

function demandOwnScopes(client: RegistrationRow | null): RegistrationRow {
  if (!client) throw violation('/client_id', 'is required for the grant type client_credentials');
  if (client.scopes.length === 0) {
    const message = `The registration "${client.name}" has no scopes, so it cannot sign in by itself; give it scopes such as cloud/manage.`;
    throw new ApiError('unauthorized_client', message);
  }
  return client;
}

async function refresh(scope: Scope, client: RegistrationRow | null, request: TokenRequest): Promise<Granted> {
  const { refresh_token: token } = request;
  if (token === undefined) throw violation('/refresh_token', 'is required for the grant type refresh_token');
  const renewed = await renewSession(scope, token, client?.id ?? null, scopesOf(request));
  if (renewed && 'tokens' in renewed) return { tokens: renewed.tokens, caller: callerOf(renewed.user) };
  const message = 'The refresh token is not valid, or not any more; sign in again.';
  throw new ApiError('unauthenticated', message, renewed ? { audit: theft(renewed) } : {});
}

/** The answer does not tell a token that came a second time from any other; the audit does, with whose it was. */
function theft({ stolenFrom: { id, username }, sessionId }: StolenSession): RefusalAudit {
  const subject = { object_type: 'user', object_id: id, object_name: username };
  return { action: 'reuse-refresh-token', ...subject, session_id: sessionId };
}

/** What a token is narrowed to, as permissions; what is no scope here is none of a token either. */
function scopesOf({ scope }: TokenRequest): string[] | null {
  return scope === undefined ? null : permissionsOfScopes(scope.split(/\s+/));
}
