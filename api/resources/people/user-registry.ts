import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Change, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { presentVisibility, readVisibility, visibilityField } from '../../crud/visibility.ts';
import { violation } from '../../errors.ts';
import { lockCloudSetting } from '../../tables/cloud-setting.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';
import { integrationUrl, isIntegration } from '../services/integration.ts';
import { completeIdentityProviders, demandOwnIdentityProviders } from './identity-provider.ts';
import { removeUsers, usersOfRegistry } from './user-registry-usage.ts';

export const ADMIN_REGISTRY = 'cloud-manager-lur';
export const PROVIDER_REGISTRY = 'api-manager-lur';

const fields = {
  registry_type: z
    .literal('lur', 'must be lur: registries keep their users in Gatepost; LDAP and others are not supported')
    .describe('`lur`, a local user registry.'),
  integration_url: field
    .reference()
    .refine((url) => isIntegration('user-registry', 'lur', url), 'must be the URL of the integration lur')
    .describe('What the registry is made of; there is one kind.'),
  user_managed: field.flag(),
  case_sensitive: field.flag().describe('Whether Ann and ann are two users; it cannot change once there are users.'),
  email_required: field.flag().describe('Whether every user must have an e-mail address.'),
  email_unique_if_exist: field.flag().describe('Whether an address can belong to one user only.'),
  visibility: visibilityField,
  identity_providers: z
    .array(z.strictObject({ name: field.name(), title: field.title().optional() }), 'must be a list of {name, title}')
    .max(20, 'must name at most 20')
    .describe('By which people name the registry when they sign in; one is made when there is none.'),
};

type RegistryChange = Change<UserRegistryRow, Partial<z.infer<z.ZodObject<typeof fields>>>>;

export const userRegistry = defineResource<UserRegistryRow, typeof fields>({
  type: 'user_registry',
  schema: 'UserRegistry',
  terraform: 'user_registry',
  table: userRegistryTable,
  paths: ['/user-registries/{org}', '/orgs/{org}/user-registries'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  fixed: ['registry_type'],
  ignored: ['state'],
  assign: async (scope, { row, input }) => {
    if (input.visibility) row.visibility = await readVisibility(scope, input.visibility);
    row.identity_providers = await completeIdentityProviders(scope, row, input);
  },
  async check(scope, change) {
    demandShippedName(change);
    await demandSpelling(scope, change);
    await demandOwnIdentityProviders(scope, change);
  },
  // The settings name registries of any organization.
  lockFirst: ({ manager }) => lockCloudSetting(manager),
  isBuiltIn: (row) => row.is_shipped,
  usedBy: (scope, row) => usersOfRegistry(scope, row.id),
  beforeDelete: (scope, row) => removeUsers(scope, row.id),
  view: {
    registry_type: fields.registry_type,
    integration_url: z.url(),
    user_managed: z.boolean(),
    case_sensitive: z.boolean(),
    email_required: z.boolean(),
    email_unique_if_exist: z.boolean(),
    visibility: visibilityField,
    identity_providers: z.array(z.strictObject({ name: z.string(), title: z.string() })),
    state: z.enum(['enabled', 'disabled']),
  },
  present: (row, { scope }) => ({
    registry_type: row.registry_type,
    integration_url: integrationUrl(scope, 'user-registry', row.registry_type),
    user_managed: row.user_managed,
    case_sensitive: row.case_sensitive,
    email_required: row.email_required,
    email_unique_if_exist: row.email_unique_if_exist,
    visibility: presentVisibility(scope, row.visibility),
    identity_providers: row.identity_providers,
    state: row.state,
  }),
});

function demandShippedName({ row, before }: RegistryChange): void {
  if (before?.is_shipped && row.name !== before.name) throw violation('/name', 'cannot be changed: it is built in');
}

/** Usernames are compared as they were stored; another spelling rule could make two users one. */
async function demandSpelling(scope: Scope, { row, before }: RegistryChange): Promise<void> {
  if (!before || before.case_sensitive === row.case_sensitive) return;
  const users: unknown[] = await scope.manager.query(`SELECT 1 FROM "user" WHERE user_registry_id = $1 LIMIT 1`, [
    row.id,
  ]);
  if (users.length > 0) throw violation('/case_sensitive', 'cannot be changed: the registry has users');
}
