import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { revokeOneTimeTokens } from '../../access/one-time-token.ts';
import { hashPassword } from '../../access/password.ts';
import { endSessionsOf } from '../../access/session.ts';
import { addEvents } from '../../audit/audit-event.ts';
import { systemEvent } from '../../audit/system-event.ts';
import { newBaseRow } from '../../database/row.ts';
import { runUnprepared } from '../../database/statement.ts';
import { stillThere } from '../../database/still-there.ts';
import { findCloudSetting, lockCloudSetting } from '../../tables/cloud-setting.ts';
import { findMember, memberTable } from '../../tables/member.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';
import { findRole } from '../../tables/role.ts';
import { type UserRow, userTable } from '../../tables/user.ts';

export interface ResetAdministrator {
  username: string;
  /** What else was put right, for people to read. */
  restored: string[];
}

/**
 * Lets an administrator in again, whatever kept them out: password, state, membership, role, realm or a lock-out. All of
 * it happens, or nothing.
 * @throws when there is no such user.
 */
export async function resetAdministrator(
  database: DataSource,
  username: string | undefined,
  password: string,
): Promise<ResetAdministrator> {
  const password_hash = await hashPassword(password);
  return database.transaction(async (manager) => {
    await lockCloudSetting(manager);
    const admin = await findAdmin(manager);
    const user = await findAdministrator(manager, admin, username);
    const restored = [
      ...(await enable(manager, user, password_hash)),
      ...(await restoreMembership(manager, admin, user)),
      ...(await restoreRealm(manager, user)),
    ];
    await endSessionsOf(manager, user.id);
    await revokeOneTimeTokens(manager, [user.id]);
    await manager.query(`DELETE FROM rate_limit WHERE key LIKE 'failed-sign-in%'`);
    await addEvents(manager, [eventOf(admin, user)]);
    return { username: user.username, restored };
  });
}

async function findAdmin(manager: EntityManager): Promise<OrganizationRow> {
  const admin = await manager.getRepository(organizationTable).findOneBy({ org_type: 'admin' });
  if (admin) return admin;
  throw new Error('This database holds no cloud yet; start the API once, which makes the first administrator.');
}

/** The owner of `admin`, or the user of that name in a registry of `admin`. */
async function findAdministrator(
  manager: EntityManager,
  admin: OrganizationRow,
  username: string | undefined,
): Promise<UserRow> {
  const repository = manager.getRepository(userTable);
  if (username === undefined && admin.owner_id !== null)
    return stillThere('owner of admin', repository.findOneBy({ id: admin.owner_id }));
  const registryIds = (await findCloudSetting(manager)).admin_user_registry_ids;
  const [user] = await repository
    .createQueryBuilder('u')
    .where('u.user_registry_id = ANY (:registryIds) AND lower(u.username) = lower(:username)', {
      registryIds,
      username: username ?? '',
    })
    .orderBy('u.username = :exact', 'DESC')
    .setParameter('exact', username ?? '')
    .getMany();
  if (user) return user;
  throw new Error(`The admin realm has no user ${username}; look in the Cloud Manager's registries for the name.`);
}

async function enable(manager: EntityManager, user: UserRow, password_hash: string): Promise<string[]> {
  const bookkeeping = { version: user.version + 1, updated_at: new Date(), updated_by: null };
  await manager.getRepository(userTable).update({ id: user.id }, { password_hash, state: 'enabled', ...bookkeeping });
  return user.state === 'enabled' ? [] : [`The account ${user.username} is enabled again.`];
}

/** The owner of `admin` holds its role owner; nobody else is given it here. */
async function restoreMembership(manager: EntityManager, admin: OrganizationRow, user: UserRow): Promise<string[]> {
  if (admin.owner_id !== user.id) return [];
  const owner = await findRole(manager, admin.id, 'owner');
  const member = await findMember(manager, admin.id, user.id);
  if (member?.state === 'enabled' && member.role_ids.includes(owner.id)) return [];
  const now = new Date();
  if (member) {
    const role_ids = [...new Set([...member.role_ids, owner.id])];
    const bookkeeping = { version: member.version + 1, updated_at: now, updated_by: null };
    const changes = { ...bookkeeping, role_ids, state: 'enabled' as const };
    await manager.getRepository(memberTable).update({ id: member.id }, changes);
  } else {
    const name = `${user.name}-${randomUUID().slice(0, 8)}`;
    const header = { name, title: user.title, summary: null, metadata: {} };
    const place = { user_id: user.id, role_ids: [owner.id], state: 'enabled' as const };
    await manager.getRepository(memberTable).insert({ ...newBaseRow(admin.id, null, now), ...header, ...place });
  }
  return [`${user.username} is a member of admin with the role owner again.`];
}

/** A registry that the settings no longer name takes no sign-in. */
async function restoreRealm(manager: EntityManager, user: UserRow): Promise<string[]> {
  const count = await runUnprepared(
    manager,
    `UPDATE cloud_setting SET admin_user_registry_ids = admin_user_registry_ids || $1::uuid,
       version = version + 1, updated_at = now(), updated_by = NULL
     WHERE NOT $1::uuid = ANY (admin_user_registry_ids)`,
    [user.user_registry_id],
  );
  return count === 0 ? [] : ['The registry of the account is one of the Cloud Manager again.'];
}

function eventOf(admin: OrganizationRow, user: UserRow) {
  const changed_fields = ['password', 'state', 'role_urls'];
  return systemEvent('reset-admin', admin.id, {
    object_type: 'user',
    object_id: user.id,
    object_name: user.name,
    changed_fields,
  });
}
