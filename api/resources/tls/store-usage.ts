import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** The TLS profiles that use a keystore or a truststore, in words. */
export async function usersOfStore(
  scope: Scope,
  column: 'keystore_id' | 'truststore_id',
  storeId: string,
): Promise<Usage[]> {
  const profilesOf = (side: 'client' | 'server') =>
    `SELECT 'tls ${side} profile "' || name || ':' || profile_version || '"' AS usage
       FROM tls_${side}_profile WHERE ${column} = $1`;
  const rows: { usage: string }[] = await scope.manager.query(
    `${profilesOf('client')} UNION ALL ${profilesOf('server')} ORDER BY usage`,
    [storeId],
  );
  return rows.map(({ usage }) => usage);
}
