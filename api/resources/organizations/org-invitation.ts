import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { orgUrl } from '../../crud/url.ts';
import { type OrgInvitationRow, orgInvitationTable } from '../../tables/org-invitation.ts';
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

export const orgInvitation: Definition<OrgInvitationRow, typeof invitationFields> = defineResource({
  type: 'org_invitation',
  shownType: 'invitation',
  schema: 'OrgInvitation',
  terraform: 'organization_invitation',
  table: orgInvitationTable,
  paths: ['/cloud/org-invitations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  permissions: { read: ['cloud/provider-org:view'], write: ['cloud/provider-org:manage'] },
  fields: invitationFields,
  required: ['email'],
  ignored: [...INVITATION_VIEW, 'invited_org_url'],
  async assign(scope, { row, before }) {
    if (!before) await nameInvitation(scope, orgInvitation, row);
  },
  async check(scope, { row, before }) {
    if (before) return demandSameAddress(before, row);
    await demandNonePending(scope, orgInvitation, row);
    await demandWayForMail(scope, row.notify);
  },
  beforeDelete: (scope, row) => withdraw(scope, [row.id]),
  relate: (scope, rows) => relateInvitations(scope, orgInvitation, rows),
  view: { ...invitationView, invited_org_url: z.url().nullable() },
  present: (row, view) => ({
    ...presentInvitation(row, view),
    invited_org_url: row.invited_org_id && orgUrl(view.scope, row.invited_org_id),
  }),
});
