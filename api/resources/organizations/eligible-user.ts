import type { Scope } from '../../context.ts';
import { violation } from '../../errors.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { OrganizationRow, OrgType } from '../../tables/organization.ts';
import type { UserRow } from '../../tables/user.ts';

/**
 * People of the provider organizations sign in at the API Manager, those of `admin` at the Cloud Manager: the cloud
 * settings name the registries of both. An owner comes from one of them.
 * @throws a violation at the pointer for a user of anywhere else.
 */
export async function demandEligibleOwner(
  scope: Scope,
  pointer: string,
  orgType: OrgType,
  user: UserRow,
): Promise<void> {
  const settings = await findCloudSetting(scope.manager);
  if (settings[`${orgType}_user_registry_ids`].includes(user.user_registry_id)) return;
  throw violation(pointer, `must be a user of one of the ${orgType} user registries of the cloud settings`);
}

/**
 * A member comes from one of them too, or from one of the organization's own or of `admin` that is not
 * assigned to any of the two yet; that they can sign in takes the assignment.
 * @throws a violation at the pointer for a user of anywhere else.
 */
export async function demandEligibleMember(scope: Scope, pointer: string, org: OrganizationRow, user: UserRow) {
  const settings = await findCloudSetting(scope.manager);
  const isAssigned = [settings.admin_user_registry_ids, settings.provider_user_registry_ids]
    .flat()
    .includes(user.user_registry_id);
  if (!isAssigned && [org.id, scope.adminOrgId].includes(user.org_id)) return;
  await demandEligibleOwner(scope, pointer, org.org_type, user);
}
