import { z } from 'zod';
import type { Scope } from '../context.ts';
import { locateItem } from '../crud/locate.ts';
import { type Body, createSchema, parse, parseBody } from '../crud/parse.ts';
import { newRow, save, store } from '../crud/service.ts';
import { urlOf } from '../crud/url.ts';
import { present } from '../crud/view.ts';
import { ApiError, notFound, violation } from '../errors.ts';
import type { Answer, Call } from '../http/route.ts';
import { findMember, member } from '../resources/member.ts';
import { type OrgInvitationRow, orgInvitation } from '../resources/org-invitation.ts';
import { type OrganizationRow, organization } from '../resources/organization.ts';
import { findUser, type UserRow, user } from '../resources/user.ts';
import type { UserRegistryRow } from '../resources/user-registry.ts';
import { redeem } from './one-time-token.ts';
import { verifyNothing, verifyPassword } from './password.ts';
import { findRealm } from './realm.ts';

const REALM = 'provider/default-idp-2';

const registration = z.strictObject({
  user: z.looseObject({ realm: z.string('must be a string').default(REALM) }),
  org: z.looseObject({}),
});

const acceptance = z.strictObject({
  user: z.looseObject({
    realm: z.string('must be a string').default(REALM),
    username: z.string('must be a string').max(255),
    password: z.string('must be a string').max(1024),
  }),
  org: z.looseObject({}),
});

/** Opens the organization of an invitation for a person who gets their account by it. All of it happens, or nothing. */
export async function register(scope: Scope, call: Call): Promise<Answer> {
  const invitation = await invitationOf(scope, call);
  const sent = parse('RegisterInvitation', registration, call.body);
  await redeem(scope, 'invitation', call);
  const { realm, ...account } = sent.user;
  const registry = await providerRegistry(scope, realm);
  const owner = await under('/user', () => createUser(scope, registry, { email: invitation.email, ...account }));
  return open(scope, invitation, owner, sent.org, realm);
}

/** Opens the organization of an invitation for a person who has an account already, and says its password. */
export async function accept(scope: Scope, call: Call): Promise<Answer> {
  const invitation = await invitationOf(scope, call);
  const sent = parse('AcceptInvitation', acceptance, call.body);
  await redeem(scope, 'invitation', call);
  const registry = await providerRegistry(scope, sent.user.realm);
  const owner = await signedIn(await findUser(scope.manager, registry, sent.user.username), sent.user.password);
  return open(scope, invitation, owner, sent.org, sent.user.realm);
}

/** The invitation of the path must be the one the link was made for. */
async function invitationOf(scope: Scope, call: Call): Promise<OrgInvitationRow> {
  const row = await locateItem(scope, orgInvitation, {}, call.params);
  if (row.id !== scope.caller.id) throw notFound();
  return row as OrgInvitationRow;
}

async function providerRegistry(scope: Scope, realm: string): Promise<UserRegistryRow> {
  const registry = realm.startsWith('provider/') ? await findRealm(scope.manager, realm) : null;
  if (registry) return registry;
  throw violation('/user/realm', `must be a realm of the provider side, such as ${REALM}`);
}

async function createUser(scope: Scope, registry: UserRegistryRow, sent: Body): Promise<UserRow> {
  const parents = { user_registry: registry };
  const input = parseBody(user, createSchema(user), sent);
  if (input.password === undefined) throw violation('/password', 'is required: the account would be without one');
  const row = { ...newRow(scope, user, registry.org_id, parents, input), updated_by: null };
  await store(scope, user, { row, before: null, input, parents });
  return row as UserRow;
}

/** @throws 401, the same for an unknown user and a wrong password. */
async function signedIn(owner: UserRow | null, password: string): Promise<UserRow> {
  const isRight = owner?.password_hash
    ? await verifyPassword(owner.password_hash, password)
    : await verifyNothing(password);
  if (owner && isRight && owner.state === 'enabled') return owner;
  throw new ApiError('unauthenticated', 'The user name or the password is not right.');
}

async function open(
  linkScope: Scope,
  invitation: OrgInvitationRow,
  owner: UserRow,
  sent: Body,
  realm: string,
): Promise<Answer> {
  // What is written from here on was written by the person.
  const scope: Scope = { ...linkScope, caller: { ...linkScope.caller, id: owner.id } };
  const org = await under('/org', () => createOrganization(scope, owner, sent));
  await save(scope, orgInvitation, invitation, {
    ...invitation,
    accepted_at: scope.now,
    invited_org_id: org.id,
    invited_user_id: owner.id,
  } as OrgInvitationRow);
  const place = await findMember(scope.manager, org.id, owner.id);
  if (!place) throw new Error('A new organization lacks its owner.');
  return {
    status: 201,
    body: {
      member: await present(scope, member, place),
      org: await present(scope, organization, org),
      credentials: { realm, username: owner.username },
    },
  };
}

async function createOrganization(scope: Scope, owner: UserRow, sent: Body): Promise<OrganizationRow> {
  const titled = sent.title === undefined ? { ...sent, title: sent.name } : sent;
  const body = { ...titled, owner_url: urlOf(scope, user, owner) };
  const { owner_url: _owner, ...input } = parseBody(organization, createSchema(organization), body);
  const row = { ...newRow(scope, organization, scope.adminOrgId, {}, input), owner_id: owner.id } as OrganizationRow;
  await store(scope, organization, { row, before: null, input, parents: {} });
  return row;
}

/** Runs the rules of an object that stands within a larger body: what they blame is blamed at its place there. */
async function under<Result>(prefix: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.details.violations) throw error;
    const violations = error.details.violations.map(({ pointer, message }) => ({ pointer: prefix + pointer, message }));
    throw new ApiError(error.code, error.message, { ...error.details, violations });
  }
}
