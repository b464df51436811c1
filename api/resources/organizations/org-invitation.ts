import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { orgUrl } from '../../crud/url.ts';
import { uuid } from '../../database/columns.ts';
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
import { registerRoutes } from './org-invitation-acceptance.ts';

/** An invitation to open a provider organization; the organization does not need it any more. */
export interface OrgInvitationRow extends InvitationRow {
  invited_org_id: string | null;
  invited_user_id: string | null;
}

const TABLE = 'org_invitation';

export const orgInvitationTable = new EntitySchema<OrgInvitationRow>({
  name: TABLE,
  columns: {
    ...invitationColumns,
    invited_org_id: uuid({ nullable: true }),
    invited_user_id: uuid({ nullable: true }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'invited_org_id', 'organization', 'SET NULL'),
    foreignKey(TABLE, 'invited_user_id', 'user', 'SET NULL'),
  ],
});

export const orgInvitation: Definition<OrgInvitationRow, typeof invitationFields> = defineResource({
  type: TABLE,
  schema: 'OrgInvitation',
  terraform: 'organization_invitation',
  table: orgInvitationTable,
  paths: ['/cloud/org-invitations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  permissions: { read: ['cloud/provider-org:view'], write: ['cloud/provider-org:manage'] },
  fields: invitationFields,
  required: ['email'],
  fixed: ['email'],
  ignored: [...INVITATION_VIEW, 'invited_org_url'],
  async assign(scope, { row, before }) {
    if (!before) await nameInvitation(scope, orgInvitation, row);
  },
  async check(scope, { row, before }) {
    if (before) return;
    await demandNonePending(scope, orgInvitation, row);
    await demandMailServer(scope, row.notify);
  },
  beforeDelete: (scope, row) => withdraw(scope, row.id),
  relate: (scope, rows) => relateMails(scope, orgInvitation, rows),
  view: { ...invitationView, invited_org_url: z.url().nullable() },
  present: (row, view) => ({
    ...presentInvitation(row, view),
    invited_org_url: row.invited_org_id && orgUrl(view.scope, row.invited_org_id),
  }),
  get routes() {
    return [
      ...invitationRoutes({ definition: orgInvitation, template: 'invitation', variables: async () => ({}) }),
      ...registerRoutes(),
    ];
  },
});
