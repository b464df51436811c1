import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** The gateways that speak a TLS server profile, in words. */
export async function gatewaysWithServerProfile(scope: Scope, profileId: string): Promise<Usage[]> {
  const rows: { name: string }[] = await scope.manager.query(
    'SELECT name FROM gateway_service WHERE sni @> $1::jsonb ORDER BY name',
    [JSON.stringify([{ tls_server_profile_id: profileId }])],
  );
  return rows.map(({ name }) => `gateway service "${name}"`);
}
