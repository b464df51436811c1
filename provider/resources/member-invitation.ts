import { set } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { findPending, invitationAttributes, invitationWire, mailNewLink, warnOfExpiry } from '../rest/invitation.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { inOrganization, organizationId, organizationParent } from '../rest/organization.ts';
import { idSetRules } from '../rest/reference-set.ts';
import { whenEmailServerSelected } from '../rest/selected-email-server.ts';
import { references } from '../rest/wire-form.ts';

const INVITATIONS = '/orgs/{organization_id}/member-invitations';
const limits = constraints.member_invitation;

const invitation = ordinaryResource({
  typeName: 'gatepost_member_invitation',
  description:
    'Invites somebody to become a member of an organization. Once accepted it stays as it is. Destroying it kills the link; the member that came of it stays.',
  attributes: {
    ...invitationAttributes(limits),
    organization_id: organizationId,
    role_ids: set('string', {
      ...idSetRules({
        description: 'Ids of the roles that the member will have. Without it the role `member`.',
        from: 'gatepost_role.example.id',
        constraint: limits.role_urls,
      }),
      optional: true,
      computed: true,
      unknownWhen: 'created',
    }),
  },
  collection: INVITATIONS,
  parent: organizationParent,
  wire: {
    ...invitationWire,
    organization_id: inOrganization,
    role_ids: references('role_urls', '/orgs/{organization_id}/roles'),
  },
  pointers: { '/role_urls': ['role_ids'] },
  creating: whenEmailServerSelected,
  beforeUpdate: (context, tag) => mailNewLink(INVITATIONS, context, tag),
  findExisting: async (context) => {
    const pending = await findPending(context, INVITATIONS);
    return pending && `${context.plan.organization_id}/${pending.id}`;
  },
});

export const memberInvitation = defineResource({
  ...invitation,
  read: async (context) => {
    const state = await invitation.read(context);
    warnOfExpiry(state, context.warn);
    return state;
  },
});
