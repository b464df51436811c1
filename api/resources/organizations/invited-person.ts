import { z } from 'zod';
import { redeem } from '../../access/one-time-token.ts';
import { verifyNothing, verifyPassword } from '../../access/password.ts';
import type { Scope } from '../../context.ts';
import type { AnyDefinition } from '../../crud/definition.ts';
import { locateItem, locateParents } from '../../crud/locate.ts';
import { type Body, createSchema, isObject, parse, parseBody } from '../../crud/parse.ts';
import { newRow, store } from '../../crud/service.ts';
import { ApiError, notFound, violation } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { InvitationRow } from '../../tables/invitation.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';
import { findUser, type UserRow } from '../../tables/user.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';
import { findRealm } from '../people/realm.ts';
import { user } from '../people/user.ts';

/** Who took an invitation up, and the realm in which they sign in. */
export interface InvitedPerson {
  user: UserRow;
  realm: string;
}

type Side = OrganizationRow['org_type'];

/**
 * The invitation of the path, whose link this request uses up.
 * @throws 404 for another invitation than the link was made for; 401 for a link that is dead.
 */
export async function comeByLink(scope: Scope, definition: AnyDefinition, call: Call): Promise<InvitationRow> {
  const parents = await locateParents(scope, definition.paths[0], call.params);
  const row = (await locateItem(scope, definition, parents, call.params)) as InvitationRow;
  if (row.id !== scope.caller.id) throw notFound();
  await redeem(scope, 'invitation', call);
  return row;
}

const realm = z.string('must be a string').max(1024).optional();
export const newAccount = z.looseObject({ realm });
export const knownAccount = z.looseObject({
  realm,
  username: z.string('must be a string').max(255),
  password: z.string('must be a string').max(1024),
});

/** Makes the account of an invited person; without an address it gets that of the invitation. */
export async function openAccount(scope: Scope, side: Side, email: string, sent: unknown): Promise<InvitedPerson> {
  const { realm: wanted, ...account } = parse('User', newAccount, sent);
  const found = await registryOf(scope, side, wanted);
  return { user: await createUser(scope, found.registry, { email, ...account }), realm: found.realm };
}

/**
 * An invited person who has an account, and says its password.
 * @throws 401, the same for an unknown user and a wrong password.
 */
export async function recognise(scope: Scope, side: Side, sent: unknown): Promise<InvitedPerson> {
  const { realm: wanted, username, password } = parse('Credentials', knownAccount, sent);
  const found = await registryOf(scope, side, wanted);
  const known = await findUser(scope.manager, found.registry, username);
  const isRight = known?.password_hash
    ? await verifyPassword(known.password_hash, password)
    : await verifyNothing(password);
  if (known && isRight && known.state === 'enabled') return { user: known, realm: found.realm };
  throw new ApiError('unauthenticated', 'The user name or the password is not right.');
}

/** The registry of a realm; without one the default registry of the side. */
async function registryOf(scope: Scope, side: Side, wanted: string | undefined) {
  if (wanted === undefined) return defaultRegistry(scope, side);
  const registry = wanted.startsWith(`${side}/`) ? await findRealm(scope.manager, wanted) : null;
  if (registry) return { registry, realm: wanted };
  const { realm: example } = await defaultRegistry(scope, side);
  throw violation('/realm', `must be a realm of the ${side} side, such as ${example}`);
}

async function defaultRegistry(scope: Scope, side: Side): Promise<{ registry: UserRegistryRow; realm: string }> {
  const id = (await findCloudSetting(scope.manager))[`${side}_user_registry_default_id`];
  const registry = await scope.manager.getRepository(userRegistryTable).findOneByOrFail({ id });
  return { registry, realm: `${side}/${registry.identity_providers[0]?.name}` };
}

async function createUser(scope: Scope, registry: UserRegistryRow, sent: Body): Promise<UserRow> {
  const org = await scope.manager.getRepository(organizationTable).findOneByOrFail({ id: registry.org_id });
  const parents = { org, user_registry: registry };
  const input = parseBody(user, createSchema(user), sent);
  if (input.password === undefined) throw violation('/password', 'is required: the account would be without one');
  const row = { ...newRow(scope, user, registry.org_id, parents, input), updated_by: null };
  await store(scope, user, { row, before: null, input, parents });
  return row as UserRow;
}

/** What is written from here on was written by the person. */
export function asPerson(scope: Scope, { user: { id } }: InvitedPerson): Scope {
  return { ...scope, caller: { ...scope.caller, id } };
}

/** The account stands under `user`, or is the whole body. */
export function accountIn(body: unknown): { sent: unknown; prefix: string } {
  return isObject(body) && 'user' in body ? { sent: body.user, prefix: '/user' } : { sent: body, prefix: '' };
}

/** Runs the rules of an object that stands within a larger body: what they blame is blamed at its place there. */
export async function under<Result>(prefix: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.details.violations) throw error;
    const violations = error.details.violations.map(({ pointer, message }) => ({ pointer: prefix + pointer, message }));
    throw new ApiError(error.code, error.message, { ...error.details, violations });
  }
}
