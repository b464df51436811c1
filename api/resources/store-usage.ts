import type { Scope } from '../context.ts';
import type { Usage } from '../crud/definition.ts';

/** The TLS client profiles that use a keystore or a truststore, in words. */
export async function usersOfStore(
  scope: Scope,
  column: 'keystore_id' | 'truststore_id',
  storeId: string,
): Promise<Usage[]> {
  const rows: { name: string; profile_version: string }[] = await scope.manager.query(
    `SELECT name, profile_version FROM tls_client_profile WHERE ${column} = $1 ORDER BY name, profile_version`,
    [storeId],
  );
  return rows.map((row) => `tls client profile "${row.name}:${row.profile_version}"`);
}
