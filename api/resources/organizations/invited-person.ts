import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { redeem } from '../../access/one-time-token.ts';
import { hashPassword } from '../../access/password.ts';
import { beginSession } from '../../access/session.ts';
import type { Context, Scope } from '../../context.ts';
import type { Target } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { locateItem } from '../../crud/locate.ts';
import { type Body, createSchema, isObject, parse, parseBody } from '../../crud/parse.ts';
import { newRow, store } from '../../crud/store.ts';
import { stillThere } from '../../database/still-there.ts';
import { ApiError, type AuditSubject, notFound, violation } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { InvitationRow } from '../../tables/invitation.ts';
import type { OrgType } from '../../tables/organization.ts';
import { findUser, type UserRow } from '../../tables/user.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';
import { userTried } from '../people/account-tried.ts';
import { clientOf } from '../people/client-authentication.ts';
import { findRealm } from '../people/realm.ts';
import { tokenFields } from '../people/token-request.ts';
import { user } from '../people/user.ts';
import { proveUser } from '../people/user-proof.ts';

/** Who took an invitation up, and the realm in which they sign in. */
export interface InvitedPerson {
  user: UserRow;
  realm: string;
}

/**
 * The invitation of the path, whose link this request uses up.
 * @throws 404 for another invitation than the link was made for; 401 for a link that is dead.
 */
export async function comeByLink<Row extends InvitationRow>(
  scope: Scope,
  target: Target<Row>,
  call: Call,
): Promise<Row> {
  const row = await locateItem(scope, target, target.paths[0], call.params);
  if (row.id !== scope.caller.id) throw notFound();
  await redeem(scope, 'invitation', call.headers);
  return row;
}

const realm = z.string('must be a string').max(1024).optional();
export const newAccount = field.map(z.looseObject({ realm }));
const credentials = z.looseObject({
  realm,
  username: z.string('must be a string').max(255),
  password: z.string('must be a string').max(1024),
});
export const knownAccount = field.map(credentials);

/** The hash of a new account's password, made before the transaction; undefined: none was sent that could be one. */
export async function prepareAccount(sent: unknown): Promise<string | undefined> {
  const password = field.password().safeParse(Object(sent).password);
  return password.success ? hashPassword(password.data) : undefined;
}

/** Makes the account of an invited person; without an address or a language it gets those of the invitation. */
export async function openAccount(
  scope: Scope,
  orgType: OrgType,
  { email, language }: Pick<InvitationRow, 'email' | 'language'>,
  sent: unknown,
  passwordHash: string | undefined,
): Promise<InvitedPerson> {
  const { realm: wanted, ...account } = parse('User', newAccount, sent);
  const found = await registryOf(scope, orgType, wanted);
  const user = await createUser(scope, found.registry, { email, language, ...account }, passwordHash);
  return { user, realm: found.realm };
}

/**
 * Compares the password of an existing account before the transaction. Answers the hash it was right for; undefined:
 * it was not, or nobody has the account. Nothing is refused yet, so that a repeated request gets its answer.
 */
export async function proveAccount(
  scope: Scope,
  orgType: OrgType,
  sent: unknown,
  address: string,
): Promise<string | undefined> {
  const read = knownAccount.safeParse(sent);
  if (!read.success) return undefined;
  const found = await findRegistry(scope.manager, orgType, read.data.realm);
  if (!found) return undefined;
  return (await proveUser(scope, found.registry, read.data, address))?.password_hash ?? undefined;
}

/** Whose password was said in vain, for the audit. */
export async function accountSaid({ database }: Context, orgType: OrgType, sent: unknown): Promise<AuditSubject> {
  const read = credentials.partial().safeParse(sent);
  const { realm: wanted, username } = read.success ? read.data : {};
  const found = await findRegistry(database.manager, orgType, wanted);
  return userTried({ database }, found?.registry ?? null, username);
}

/**
 * An invited person who has an account, and has proved it.
 * @throws 401, the same for an unknown user and a wrong password.
 */
export async function recognise(
  scope: Scope,
  orgType: OrgType,
  sent: unknown,
  provenHash: string | undefined,
): Promise<InvitedPerson> {
  const { realm: wanted, username } = parse('Credentials', knownAccount, sent);
  const found = await registryOf(scope, orgType, wanted);
  const known = await findUser(scope.manager, found.registry, username);
  const isRight = provenHash !== undefined && known?.password_hash === provenHash;
  if (known && isRight && known.state === 'enabled') return { user: known, realm: found.realm };
  throw new ApiError('unauthenticated', 'The user name or the password is not right.');
}

interface FoundRegistry {
  registry: UserRegistryRow;
  realm: string;
}

/** The registry of a realm; without one the default registry of the kind of organization. */
async function registryOf(scope: Scope, orgType: OrgType, wanted: string | undefined): Promise<FoundRegistry> {
  const found = await findRegistry(scope.manager, orgType, wanted);
  if (found) return found;
  const { realm: example } = await defaultRegistry(scope.manager, orgType);
  throw violation('/realm', `must be a realm of the ${orgType} side, such as ${example}`);
}

async function findRegistry(
  manager: EntityManager,
  orgType: OrgType,
  wanted: string | undefined,
): Promise<FoundRegistry | null> {
  if (wanted === undefined) return defaultRegistry(manager, orgType);
  const registry = wanted.startsWith(`${orgType}/`) ? await findRealm(manager, wanted) : null;
  return registry && { registry, realm: wanted };
}

async function defaultRegistry(manager: EntityManager, orgType: OrgType): Promise<FoundRegistry> {
  const id = (await findCloudSetting(manager))[`${orgType}_user_registry_default_id`];
  const registry = await stillThere('user registry', manager.getRepository(userRegistryTable).findOneBy({ id }));
  return { registry, realm: `${orgType}/${registry.identity_providers[0]?.name}` };
}

async function createUser(
  scope: Scope,
  registry: UserRegistryRow,
  sent: Body,
  passwordHash: string | undefined,
): Promise<UserRow> {
  const input = parseBody(user, createSchema(user), sent);
  if (typeof input.password !== 'string') throw violation('/password', 'is required: the account would be without one');
  const collection = { org_id: registry.org_id, user_registry_id: registry.id };
  const row: UserRow = { ...newRow(scope, user, collection, input), updated_by: null };
  await store(scope, user, { row, before: null, input, prepared: passwordHash });
  return row;
}

/** What is written from here on was written by the person. */
export function asPerson(scope: Scope, { user: { id } }: InvitedPerson): Scope {
  return { ...scope, caller: { ...scope.caller, id } };
}

/** The account stands under `user`, or is the whole body. */
export function accountIn(body: unknown): { sent: unknown; prefix: string } {
  if (!isObject(body)) return { sent: body, prefix: '' };
  if ('user' in body) return { sent: body.user, prefix: '/user' };
  const { client_id: _id, client_secret: _secret, ...account } = body;
  return { sent: account, prefix: '' };
}

/** What an invited person goes on with: signed in, as by a sign-in of their own. */
export const credentialsView = z
  .strictObject({ realm: z.string(), username: z.string(), ...tokenFields })
  .meta({ id: 'Credentials' });

/** Signs the person in, by the client that the request names. @throws 401 for a client that is not right */
export async function signInPerson(scope: Scope, call: Call, { user, realm }: InvitedPerson) {
  const client = await clientOf(scope, call);
  const tokens = await beginSession(scope, { type: 'user', id: user.id, scopes: null }, client?.id ?? null);
  return { realm, username: user.username, ...tokens };
}
