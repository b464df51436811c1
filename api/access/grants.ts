import { PERMISSIONS, type Permission } from './permission.ts';
import { permissionsOfScopes } from './scope.ts';

export type Grants = ReadonlyMap<string, ReadonlySet<Permission>>;

/** The permissions of a role that somebody has in an organization. */
export interface RolePermissions {
  org_id: string;
  permissions: readonly string[];
}

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);
const isPermission = (text: string): text is Permission => KNOWN.has(text);

/** What a user may do: the permissions of their roles in each organization, narrowed to the token's scopes. */
export function grantsOfUser(roles: readonly RolePermissions[], scopes: readonly string[] | null): Grants {
  const grants = new Map<string, Set<Permission>>();
  for (const { org_id: orgId, permissions } of roles) {
    const granted = grants.get(orgId) ?? new Set<Permission>();
    for (const permission of narrow(permissions, scopes)) granted.add(permission);
    grants.set(orgId, granted);
  }
  return grants;
}

/** A registration has no user: its permissions are exactly those of its scopes, in the organization `admin`. */
export function grantsOfRegistration(
  adminOrgId: string,
  scopes: readonly string[],
  tokenScopes: readonly string[] | null,
): Grants {
  return new Map([[adminOrgId, new Set(narrow(permissionsOfScopes(scopes), tokenScopes))]]);
}

function narrow(permissions: readonly string[], scopes: readonly string[] | null): Permission[] {
  return permissions.filter(isPermission).filter((permission) => scopes === null || scopes.includes(permission));
}
