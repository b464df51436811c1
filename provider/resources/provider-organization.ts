import { known } from '../framework/value.ts';
import { defineResource } from '../rest/definition.ts';
import { deletionProtection, demandUnprotected } from '../rest/deletion-protection.ts';
import { fixedName, type HeaderView, headerOf, id, summary, title } from '../rest/header.ts';
import { contentsOf } from '../rest/organization-contents.ts';
import { idOf, requiredReference } from '../rest/reference.ts';
import { restResource } from '../rest/resource.ts';
import { notificationSettingsId, settingsReference, warnUnlessSelected } from '../rest/selected-email-server.ts';
import { PROVIDER_REGISTRY, usersOf } from '../rest/user-registry.ts';

interface OrganizationView extends HeaderView {
  readonly owner_url: string | null;
}

const ownerPath = (ownerId: string) => `${usersOf(PROVIDER_REGISTRY)}/${ownerId}`;

const typeName = 'gatepost_provider_organization';

const organization = restResource({
  typeName,
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
    deletion_protection: deletionProtection,
  },
  collection: '/cloud/orgs',
  item: '/orgs/{id}',
  local: { deletion_protection: false },
  modifyPlan: async (context) => {
    const { prior, changed, warn } = context;
    if (!prior) return warnUnlessSelected(context);
    if (!changed('name')) return;
    demandUnprotected(typeName, prior);
    const detail = `A name can't be changed. The organization "${prior.name}" is destroyed with everything in it (${await contentsOf(context, prior.id)}), and a new one is created.`;
    warn('The organization and all in it are destroyed', detail, ['name']);
  },
  planDestroy: async (context) => {
    const { prior, warn } = context;
    demandUnprotected(typeName, prior);
    const detail = `The organization "${prior.name ?? prior.id}" is destroyed with everything in it: ${await contentsOf(context, prior.id)}.`;
    warn('The organization and all in it are destroyed', detail);
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
  beforeUpdate: async ({ client, signal, plan, prior, changed, save }, tag) => {
    if (!changed('owner_id')) return false;
    const body = { new_owner_user_url: client.url(ownerPath(plan.owner_id)) };
    await client.act(`/orgs/${prior.id}/transfer-owner`, body, signal, tag);
    save({ owner_id: plan.owner_id });
    return true;
  },
  pointers: { '/owner_url': ['owner_id'], '/new_owner_user_url': ['owner_id'] },
});

export const providerOrganization = defineResource({
  ...organization,
  delete: async (context) => {
    demandUnprotected(typeName, context.prior);
    await organization.delete(context);
  },
});
