import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Subject } from '../../access/access-token.ts';
import { type Admit, verifyNothing, verifyPassword } from '../../access/password.ts';
import { PERMISSIONS, type Permission, readPermission } from '../../access/permission.ts';
import { issueClientToken, openSession, renewSession, type Tokens } from '../../access/session.ts';
import { guardSignIn } from '../../access/sign-in-guard.ts';
import type { Scope } from '../../context.ts';
import { ApiError, violation } from '../../errors.ts';
import type { Answer, Route } from '../../http/route.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import type { RegistrationRow } from '../../tables/registration.ts';
import { findUser, type UserRow } from '../../tables/user.ts';
import { accountTried } from './account-tried.ts';
import { signInByKey } from './api-key-sign-in.ts';
import { authenticateClient, refuseSignIn } from './client-authentication.ts';
import { findRealm } from './realm.ts';
import { readTokenRequest, type TokenRequest, tokenFields, tokenRequest } from './token-request.ts';

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
    const attempt = { account: accountOf(request), address: call.address };
    const prove = (admit: Admit) => authenticate(scope, request, admit);
    const proven = hasCredentials(request) ? await guardSignIn(context.limits, attempt, prove) : NOBODY;
    const { tokens, caller: signedIn } = await grant(scope, request, proven);
    return { status: 200, body: tokens, headers: { 'Cache-Control': 'no-store' }, caller: signedIn };
  },
};

const DEFAULT_REALM = 'admin/default-idp-1';

/** What failed sign-ins are counted for. A refresh token or an API key cannot be guessed, so it counts for nothing. */
function accountOf({ grant_type, realm = DEFAULT_REALM, username = '', client_id = '' }: TokenRequest): string {
  return grant_type === 'password' ? `${realm} ${username.toLowerCase()}` : `client ${client_id}`;
}

function hasCredentials({ grant_type, client_id, client_secret }: TokenRequest): boolean {
  return grant_type === 'password' || client_id !== undefined || client_secret !== undefined;
}

/** Who has shown their credentials: a client, a user by a client, a user, or as yet nobody. */
interface Proven {
  client: RegistrationRow | null;
  user: UserRow | null;
}

const NOBODY: Proven = { client: null, user: null };

async function authenticate(scope: Scope, request: TokenRequest, admit: Admit): Promise<Proven> {
  const client = await authenticateClient(scope, request);
  return { client, user: request.grant_type === 'password' ? await signIn(scope, request, admit) : null };
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

async function signIn(scope: Scope, request: TokenRequest, admit: Admit): Promise<UserRow> {
  const { username, password } = request;
  if (username === undefined) throw violation('/username', 'is required for the grant type password');
  if (password === undefined) throw violation('/password', 'is required for the grant type password');
  const user = await userOfRealm(scope.manager, username, request.realm ?? DEFAULT_REALM);
  if (!user?.password_hash) {
    await verifyNothing(password, admit);
    throw refuseSignIn();
  }
  if (!(await verifyPassword(user.password_hash, password, admit)) || user.state !== 'enabled') throw refuseSignIn();
  return user;
}

async function userOfRealm(manager: EntityManager, username: string, realm: string): Promise<UserRow | null> {
  const registry = await findRealm(manager, realm);
  return registry ? findUser(manager, registry, username) : null;
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
  if (renewed) return { tokens: renewed.tokens, caller: callerOf(renewed.user) };
  throw new ApiError('unauthenticated', 'The refresh token is not valid, or not any more; sign in again.');
}

async function useKey(scope: Scope, request: TokenRequest): Promise<Granted> {
  if (request.api_key === undefined) throw violation('/api_key', 'is required for the grant type api_key');
  const signedIn = await signInByKey(scope, request.api_key, scopesOf(request));
  if (signedIn) return { tokens: signedIn.tokens, caller: callerOf(signedIn.user) };
  const message = 'The API key is not valid, has expired, or was used where keys work once; make a new one.';
  throw new ApiError('unauthenticated', message);
}

/** @throws 400 for what is no permission: it would narrow the token to less than was meant. */
function scopesOf({ scope }: TokenRequest): Permission[] | null {
  const sent = scope?.split(/\s+/).filter(Boolean);
  if (sent === undefined) return null;
  return sent.map((each) => {
    const permission = readPermission(each);
    if (permission) return permission;
    throw violation('/scope', `must hold permissions only, separated by spaces, of ${PERMISSIONS.join(', ')}`);
  });
}
