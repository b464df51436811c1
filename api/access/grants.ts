import type { EntityManager } from 'typeorm';
import { PERMISSIONS, type Permission } from './permission-matrix.ts';

export type Grants = ReadonlyMap<string, ReadonlySet<Permission>>;

const isPermission = (text: string): text is Permission => PERMISSIONS.some((permission) => permission === text);

/** What a user may do: the permissions of their roles in each organization, narrowed to the token's scopes. */
export async function grantsOfUser(manager: EntityManager, userId: string, scopes: string[] | null): Promise<Grants> {
  const rows: { org_id: string; permissions: string[] }[] = await manager.query(
    `SELECT m.org_id, r.permissions FROM member m JOIN role r ON r.id = ANY (m.role_ids) WHERE m.user_id = $1 AND m.state = 'enabled'`,
    [userId],
  );
  const grants = new Map<string, Set<Permission>>();
  for (const { org_id: orgId, permissions } of rows) {
    const granted = grants.get(orgId) ?? new Set<Permission>();
    for (const permission of narrow(permissions, scopes)) granted.add(permission);
    grants.set(orgId, granted);
  }
  return grants;
}

/** A registration has no user: its permissions are exactly its scopes, in the organization `admin`. */
export function grantsOfRegistration(adminOrgId: string, scopes: string[], tokenScopes: string[] | null): Grants {
  return new Map([[adminOrgId, new Set(narrow(scopes, tokenScopes))]]);
}

function narrow(permissions: string[], scopes: string[] | null): Permission[] {
  return permissions.filter(isPermission).filter((permission) => scopes === null || scopes.includes(permission));
}
