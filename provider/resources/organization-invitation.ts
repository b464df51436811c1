import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { findPending, invitationAttributes, invitationWire, mailNewLink, warnOfExpiry } from '../rest/invitation.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { whenEmailServerSelected } from '../rest/selected-email-server.ts';

const INVITATIONS = '/cloud/org-invitations';

const invitation = ordinaryResource({
  typeName: 'gatepost_organization_invitation',
  description:
    'Invites somebody to open a provider organization of their own. Once accepted it stays as it is. Destroying it kills the link; the organization and the user that came of it stay.',
  attributes: invitationAttributes(constraints.organization_invitation),
  collection: INVITATIONS,
  wire: invitationWire,
  // Without `notify` the API does not ask for an email server, so there is nothing to wait for.
  creating: whenEmailServerSelected,
  beforeUpdate: (context, tag) => mailNewLink(INVITATIONS, context, tag),
  findExisting: async (context) => (await findPending(context, INVITATIONS))?.id,
});

export const organizationInvitation = defineResource({
  ...invitation,
  read: async (context) => {
    const state = await invitation.read(context);
    warnOfExpiry(state, context.warn);
    return state;
  },
});
