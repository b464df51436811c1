import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { mayAny } from '../../access/caller.ts';
import { demandHoldsAllOf } from '../../access/giving.ts';
import { hashPassword, verifyPassword } from '../../access/password.ts';
import { admitComparison } from '../../access/sign-in-guard.ts';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource, type Usage } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { findItem } from '../../crud/locate.ts';
import { referenceUrl } from '../../crud/url.ts';
import { stillThere } from '../../database/still-there.ts';
import { violation } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { organizationTable } from '../../tables/organization.ts';
import { findUser, type UserRow, usernameKey, userTable } from '../../tables/user.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';
import { isUuid } from '../../uuid.ts';
import { followUserChange } from './password-change.ts';
import { accountOf } from './user-proof.ts';
import { userRegistry } from './user-registry.ts';

/** What a username may be, and the name of an object that is called by one. */
export function word() {
  return field
    .line(255)
    .refine((value) => !isUuid(value), 'must not look like a UUID: such a path segment is always an id');
}

const fields = {
  name: word().describe('The internal key; the username when absent.'),
  username: word().describe('What the person signs in with.'),
  email: field.email().nullable(),
  first_name: field.line(255).nullable(),
  last_name: field.line(255).nullable(),
  language: field.own(
    field.language().nullable().describe('What mails to the person are written in; null: in English.'),
  ),
  password: field.password().nullable().describe('Null: the person cannot sign in until one is set.'),
  state: z
    .enum(['enabled', 'disabled'], 'must be enabled or disabled')
    .describe('Who is disabled cannot sign in, and is signed out at once.'),
};

export const user: Definition<UserRow, typeof fields, string | undefined> = defineResource({
  type: 'user',
  schema: 'User',
  terraform: 'user',
  table: userTable,
  paths: ['/user-registries/{org}/{user_registry}/users'],
  parents: { user_registry: userRegistryTable },
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['username'],
  secretFields: ['password'],
  fixed: ['username'],
  ignored: ['identity_provider', 'user_registry_url', 'password_set', 'password_fingerprint'],
  prepare: (scope, call, path) => preparePassword(scope, call, path),
  async assign(scope, { row, before, input, prepared }) {
    if (!before) Object.assign(row, await identify(scope, row));
    if (input.password === null) row.password_hash = null;
    else if (input.password !== undefined) row.password_hash = prepared ?? (await hashPassword(input.password));
  },
  async check(scope, { row, before }) {
    if (before && isOtherAccess(before, row)) await demandHoldsAllOf(scope, row.id);
    if (row.state === 'disabled') await demandNotOwnerOfCloud(scope, row);
    const registry = await registryOf(scope.manager, row);
    if (registry.email_required && row.email === null) {
      throw violation('/email', `is required: the registry ${registry.name} wants an e-mail address of every user`);
    }
    if (registry.email_unique_if_exist && row.email !== before?.email) await demandFreeEmail(scope, row);
  },
  async after(scope, { row, before }) {
    if (before) await followUserChange(scope, before, row);
  },
  demandDelete: (scope, row) => demandHoldsAllOf(scope, row.id),
  usedBy: ownedOrganizations,
  view: {
    state: fields.state,
    identity_provider: z.string(),
    username: z.string(),
    email: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    language: fields.language,
    password_set: field.own(z.boolean()),
    password_fingerprint: field.own(z.string().nullable()).describe('Null also for who may not change the user.'),
    user_registry_url: z.url(),
  },
  present: (row, { scope }) => ({
    state: row.state,
    identity_provider: row.identity_provider,
    username: row.username,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    language: row.language,
    password_set: row.password_hash !== null,
    password_fingerprint: passwordFingerprint(scope, row),
    user_registry_url: referenceUrl(scope, userRegistry, row.user_registry_id, row.org_id),
  }),
});

/** Whether a change is one of how, or whether, the user signs in. */
function isOtherAccess(before: Readonly<UserRow>, row: UserRow): boolean {
  return (['password_hash', 'email', 'state'] as const).some((column) => row[column] !== before[column]);
}

/** Tells whether a password was changed, to those who may change it: of its hash, which the same password keeps. */
function passwordFingerprint(scope: Scope, { id, org_id, password_hash }: Readonly<UserRow>): string | null {
  const realm = { orgId: org_id, adminOrgId: scope.adminOrgId };
  if (password_hash === null || !mayAny(scope.caller, ['org/settings:manage'], realm)) return null;
  return scope.fingerprint(id, password_hash);
}

/** Whoever owns the cloud must be able to sign in, or nobody could mend it. */
async function demandNotOwnerOfCloud(scope: Scope, row: UserRow): Promise<void> {
  const admin = { id: scope.adminOrgId, owner_id: row.id };
  if (!(await scope.manager.getRepository(organizationTable).existsBy(admin))) return;
  throw violation('/state', 'must be enabled: the user owns the organization admin; transfer it first', 'in_use');
}

/** What follows from a free username and its registry; a name and a title only where none was sent. */
async function identify(scope: Scope, row: UserRow): Promise<Partial<UserRow>> {
  const registry = await registryOf(scope.manager, row);
  await demandFreeUsername(scope, registry, row);
  return {
    username_key: usernameKey(registry, row.username),
    identity_provider: registry.identity_providers[0]?.name ?? registry.name,
    name: row.name ?? row.username,
    title: row.title ?? row.username,
  };
}

/**
 * The hash of the password that is sent. The same password again keeps its hash, so that repeating a change changes
 * nothing; that it is the same is told to nobody who may not change it.
 */
async function preparePassword(scope: Scope, call: Call, path: string): Promise<string | undefined> {
  const sent = field.password().safeParse(Object(call.body).password);
  if (!sent.success) return undefined;
  const kept = call.params.item === undefined ? null : await findItem(scope, user, path, call.params);
  if (!kept) return hashPassword(sent.data);
  await demandHoldsAllOf(scope, kept.id);
  const admission = await admitComparison(scope.limits, accountOf(kept));
  const isSame = await verifyPassword(admission, kept.password_hash, sent.data);
  return isSame && kept.password_hash !== null ? kept.password_hash : hashPassword(sent.data);
}

function registryOf(manager: EntityManager, row: UserRow): Promise<UserRegistryRow> {
  return stillThere('user registry', manager.getRepository(userRegistryTable).findOneBy({ id: row.user_registry_id }));
}

async function demandFreeUsername(scope: Scope, registry: UserRegistryRow, { username }: UserRow): Promise<void> {
  if (!(await findUser(scope.manager, registry, username))) return;
  throw violation('/username', `A user ${username} exists already in the registry ${registry.name}.`, 'name_taken');
}

/** Two who want an address at once: the second waits here, and then sees the first. */
async function demandFreeEmail(scope: Scope, { id, user_registry_id: registryId, email }: UserRow): Promise<void> {
  if (email === null) return;
  const key = `email\n${registryId}\n${email.toLowerCase()}`;
  await scope.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const others: unknown[] = await scope.manager.query(
    'SELECT 1 FROM "user" WHERE user_registry_id = $1 AND lower(email) = $2 AND id <> $3 LIMIT 1',
    [registryId, email.toLowerCase(), id],
  );
  if (others.length > 0) throw violation('/email', 'is the address of another user of the registry', 'conflict');
}

async function ownedOrganizations(scope: Scope, row: UserRow): Promise<Usage[]> {
  const rows: { name: string }[] = await scope.manager.query(
    'SELECT name FROM organization WHERE owner_id = $1 ORDER BY name',
    [row.id],
  );
  return rows.map(({ name }) => `org "${name}" as its owner`);
}
