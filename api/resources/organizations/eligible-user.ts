import type { Scope } from '../../context.ts';
import { violation } from '../../errors.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import type { UserRow } from '../../tables/user.ts';

type Side = OrganizationRow['org_type'];

/**
 * People of the provider organizations sign in at the API Manager, those of `admin` at the Cloud Manager: each side has
 * its registries in the cloud settings. An owner comes from one of them.
 * @throws a violation at the pointer for a user of anywhere else.
 */
export async function demandUserOfSide(scope: Scope, pointer: string, side: Side, user: UserRow): Promise<void> {
  const settings = await findCloudSetting(scope.manager);
  if (settings[`${side}_user_registry_ids`].includes(user.user_registry_id)) return;
  throw violation(pointer, `must be a user of one of the ${side} user registries of the cloud settings`);
}

/**
 * A member comes from a registry of the side too, or from one of the organization's own or of `admin` that is not
 * assigned to a side yet; that they can sign in takes the assignment.
 * @throws a violation at the pointer for a user of anywhere else.
 */
export async function demandUserWithin(scope: Scope, pointer: string, org: OrganizationRow, user: UserRow) {
  const settings = await findCloudSetting(scope.manager);
  const isAssigned = [settings.admin_user_registry_ids, settings.provider_user_registry_ids]
    .flat()
    .includes(user.user_registry_id);
  if (!isAssigned && [org.id, scope.adminOrgId].includes(user.org_id)) return;
  await demandUserOfSide(scope, pointer, org.org_type, user);
}
