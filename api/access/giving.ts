import type { Caller, Scope } from '../context.ts';
import { ask } from '../database/statement.ts';
import { ApiError } from '../errors.ts';
import type { Realm } from './caller.ts';
import type { RolePermissions } from './grants.ts';

/**
 * Whoever hands out a right holds it: otherwise a small right, such as that over members, would be one over everything.
 * @throws 403 that names what the caller lacks.
 */
export function demandHolds(caller: Caller, where: Realm, permissions: readonly string[]): void {
  const missing = permissions.filter((permission) => !holds(caller, where, permission));
  if (missing.length === 0) return;
  const names = [...new Set(missing)].join(', ');
  throw new ApiError('forbidden', `Forbidden: whoever hands out or takes away a right holds it; you lack ${names}.`);
}

/**
 * Whoever changes how a user signs in could be that user: it takes all that the user holds, in each organization.
 * @throws 403 that names what the caller lacks.
 */
export async function demandHoldsAllOf({ manager, caller, adminOrgId }: Scope, userId: string): Promise<void> {
  const held = await ask<RolePermissions>(manager, FIND_HELD, [userId]);
  for (const { org_id: orgId, permissions } of held) {
    // What does not count for a user, since the settings do not name their registry there, does not hinder themselves.
    if (caller.id === userId && !caller.grants.has(orgId)) continue;
    demandHolds(caller, { orgId, adminOrgId }, permissions);
  }
}

const FIND_HELD = `
  SELECT m.org_id, p.permissions FROM member m JOIN role p ON p.id = ANY (m.role_ids) WHERE m.user_id = $1`;

/**
 * Whoever lets nobody of a registry sign in any more disables all of its users at once.
 * @throws 403 that names what the caller lacks.
 */
export async function demandHoldsAllWithin({ manager, caller, adminOrgId }: Scope, registryIds: string[]) {
  if (registryIds.length === 0) return;
  const held = await ask<RolePermissions>(manager, FIND_HELD_WITHIN, [registryIds]);
  for (const { org_id: orgId, permissions } of held) demandHolds(caller, { orgId, adminOrgId }, permissions);
}

const FIND_HELD_WITHIN = `
  SELECT DISTINCT m.org_id, p.permissions
    FROM "user" u JOIN member m ON m.user_id = u.id JOIN role p ON p.id = ANY (m.role_ids)
   WHERE u.user_registry_id = ANY ($1)`;

/** Who opens provider organizations, passes them on and deletes them, holds everything within them. */
function holds({ grants }: Caller, { orgId, adminOrgId }: Realm, permission: string): boolean {
  const ofCloud = grants.get(adminOrgId);
  if (permission.startsWith('cloud/') || orgId === adminOrgId) return ofCloud?.has(permission) ?? false;
  return (grants.get(orgId)?.has(permission) ?? false) || (ofCloud?.has('cloud/provider-org:manage') ?? false);
}
