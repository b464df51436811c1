import { touchOf } from '../../audit/trail.ts';
import type { Scope } from '../../context.ts';
import { freeName } from '../../crud/free-name.ts';
import { newRow } from '../../crud/service.ts';
import { type MemberRow, memberTable } from '../../tables/member.ts';
import { findRole } from '../../tables/role.ts';
import type { UserRow } from '../../tables/user.ts';
import { member } from './member.ts';

/** Makes a user a member of an organization; that they may be one was checked before. */
export async function enrol(scope: Scope, orgId: string, user: UserRow, roleIds: string[]): Promise<MemberRow> {
  const row: MemberRow = {
    ...(newRow(scope, member, orgId, {}, { title: user.title }) as MemberRow),
    name: await freeName(scope, member, orgId, user.name),
    user_id: user.id,
    role_ids: roleIds,
  };
  await scope.manager.getRepository(memberTable).insert(row);
  scope.trail?.push(touchOf('create', member, row, ['user', 'role_urls']));
  return row;
}

/** Makes the owner of a new organization its first member. */
export async function enrolOwner(scope: Scope, orgId: string, user: UserRow): Promise<MemberRow> {
  const owner = await findRole(scope.manager, orgId, 'owner');
  return enrol(scope, orgId, user, [owner.id]);
}
