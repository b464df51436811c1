import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../context.ts';
import { parse } from '../crud/parse.ts';
import { ApiError, violation } from '../errors.ts';
import type { Call, Route } from '../http/route.ts';
import { cloudSettingTable } from '../resources/cloud-settings.ts';
import { findRegistration, type RegistrationRow, verifyClient } from '../resources/registration.ts';
import { findUser, type UserRow } from '../resources/user.ts';
import { verifyNothing, verifyPassword } from './password.ts';
import { findRealm } from './realm.ts';
import { issueToken, type Subject } from './token.ts';

const text = () => z.string('must be a string').min(1, 'must not be empty').max(1024);

const tokenRequest = z.looseObject({
  grant_type: z.enum(['password', 'client_credentials'], 'must be password or client_credentials'),
  username: text().optional(),
  password: text().optional(),
  realm: text().optional(),
  client_id: text().optional(),
  client_secret: text().optional(),
  scope: z.string('must be a string of permissions, separated by spaces').optional(),
});

type TokenRequest = z.infer<typeof tokenRequest>;

/** A failed sign-in says the same whatever was wrong. */
const refuse = (): ApiError =>
  new ApiError('unauthenticated', 'The user name, password, realm or client is not right.');

/** `POST /api/token`; an Authorization header there is ignored. */
export const tokenRoute: Route = {
  method: 'post',
  path: '/token',
  access: 'open',
  async talk(context, caller, call) {
    const request = parse('TokenRequest', tokenRequest, withClient(call));
    const scope: Scope = { ...context, manager: context.database.manager, caller, now: new Date() };
    const client = await authenticateClient(scope, request);
    const subject =
      request.grant_type === 'password' ? await signIn(scope, request) : subjectOfRegistration(client, request);
    const expiresInS = await lifetimeS(scope.manager);
    const token = await issueToken(scope.manager, scope.adminOrgId, subject, expiresInS);
    const body = { access_token: token, token_type: 'Bearer', expires_in: expiresInS };
    return { status: 200, body, headers: { 'Cache-Control': 'no-store' } };
  },
};

/** The client may stand in the body, in the query, or in headers of its own. */
function withClient(call: Call): unknown {
  const sent = typeof call.body === 'object' && call.body !== null ? call.body : {};
  const { client_id, client_secret } = call.query;
  const fromHeaders = {
    client_id: call.headers['x-ibm-client-id'],
    client_secret: call.headers['x-ibm-client-secret'],
  };
  const present = Object.entries({ ...fromHeaders, ...definedOnly({ client_id, client_secret }) });
  return { ...Object.fromEntries(present.filter(([, value]) => value !== undefined)), ...sent };
}

function definedOnly(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A client that is named must be a registration's, with its secret. */
async function authenticateClient(scope: Scope, request: TokenRequest): Promise<RegistrationRow | null> {
  if (request.client_id === undefined && request.client_secret === undefined) return null;
  const registration = await findRegistration(scope.manager, request.client_id ?? '');
  if (!registration || !verifyClient(scope, registration, request.client_secret ?? '')) throw refuse();
  return registration;
}

async function signIn(scope: Scope, request: TokenRequest): Promise<Subject> {
  const { username, password } = request;
  if (username === undefined) throw violation('/username', 'is required for the grant type password');
  if (password === undefined) throw violation('/password', 'is required for the grant type password');
  const user = await userOfRealm(scope.manager, username, request.realm ?? 'admin/default-idp-1');
  if (!user?.password_hash) {
    await verifyNothing(password);
    throw refuse();
  }
  if (!(await verifyPassword(user.password_hash, password)) || user.state !== 'enabled') throw refuse();
  return { type: 'user', id: user.id, scopes: scopesOf(request) };
}

async function userOfRealm(manager: EntityManager, username: string, realm: string): Promise<UserRow | null> {
  const registry = await findRealm(manager, realm);
  return registry ? findUser(manager, registry, username) : null;
}

function subjectOfRegistration(client: RegistrationRow | null, request: TokenRequest): Subject {
  if (!client) throw violation('/client_id', 'is required for the grant type client_credentials');
  if (client.scopes.length === 0) {
    const message = `The registration "${client.name}" has no scopes, so it cannot sign in by itself; give it scopes such as cloud/manage.`;
    throw new ApiError('unauthorized_client', message);
  }
  return { type: 'registration', id: client.id, scopes: scopesOf(request) };
}

const scopesOf = (request: TokenRequest): string[] | null => request.scope?.split(/\s+/).filter(Boolean) ?? null;

async function lifetimeS(manager: EntityManager): Promise<number> {
  const settings = await manager.getRepository(cloudSettingTable).findOneOrFail({ where: {} });
  return settings.access_token_expires_in;
}
