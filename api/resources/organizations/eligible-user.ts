import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { findReference, saysId } from '../../crud/reference.ts';
import { violation } from '../../errors.ts';
import { type CloudSettingRow, findCloudSetting } from '../../tables/cloud-setting.ts';
import type { OrganizationRow, OrgType } from '../../tables/organization.ts';
import type { UserRow } from '../../tables/user.ts';
import { user } from '../people/user.ts';

/**
 * The user who is to own an organization. People of the provider organizations sign in at the API Manager, those of
 * `admin` at the Cloud Manager: the cloud settings name the registries of both, and an owner comes from one of them.
 * @throws a violation at the pointer, the same for a user of anywhere else and for none.
 */
export function findEligibleOwner(scope: Scope, pointer: string, url: string, orgType: OrgType): Promise<UserRow> {
  return findEligible(scope, pointer, url, orgType, isOfSide(orgType));
}

/**
 * The user who is to be a member. A member comes from one of them too, or from a registry of the organization's own or
 * of `admin` that is not assigned to any of the two yet; that they can sign in takes the assignment.
 * @throws a violation at the pointer, the same for a user of anywhere else and for none.
 */
export function findEligibleMember(scope: Scope, pointer: string, url: string, org: OrganizationRow): Promise<UserRow> {
  return findEligible(scope, pointer, url, org.org_type, (settings, found) => {
    const { admin_user_registry_ids, provider_user_registry_ids } = settings;
    const isAssigned = [...admin_user_registry_ids, ...provider_user_registry_ids].includes(found.user_registry_id);
    const isTheirs = [org.id, scope.adminOrgId].includes(found.org_id);
    return (!isAssigned && isTheirs) || isOfSide(org.org_type)(settings, found);
  });
}

type IsEligible = (settings: CloudSettingRow, found: UserRow) => boolean;

const isOfSide =
  (orgType: OrgType): IsEligible =>
  (settings, { user_registry_id }) =>
    settings[`${orgType}_user_registry_ids`].includes(user_registry_id);

async function findEligible(
  scope: Scope,
  pointer: string,
  url: string,
  orgType: OrgType,
  isEligible: IsEligible,
): Promise<UserRow> {
  const found = await findReference(scope, pointer, url, user);
  const settings = await findCloudSetting(scope.manager);
  if (found && (saysId(url) || mayRead(scope, found)) && isEligible(settings, found)) return found;
  const whose = `a user of one of the ${orgType} user registries of the cloud settings`;
  throw violation(pointer, `must be the URL of ${whose}; it ends with the id where you may not read the registry`);
}

/** Whether the caller may look into the registry of a user; who may not cannot try names either. */
export function mayRead({ caller, adminOrgId }: Scope, { org_id: orgId }: Pick<UserRow, 'org_id'>): boolean {
  return mayAny(caller, ['org/settings:view'], { orgId, adminOrgId });
}
