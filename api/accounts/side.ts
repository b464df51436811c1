import type { Scope } from '../context.ts';
import { violation } from '../errors.ts';
import { findCloudSetting } from '../resources/cloud-settings.ts';
import type { OrganizationRow } from '../resources/organization.ts';
import type { UserRow } from '../resources/user.ts';

/**
 * People of the provider organizations sign in at the API Manager, those of `admin` at the Cloud Manager: each side has
 * its registries in the cloud settings.
 * @throws a violation at the pointer for a user of the other side.
 */
export async function demandUserOfSide(
  scope: Scope,
  pointer: string,
  side: OrganizationRow['org_type'],
  user: UserRow,
): Promise<void> {
  const settings = await findCloudSetting(scope.manager);
  if (settings[`${side}_user_registry_ids`].includes(user.user_registry_id)) return;
  throw violation(pointer, `must be a user of one of the ${side} user registries of the cloud settings`);
}
