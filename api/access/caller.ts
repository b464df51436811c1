import type { Caller } from '../context.ts';
import { type ApiError, forbidden } from '../errors.ts';
import type { Permission } from './permission.ts';

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
  if (!mayAny(caller, permissions, where)) throw refusal(caller, permissions);
}

/** 403 that names the missing permission, and says where a role would not help because the token was narrowed. */
export function refusal({ scopes }: Caller, permissions: readonly Permission[]): ApiError {
  const isLeftOut = scopes?.every((scope) => !permissions.some((permission) => permission === scope)) ?? false;
  return forbidden(permissions, isLeftOut ? ', which the scopes of this token leave out' : '');
}
