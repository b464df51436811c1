import { known } from '../framework/value.ts';
import { defineResource } from '../rest/definition.ts';
import { fixedName, type HeaderView, headerOf, id, summary, title } from '../rest/header.ts';
import { idOf, requiredReference } from '../rest/reference.ts';
import { restResource } from '../rest/resource.ts';
import { notificationSettingsId, settingsReference } from '../rest/selected-email-server.ts';
import { PROVIDER_REGISTRY, usersOf } from '../rest/user-registry.ts';

interface OrganizationView extends HeaderView {
  readonly owner_url: string | null;
}

const ownerPath = (ownerId: string) => `${usersOf(PROVIDER_REGISTRY)}/${ownerId}`;

export const providerOrganization = defineResource(
  restResource({
    typeName: 'gatepost_provider_organization',
    description:
      'A provider organization. Its owner gets a mail when it is created; without a selected email server the mail is held until there is one. A new owner is set in place; a new `name` destroys the organization with its catalogs, members and invitations, and creates another.',
    attributes: {
      id,
      title,
      name: fixedName,
      summary,
      owner_id: requiredReference({
        description: `Id of the owner, a user of the registry \`${PROVIDER_REGISTRY}\`. Who was owner before stays a member.`,
        from: 'gatepost_user.example.id',
      }),
      notification_settings_id: notificationSettingsId,
    },
    collection: '/cloud/orgs',
    item: (id) => `/orgs/${id}`,
    modifyPlan: ({ prior, changed, warn }) => {
      if (!prior || !changed('name')) return;
      const detail = `A name can't be changed. The organization "${prior.name}" and everything in it (catalogs, members, invitations) are destroyed, and a new one is created.`;
      warn('The organization and all in it are destroyed', detail, ['name']);
    },
    toWire: ({ plan, prior, client }) => ({
      title: plan.title,
      summary: plan.summary,
      // Each of these is refused in a change, or has a request of its own.
      ...(!prior && {
        name: known(plan.name),
        org_type: 'provider',
        owner_url: client.url(ownerPath(plan.owner_id)),
      }),
    }),
    fromWire: (view: OrganizationView) => ({
      ...headerOf(view),
      ...settingsReference,
      summary: view.summary ?? null,
      owner_id: idOf(view.owner_url) ?? '',
    }),
    beforeUpdate: async ({ client, signal, plan, prior, changed, save }) => {
      if (!changed('owner_id')) return;
      const body = { new_owner_user_url: client.url(ownerPath(plan.owner_id)) };
      await client.post(`/orgs/${prior.id}/transfer-owner`, body, signal);
      save({ owner_id: plan.owner_id });
    },
    pointers: { '/owner_url': ['owner_id'], '/new_owner_user_url': ['owner_id'] },
  }),
);
