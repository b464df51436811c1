import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** What an organization does not take with it when it is deleted: somebody put keys, certificates or people there. */
export async function contentsOf(scope: Scope, orgId: string): Promise<Usage[]> {
  const rows: { usage: string }[] = await scope.manager.query(
    `SELECT 'TLS client profile "' || name || '"' AS usage FROM tls_client_profile WHERE org_id = $1
      UNION ALL SELECT 'TLS server profile "' || name || '"' FROM tls_server_profile WHERE org_id = $1
      UNION ALL SELECT 'keystore "' || name || '"' FROM keystore WHERE org_id = $1
      UNION ALL SELECT 'truststore "' || name || '"' FROM truststore WHERE org_id = $1
      UNION ALL SELECT 'user registry "' || name || '"' FROM user_registry WHERE org_id = $1
      ORDER BY usage`,
    [orgId],
  );
  return rows.map(({ usage }) => usage);
}
