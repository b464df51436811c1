import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import { type MemberInvitationRow, memberInvitationTable } from '../../tables/member-invitation.ts';
import { findRole } from '../../tables/role.ts';
import {
  demandNonePending,
  demandSameAddress,
  demandWayForMail,
  INVITATION_VIEW,
  invitationFields,
  invitationView,
  nameInvitation,
  presentInvitation,
  relateInvitations,
} from './invitation.ts';
import { withdraw } from './invitation-mail.ts';
import { member, roleIds } from './member.ts';
import { demandMayGiveRoles } from './membership.ts';
import { role } from './role.ts';

const fields = {
  ...invitationFields,
  role_urls: field
    .references('must be a list of URLs of roles')
    .describe('What the member will be; the role `member` when absent.'),
};

export const memberInvitation: Definition<MemberInvitationRow, typeof fields> = defineResource({
  type: 'member_invitation',
  schema: 'MemberInvitation',
  terraform: 'member_invitation',
  table: memberInvitationTable,
  paths: ['/orgs/{org}/member-invitations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  permissions: { read: ['org/member:view'], write: ['org/member:manage'] },
  fields,
  required: ['email'],
  ignored: [...INVITATION_VIEW, 'member_url'],
  async assign(scope, { row, before, input }) {
    if (input.role_urls) row.role_ids = await roleIds(scope, row.org_id, '/role_urls', input.role_urls);
    if (before) return;
    if (!input.role_urls) row.role_ids = [(await findRole(scope.manager, row.org_id, 'member')).id];
    await nameInvitation(scope, memberInvitation, row);
  },
  async check(scope, { row, before }) {
    await demandMayGiveRoles(scope, before, row);
    if (before) return demandSameAddress(before, row);
    await demandNonePending(scope, memberInvitation, row);
    await demandWayForMail(scope, row.notify);
  },
  beforeDelete: (scope, row) => withdraw(scope, [row.id]),
  relate: (scope, rows) => relateInvitations(scope, memberInvitation, rows),
  view: { ...invitationView, role_urls: z.array(z.url()), member_url: z.url().nullable() },
  present: (row, view) => ({
    ...presentInvitation(row, view),
    role_urls: row.role_ids.map((id) => referenceUrl(view.scope, role, id, row.org_id)),
    member_url: referenceUrl(view.scope, member, row.member_id, row.org_id),
  }),
});

/** An organization that is deleted takes its invitations along: their links and mails go first. */
export async function withdrawAll(scope: Scope, orgId: string): Promise<void> {
  const rows = await scope.manager.getRepository(memberInvitationTable).findBy({ org_id: orgId });
  await withdraw(
    scope,
    rows.map(({ id }) => id),
  );
}
