import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import { uuid, uuids } from '../../database/columns.ts';
import { foreignKey, unique } from '../../database/constraints.ts';
import {
  demandMailServer,
  demandNonePending,
  INVITATION_VIEW,
  type InvitationRow,
  invitationColumns,
  invitationFields,
  invitationView,
  nameInvitation,
  presentInvitation,
  relateMails,
} from './invitation.ts';
import { invitationRoutes, withdraw } from './invitation-routes.ts';
import { member, roleIds } from './member.ts';
import { joinRoutes } from './member-invitation-acceptance.ts';
import { organizationTable } from './organization.ts';
import { findRole, role } from './role.ts';

/** An invitation to join an organization that exists, with the roles that wait there. */
export interface MemberInvitationRow extends InvitationRow {
  role_ids: string[];
  /** Who came of it; null before, and again when the member has left. */
  member_id: string | null;
}

const TABLE = 'member_invitation';

export const memberInvitationTable = new EntitySchema<MemberInvitationRow>({
  name: TABLE,
  columns: { ...invitationColumns, role_ids: uuids({ default: [] }), member_id: uuid({ nullable: true }) },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'member_id', 'member', 'SET NULL'),
  ],
});

const fields = {
  ...invitationFields,
  role_urls: z
    .array(field.reference(), 'must be a list of URLs of roles')
    .describe('What the member will be; the role `member` when absent.'),
};

export const memberInvitation: Definition<MemberInvitationRow, typeof fields> = defineResource({
  type: TABLE,
  schema: 'MemberInvitation',
  terraform: { none: 'Members beside the owner are for a later resource.' },
  table: memberInvitationTable,
  paths: ['/orgs/{org}/member-invitations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  permissions: { read: ['org/member:view'], write: ['org/member:manage'] },
  fields,
  required: ['email'],
  fixed: ['email'],
  ignored: [...INVITATION_VIEW, 'member_url'],
  async assign(scope, { row, before, input }) {
    if (input.role_urls) row.role_ids = await roleIds(scope, row.org_id, '/role_urls', input.role_urls);
    if (before) return;
    if (!input.role_urls) row.role_ids = [(await findRole(scope.manager, row.org_id, 'member')).id];
    await nameInvitation(scope, memberInvitation, row);
  },
  async check(scope, { row, before }) {
    if (before) return;
    await demandNonePending(scope, memberInvitation, row);
    await demandMailServer(scope, row.notify);
  },
  beforeDelete: (scope, row) => withdraw(scope, row.id),
  relate: (scope, rows) => relateMails(scope, memberInvitation, rows),
  view: { ...invitationView, role_urls: z.array(z.url()), member_url: z.url().nullable() },
  present: (row, view) => ({
    ...presentInvitation(row, view),
    role_urls: row.role_ids.map((id) => referenceUrl(view.scope, role, id, row.org_id)),
    member_url: referenceUrl(view.scope, member, row.member_id, row.org_id),
  }),
  get routes() {
    return [
      ...invitationRoutes({ definition: memberInvitation, template: 'member-invitation', variables: organizationOf }),
      ...joinRoutes(),
    ];
  },
});

async function organizationOf(scope: Scope, row: InvitationRow): Promise<Record<string, string>> {
  const { title } = await scope.manager.getRepository(organizationTable).findOneByOrFail({ id: row.org_id });
  return { organization: title };
}

/** An organization that is deleted takes its invitations along: their links and mails go first. */
export async function withdrawAll(scope: Scope, orgId: string): Promise<void> {
  const rows = await scope.manager.getRepository(memberInvitationTable).findBy({ org_id: orgId });
  for (const { id } of rows) await withdraw(scope, id);
}
