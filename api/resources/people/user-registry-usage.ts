import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** Who needs a registry: the cloud settings, and those of its users who own an organization or belong to one. */
export async function usersOfRegistry(scope: Scope, registryId: string): Promise<Usage[]> {
  const rows: { usage: string; org_id: string | null; org: string }[] = await scope.manager.query(
    `SELECT 'the cloud settings (admin user registries)' AS usage, NULL::uuid AS org_id, NULL AS org
       FROM cloud_setting WHERE $1 = ANY (admin_user_registry_ids)
      UNION ALL
     SELECT 'the cloud settings (provider user registries)', NULL, NULL
       FROM cloud_setting WHERE $1 = ANY (provider_user_registry_ids)
      UNION ALL
     SELECT 'user "' || u.username || '", who owns ', o.id, o.name
       FROM "user" u JOIN organization o ON o.owner_id = u.id WHERE u.user_registry_id = $1
      UNION ALL
     SELECT 'user "' || u.username || '", a member of ', o.id, o.name
       FROM "user" u JOIN member m ON m.user_id = u.id JOIN organization o ON o.id = m.org_id
      WHERE u.user_registry_id = $1 AND o.owner_id <> u.id
      ORDER BY usage, org`,
    [registryId],
  );
  return rows.map(({ usage, org_id: orgId, org }) => (orgId ? usage + describeOrg(scope, orgId, org) : usage));
}

/** Organizations are named to those who may see them. */
function describeOrg({ caller, adminOrgId }: Scope, orgId: string, name: string): string {
  const isSeen = mayAny(caller, ['org/view', 'cloud/provider-org:view'], { orgId, adminOrgId });
  return isSeen ? `the org "${name}"` : 'another organization';
}

/** The users that nobody needs go with their registry. */
export async function removeUsers(scope: Scope, registryId: string): Promise<void> {
  await scope.manager.query('DELETE FROM "user" WHERE user_registry_id = $1', [registryId]);
}
