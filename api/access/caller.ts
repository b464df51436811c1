import { forbidden } from '../errors.ts';
import type { Permission } from './permission-matrix.ts';

/** Who calls: a user of one realm, a registration (an API client), the mailed link of a person, or nobody. */
export interface Caller {
  readonly kind: 'user' | 'registration' | 'link' | 'anonymous';
  /** The user's or registration's id; for a link what it was made for. */
  readonly id: string | null;
  readonly name: string;
  /** What the caller may do, by organization; `cloud/…` permissions stand under the organization `admin`. */
  readonly grants: ReadonlyMap<string, ReadonlySet<Permission>>;
  /** The sign-in the token came from; only users and registrations have one. */
  readonly sessionId?: string;
  /** From where: kept for the audit. */
  readonly address?: string;
}

export const anonymous: Caller = { kind: 'anonymous', id: null, name: 'anonymous', grants: new Map() };

/** Gatepost itself, at the first start. */
export const gatepost: Caller = { kind: 'anonymous', id: null, name: 'gatepost', grants: new Map() };

/** Where permissions are looked up: the organization of the path, and the organization `admin` for `cloud/…`. */
export interface Realm {
  readonly orgId: string;
  readonly adminOrgId: string;
}

/** Whether the caller holds any one of the permissions. */
export function mayAny(caller: Caller, permissions: readonly Permission[], where: Realm): boolean {
  return permissions.some((permission) => {
    const orgId = permission.startsWith('cloud/') ? where.adminOrgId : where.orgId;
    return caller.grants.get(orgId)?.has(permission) ?? false;
  });
}

/** @throws 403 that names the missing permission. */
export function demand(caller: Caller, permissions: readonly Permission[], where: Realm): void {
  if (!mayAny(caller, permissions, where)) throw forbidden(permissions);
}
