import type { Scope } from '../../context.ts';
import type { Usage } from '../../crud/definition.ts';

/** What uses a keystore or a truststore, in words: TLS profiles, and the signing of mail. */
export async function usersOfStore(
  scope: Pick<Scope, 'manager'>,
  column: 'keystore_id' | 'truststore_id',
  storeId: string,
  limit: number | null = null,
): Promise<Usage[]> {
  const profilesOf = (side: 'client' | 'server') =>
    `SELECT 'tls ${side} profile "' || name || ':' || profile_version || '"' AS usage
       FROM tls_${side}_profile WHERE ${column} = $1`;
  const rows: { usage: string }[] = await scope.manager.query(
    `${profilesOf('client')} UNION ALL ${profilesOf('server')} ORDER BY usage LIMIT $2`,
    [storeId, limit],
  );
  const isDkimKey = column === 'keystore_id' && (await signsMail(scope, storeId));
  return [...rows.map(({ usage }) => usage), ...(isDkimKey ? ['the cloud settings (DKIM)'] : [])];
}

/** Whether mail is signed with the key of a keystore. */
export async function signsMail({ manager }: Pick<Scope, 'manager'>, keystoreId: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM cloud_setting WHERE dkim_keystore_id = $1';
  return (await manager.query(sql, [keystoreId])).length > 0;
}
