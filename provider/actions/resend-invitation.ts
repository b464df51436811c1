import { isRefused } from '../client/api-error.ts';
import { attributeError } from '../framework/diagnostic.ts';
import { defineAction } from '../rest/definition.ts';
import { demandParents } from '../rest/missing-parent.ts';
import { expandPath, segment } from '../rest/path.ts';
import { optionalReference, requiredReference } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';

interface InvitationView {
  readonly email: string;
}

const typeName = 'gatepost_resend_invitation';

const attributes = {
  invitation_id: requiredReference({
    description: 'Id of the invitation: of an organization, or with `organization_id` of a member.',
    from: 'gatepost_organization_invitation.example.id',
  }),
  organization_id: optionalReference({
    description: 'Id of the organization that the invitation is to be a member of. Without it: to open one.',
    from: 'gatepost_provider_organization.example.id',
  }),
};

export const resendInvitation = defineAction({
  typeName,
  description:
    'Mails a new link to whoever was invited and has not accepted yet; the old link is dead from then on, and an expired invitation runs anew. It needs a selected email server.',
  attributes,
  invoke: ({ client, config, signal, progress }) =>
    explained({ client, typeName, attributes, config }, async () => {
      const { invitation_id: id, organization_id: organization } = config;
      const collection =
        organization === null ? '/cloud/org-invitations' : '/orgs/{organization_id}/member-invitations';
      try {
        const path = `${expandPath(collection, config)}/${segment(id)}/regenerate`;
        const { email } = await client.post<InvitationView>(path, { notify: true }, signal);
        progress(`A new link is on its way to ${email}`);
      } catch (error) {
        if (!isRefused(error, 'not_found')) throw error;
        await demandParents(client, { signal, path: collection, values: config });
        const where = organization === null ? 'to open an organization' : 'in this organization';
        throw attributeError(['invitation_id'], 'There is no such invitation', `None ${where} has the id ${id}.`);
      }
    }),
});
