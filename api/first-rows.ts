import type { Scope } from './context.ts';
import { newRow } from './crud/store.ts';
import { enrolOwner } from './resources/organizations/membership.ts';
import { organization } from './resources/organizations/organization.ts';
import { addRoles } from './resources/organizations/role.ts';
import { user } from './resources/people/user.ts';
import { ADMIN_REGISTRY, PROVIDER_REGISTRY, userRegistry } from './resources/people/user-registry.ts';
import { availabilityZone, DEFAULT_ZONE } from './resources/services/availability-zone.ts';
import { availabilityZoneTable } from './tables/availability-zone.ts';
import { type OrganizationRow, organizationTable } from './tables/organization.ts';
import { type UserRow, userTable } from './tables/user.ts';
import { type UserRegistryRow, userRegistryTable } from './tables/user-registry.ts';

/** The registries of Cloud Manager and API Manager, which the cloud settings name. */
export interface ShippedRegistries {
  cloudManagerId: string;
  apiManagerId: string;
}

/**
 * What an empty cloud comes with: the organization `admin` with its roles, the two registries, the default availability
 * zone, and the first administrator, who owns `admin`. Runs in the transaction of the first start, once.
 */
export async function addFirstRows(scope: Scope, passwordHash: string): Promise<ShippedRegistries> {
  const admin = await addAdminOrganization(scope);
  await addRoles(scope, admin);
  await addZone(scope);
  const cloudManager = await addRegistry(scope, ADMIN_REGISTRY, 'Cloud Manager Local User Registry', 'default-idp-1');
  const next: Scope = { ...scope, now: new Date(scope.now.getTime() + 1) };
  const apiManager = await addRegistry(next, PROVIDER_REGISTRY, 'API Manager Local User Registry', 'default-idp-2');
  const owner = await addAdministrator(scope, cloudManager, passwordHash);
  await enrolOwner(scope, admin.id, owner);
  await scope.manager.getRepository(organizationTable).update({ id: admin.id }, { owner_id: owner.id });
  return { cloudManagerId: cloudManager.id, apiManagerId: apiManager.id };
}

async function addAdminOrganization(scope: Scope): Promise<OrganizationRow> {
  const row: OrganizationRow = {
    ...newRow(scope, organization, {}, { title: 'Admin' }),
    id: scope.adminOrgId,
    name: 'admin',
    org_type: 'admin',
  };
  await scope.manager.getRepository(organizationTable).insert(row);
  return row;
}

async function addZone(scope: Scope): Promise<void> {
  const row = newRow(scope, availabilityZone, {}, { title: 'Default availability zone' });
  await scope.manager.getRepository(availabilityZoneTable).insert({ ...row, name: DEFAULT_ZONE });
}

async function addRegistry(scope: Scope, name: string, title: string, identityProvider: string) {
  const row: UserRegistryRow = {
    ...newRow(scope, userRegistry, {}, { title }),
    name,
    identity_providers: [{ name: identityProvider, title }],
    is_shipped: true,
  };
  await scope.manager.getRepository(userRegistryTable).insert(row);
  return row;
}

async function addAdministrator(scope: Scope, registry: UserRegistryRow, passwordHash: string): Promise<UserRow> {
  const { username, email } = scope.config.admin;
  const row: UserRow = {
    ...newRow(scope, user, { user_registry_id: registry.id }, { title: username }),
    name: username,
    username,
    username_key: username.toLowerCase(),
    email,
    password_hash: passwordHash,
    identity_provider: registry.identity_providers[0]?.name ?? registry.name,
  };
  await scope.manager.getRepository(userTable).insert(row);
  return row;
}
