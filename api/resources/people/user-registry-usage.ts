import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** Who needs a registry: the cloud settings, and those of its users who own an organization or belong to one. */
export async function usersOfRegistry(scope: Scope, registryId: string): Promise<Usage[]> {
  const rows: { usage: string }[] = await scope.manager.query(
    `SELECT 'the cloud settings (admin user registries)' AS usage
       FROM cloud_setting WHERE $1 = ANY (admin_user_registry_ids)
      UNION ALL
     SELECT 'the cloud settings (provider user registries)'
       FROM cloud_setting WHERE $1 = ANY (provider_user_registry_ids)
      UNION ALL
     SELECT 'user "' || u.username || '", who owns the org "' || o.name || '"'
       FROM "user" u JOIN organization o ON o.owner_id = u.id WHERE u.user_registry_id = $1
      UNION ALL
     SELECT 'user "' || u.username || '", a member of the org "' || o.name || '"'
       FROM "user" u JOIN member m ON m.user_id = u.id JOIN organization o ON o.id = m.org_id
      WHERE u.user_registry_id = $1 AND o.owner_id <> u.id
      ORDER BY usage`,
    [registryId],
  );
  return rows.map(({ usage }) => usage);
}

/** The users that nobody needs go with their registry. */
export async function removeUsers(scope: Scope, registryId: string): Promise<void> {
  await scope.manager.query('DELETE FROM "user" WHERE user_registry_id = $1', [registryId]);
}
