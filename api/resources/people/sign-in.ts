import { z } from 'zod';
import type { Subject } from '../../access/access-token.ts';
import type { Permission } from '../../access/permission.ts';
import { KNOWN_SCOPES, permissionsOfScope, permissionsOfScopes } from '../../access/scope.ts';
import { issueClientToken, openSession, renewSession, type StolenSession, type Tokens } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { ApiError, type RefusalAudit, violation } from '../../errors.ts';
import type { Answer, Route } from '../../http/route.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import type { RegistrationRow } from '../../tables/registration.ts';
import type { UserRow } from '../../tables/user.ts';
import { accountTried } from './account-tried.ts';
import { signInByKey } from './api-key-sign-in.ts';
import { authenticateClient, refuseSignIn } from './client-authentication.ts';
import { DEFAULT_REALM, findRealm } from './realm.ts';
import { readTokenRequest, type TokenRequest, tokenFields, tokenRequest } from './token-request.ts';
import { proveUser } from './user-proof.ts';

const tokens = z.strictObject(tokenFields).meta({ id: 'Tokens' });

/** `POST /api/token`; an Authorization header there is ignored. */
export const tokenRoute: Route = {
  method: 'post',
  path: '/token',
  access: 'open',
  doc: { summary: 'Signs in.', body: tokenRequest, answer: tokens },
  audit: { action: 'sign-in', accountTried },
  async runUnscoped(context, caller, call) {
    const request = readTokenRequest(call);
    scopesOf(request);
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
  return useKey(scope, request);
}

async function signIn(scope: Scope, request: TokenRequest, address: string): Promise<UserRow> {
  const { username, password } = request;
  if (username === undefined) throw violation('/username', 'is required for the grant type password');
  if (password === undefined) throw violation('/password', 'is required for the grant type password');
  const registry = await findRealm(scope.manager, request.realm ?? DEFAULT_REALM);
  const user = await proveUser(scope, registry, { username, password }, address);
  if (!user) throw refuseSignIn();
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

async function useKey(scope: Scope, request: TokenRequest): Promise<Granted> {
  if (request.api_key === undefined) throw violation('/api_key', 'is required for the grant type api_key');
  const signedIn = await signInByKey(scope, request.api_key, scopesOf(request));
  if (signedIn) return { tokens: signedIn.tokens, caller: callerOf(signedIn.user) };
  const message = 'The API key is not valid, has expired, or was used where keys work once; make a new one.';
  throw new ApiError('unauthenticated', message);
}

/** What a token is narrowed to, as permissions. @throws 400 for what is no scope: it would narrow to less than was meant. */
function scopesOf({ scope }: TokenRequest): Permission[] | null {
  const sent = scope?.split(/\s+/).filter(Boolean);
  if (sent === undefined) return null;
  if (sent.every((each) => permissionsOfScope(each) !== undefined)) return permissionsOfScopes(sent);
  throw violation('/scope', `must hold scopes only, separated by spaces, of ${KNOWN_SCOPES.join(', ')}`);
}
