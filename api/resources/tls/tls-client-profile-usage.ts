import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** The services whose endpoints are spoken to with a TLS client profile, in words. */
export async function servicesWithClientProfile(scope: Scope, profileId: string): Promise<Usage[]> {
  const rows: { usage: string }[] = await scope.manager.query(
    `SELECT 'portal service "' || name || '"' AS usage FROM portal_service WHERE endpoint_tls_client_profile_id = $1
      UNION ALL SELECT 'gateway service "' || name || '"' FROM gateway_service WHERE tls_client_profile_id = $1
      UNION ALL SELECT 'analytics service "' || name || '"' FROM analytics_service
        WHERE $1 IN (client_endpoint_tls_client_profile_id, ingestion_endpoint_tls_client_profile_id)
      ORDER BY usage`,
    [profileId],
  );
  return rows.map(({ usage }) => usage);
}
