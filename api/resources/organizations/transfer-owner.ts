import { z } from 'zod';
import { demandHolds } from '../../access/giving.ts';
import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import { demandFresh } from '../../crud/etag.ts';
import * as field from '../../crud/field.ts';
import { locateItem } from '../../crud/locate.ts';
import { parse } from '../../crud/parse.ts';
import { resolveReference } from '../../crud/reference.ts';
import { save } from '../../crud/store.ts';
import { stillThere } from '../../database/still-there.ts';
import { ApiError, invalid, violation } from '../../errors.ts';
import type { Answer, Call } from '../../http/route.ts';
import { findMember } from '../../tables/member.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import { findRole } from '../../tables/role.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { findEligibleOwner } from './eligible-user.ts';
import { member, roleIds } from './member.ts';
import { enrol } from './membership.ts';
import { organization } from './organization.ts';

const SCHEMA = 'TransferOwner';
export const transferSchema = z
  .strictObject({
    new_owner_member_url: field.reference().nullish(),
    new_owner_user_url: field.reference().nullish(),
    old_owner_new_role_urls: field.references('must be a list of URLs of roles').nullish(),
  })
  .meta({ id: 'TransferOwner' });
type Transfer = z.infer<typeof transferSchema>;

/**
 * Passes an organization on, to a member or to any user who may own it. Who had it stays a member, with the roles given,
 * otherwise with the role `member`.
 */
export async function transferOwner(scope: Scope, call: Call): Promise<Answer> {
  const before = await locateItem(scope, organization, '/orgs', call.params);
  await demandFresh(scope, before, `org "${before.name}"`, call.headers);
  const sent = parse(SCHEMA, transferSchema, call.body);
  await demandMayPassOn(scope, before);
  const owner = await newOwner(scope, before, sent);
  const row = { ...before, owner_id: owner.id };
  if (owner.id !== before.owner_id) {
    await demote(scope, before, sent.old_owner_new_role_urls ?? null);
    await promote(scope, before, owner);
    await save(scope, organization, before, row);
  }
  return answerOne(scope, organization, row, call);
}

/** Who passes an organization on gives everything within it; the cloud itself is given by its owner alone. */
async function demandMayPassOn(scope: Scope, org: OrganizationRow): Promise<void> {
  if (org.org_type === 'admin' && scope.caller.id !== org.owner_id) {
    throw new ApiError('forbidden', 'Forbidden: the organization admin is passed on by its owner alone.');
  }
  const { permissions } = await findRole(scope.manager, org.id, 'owner');
  demandHolds(scope.caller, { orgId: org.id, adminOrgId: scope.adminOrgId }, permissions);
}

async function newOwner(scope: Scope, org: OrganizationRow, sent: Transfer): Promise<UserRow> {
  const { new_owner_member_url: memberUrl, new_owner_user_url: userUrl } = sent;
  if (Boolean(memberUrl) === Boolean(userUrl)) {
    throw invalid(SCHEMA, [{ pointer: '', message: 'send either new_owner_member_url or new_owner_user_url' }]);
  }
  if (memberUrl) return userOfMember(scope, org, memberUrl);
  return findEligibleOwner(scope, '/new_owner_user_url', userUrl ?? '', org.org_type);
}

async function userOfMember(scope: Scope, org: OrganizationRow, url: string): Promise<UserRow> {
  const found = await resolveReference(scope, '/new_owner_member_url', url, member, org.id);
  return stillThere('user', scope.manager.getRepository(userTable).findOneBy({ id: found.user_id }));
}

async function demote(scope: Scope, org: OrganizationRow, urls: string[] | null): Promise<void> {
  const before = org.owner_id && (await findMember(scope.manager, org.id, org.owner_id));
  if (!before) return;
  const sentIds = urls && (await roleIds(scope, org.id, '/old_owner_new_role_urls', urls));
  const owner = await findRole(scope.manager, org.id, 'owner');
  const place = sentIds?.indexOf(owner.id) ?? -1;
  if (place >= 0)
    throw violation(`/old_owner_new_role_urls/${place}`, 'is the role owner, which passes to the new owner');
  const ids = sentIds ?? [(await findRole(scope.manager, org.id, 'member')).id];
  await save(scope, member, before, { ...before, role_ids: ids });
}

async function promote(scope: Scope, org: OrganizationRow, owner: UserRow): Promise<void> {
  const role = await findRole(scope.manager, org.id, 'owner');
  const before = await findMember(scope.manager, org.id, owner.id);
  if (before) await save(scope, member, before, { ...before, role_ids: [role.id] });
  else await enrol(scope, org.id, owner, [role.id]);
}
