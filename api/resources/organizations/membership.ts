import type { Scope } from '../../context.ts';
import { freeName } from '../../crud/free-name.ts';
import { newRow } from '../../crud/store.ts';
import { note } from '../../crud/trail.ts';
import { insertRow } from '../../database/write.ts';
import { type MemberRow, memberTable } from '../../tables/member.ts';
import { findRole } from '../../tables/role.ts';
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
