import { isDeepStrictEqual } from 'node:util';
import { In } from 'typeorm';
import { demandHolds } from '../../access/giving.ts';
import type { Scope } from '../../context.ts';
import { freeName } from '../../crud/free-name.ts';
import { newRow } from '../../crud/store.ts';
import { note } from '../../crud/trail.ts';
import { insertRow } from '../../database/write.ts';
import { type MemberRow, memberTable } from '../../tables/member.ts';
import { findRole, roleTable } from '../../tables/role.ts';
import type { UserRow } from '../../tables/user.ts';

const MEMBERS = { type: 'member', table: memberTable };

/** Makes a user a member of an organization; that they may be one was checked before. */
export async function enrol(scope: Scope, orgId: string, user: UserRow, roleIds: string[]): Promise<MemberRow> {
  const row: MemberRow = {
    ...newRow(scope, MEMBERS, { org_id: orgId }, { title: user.title }),
    name: await freeName(scope, MEMBERS, orgId, user.name),
    user_id: user.id,
    role_ids: roleIds,
  };
  await insertRow(scope.manager, memberTable, row);
  note(scope, 'create', MEMBERS, row, ['user', 'role_urls']);
  return row;
}

/** Makes the owner of a new organization its first member. */
export async function enrolOwner(scope: Scope, orgId: string, user: UserRow): Promise<MemberRow> {
  const owner = await findRole(scope.manager, orgId, 'owner');
  return enrol(scope, orgId, user, [owner.id]);
}

/** Roles that somebody gets, has or loses, by id: of a member or of an invitation. */
interface WithRoles {
  org_id: string;
  role_ids: string[];
}

/** @throws 403 unless the caller holds what the roles hold that are given or taken away. */
export async function demandMayGiveRoles(scope: Scope, before: WithRoles | null, row: WithRoles): Promise<void> {
  if (before && isDeepStrictEqual(before.role_ids, row.role_ids)) return;
  await demandHoldsRoles(scope, row.org_id, [...(before?.role_ids ?? []), ...row.role_ids]);
}

/** @throws 403 unless the caller holds what the roles hold. */
export async function demandHoldsRoles(scope: Scope, orgId: string, roleIds: string[]): Promise<void> {
  const roles = await scope.manager.getRepository(roleTable).findBy({ id: In(roleIds) });
  const permissions = roles.flatMap((role) => role.permissions);
  demandHolds(scope.caller, { orgId, adminOrgId: scope.adminOrgId }, permissions);
}
