import { number, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { inOrganization, organizationId } from '../rest/organization.ts';
import { sender, senderForm, senderPointers } from '../rest/sender.ts';
import { settingsResource } from '../rest/settings-resource.ts';
import { renamed } from '../rest/wire-form.ts';

const limits = constraints.organization_settings;

export const organizationSettings = defineResource(
  settingsResource({
    typeName: 'gatepost_organization_settings',
    description:
      'What an organization settles for itself: who its mails come from, and how long its links last. There is one such set in each organization: declare it once. Destroying it leaves the organization with what the cloud settings say.',
    attributes: {
      id: string({ description: 'The id of the organization.', computed: true, unknownWhen: 'created' }),
      organization_id: organizationId,
      sender,
      invitation_ttl_s: number({
        description: 'How long invitations of members last, in seconds. Without it as the cloud settings say.',
        optional: true,
        constraint: limits.invitation_ttl,
      }),
      reset_password_ttl_s: number({
        description:
          'How long links to reset a password last, in seconds, for users of its own registries. Without it as the cloud settings say.',
        optional: true,
        constraint: limits.reset_password_ttl,
      }),
    },
    path: '/orgs/{organization_id}/settings',
    wire: {
      id: inOrganization,
      organization_id: inOrganization,
      sender: senderForm,
      invitation_ttl_s: renamed('invitation_ttl'),
      reset_password_ttl_s: renamed('reset_password_ttl'),
    },
    pointers: {
      ...senderPointers,
      '/invitation_ttl': ['invitation_ttl_s'],
      '/reset_password_ttl': ['reset_password_ttl_s'],
    },
  }),
);
