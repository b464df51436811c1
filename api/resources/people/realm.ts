import { type EntityManager, In } from 'typeorm';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { ORG_TYPES, type OrgType } from '../../tables/organization.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';

/** Where people sign in who say nothing else. */
export const DEFAULT_REALM = 'admin/default-idp-1';

/** The registry behind a realm such as `admin/default-idp-1`: a kind of organization, and an identity provider. */
export async function findRealm(manager: EntityManager, realm: string): Promise<UserRegistryRow | null> {
  const [kind, identityProvider, ...rest] = realm.split('/');
  const known = ORG_TYPES.find((each) => each === kind);
  if (!known || rest.length > 0) return null;
  const registries = await registriesOf(manager, known);
  return (
    registries.find((registry) => registry.identity_providers.some(({ name }) => name === identityProvider)) ?? null
  );
}

/** The registries that people of a kind of organization sign in to, in the order of the settings. */
export async function registriesOf(manager: EntityManager, orgType: OrgType): Promise<UserRegistryRow[]> {
  const settings = await findCloudSetting(manager);
  const ids = settings[`${orgType}_user_registry_ids`];
  const rows = await manager.getRepository(userRegistryTable).findBy({ id: In(ids) });
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}
