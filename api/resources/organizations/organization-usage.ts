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

/** What is deleted with an organization. */
export interface Contents {
  readonly members: number;
  readonly catalogs: number;
  /** Those that nobody has accepted yet. */
  readonly member_invitations: number;
}

/** How much goes with an organization when it is deleted; each is counted by the index of its organization. */
export async function countContents(scope: Scope, orgId: string): Promise<Contents> {
  const [counts] = await scope.manager.query<Contents[]>(
    `SELECT (SELECT count(*) FROM member WHERE org_id = $1)::int AS members,
            (SELECT count(*) FROM catalog WHERE org_id = $1)::int AS catalogs,
            (SELECT count(*) FROM member_invitation WHERE org_id = $1 AND accepted_at IS NULL)::int AS member_invitations`,
    [orgId],
  );
  return counts ?? { members: 0, catalogs: 0, member_invitations: 0 };
}
