import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { every } from '../rest/every.ts';
import { id } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { inOrganization, organizationId, organizationParent } from '../rest/organization.ts';
import { expandPath } from '../rest/path.ts';
import { fixed, idOf, requiredReference } from '../rest/reference.ts';
import { requiredReferences } from '../rest/reference-set.ts';
import { isSameNameOrId } from '../rest/spelling.ts';
import { PROVIDER_REGISTRY, USERS, usersOf } from '../rest/user-registry.ts';
import { placedIn, references, untold } from '../rest/wire-form.ts';

interface MemberView {
  readonly id: string;
  readonly user_url: string;
}

const limits = constraints.member;
const COLLECTION = '/orgs/{organization_id}/members';

export const member = defineResource(
  ordinaryResource({
    typeName: 'gatepost_member',
    description:
      'A user as a member of an organization, with roles of that organization. The owner of an organization is a member of it already. Whoever applies it holds every permission that the roles give.',
    attributes: {
      id,
      organization_id: organizationId,
      user_id: fixed(
        requiredReference({
          description: 'Id of the user. A change replaces the member.',
          from: 'gatepost_user.example.id',
        }),
      ),
      user_registry: string({
        description: `Name of the user's registry. Default \`${PROVIDER_REGISTRY}\`; people of the organization \`admin\` are in \`cloud-manager-lur\`. A change replaces the member.`,
        optional: true,
        computed: true,
        default: PROVIDER_REGISTRY,
        requiresReplace: true,
        sameMeaning: isSameNameOrId,
      }),
      role_ids: requiredReferences({
        description: 'Ids of the roles, of the same organization.',
        from: 'gatepost_role.example.id',
        constraint: limits.role_urls,
      }),
      title: string({
        description: 'What people see; that of the user when it is created without one.',
        optional: true,
        computed: true,
        unknownWhen: 'created',
        constraint: limits.title,
      }),
      name: string({
        description: 'Internal key; that of the user when it is created without one.',
        optional: true,
        computed: true,
        unknownWhen: 'created',
        constraint: limits.name,
      }),
    },
    collection: COLLECTION,
    parent: organizationParent,
    refersTo: USERS,
    wire: {
      organization_id: inOrganization,
      user_id: placedIn('user_url'),
      user_registry: untold,
      role_ids: references('role_urls', '/orgs/{organization_id}/roles'),
    },
    further: ({ plan, prior, client }) =>
      prior ? {} : { user: { url: client.url(`${usersOf(plan.user_registry)}/${plan.user_id}`) } },
    pointers: { '/user': ['user_id'], '/user/url': ['user_id'], '/role_urls': ['role_ids'] },
    findExisting: async ({ client, plan, signal }) => {
      const members = await every<MemberView>(client, expandPath(COLLECTION, plan), signal);
      const found = members.find(({ user_url }) => idOf(user_url) === plan.user_id.toLowerCase());
      return found && `${plan.organization_id}/${found.id}`;
    },
    completeImport: async ({ client, signal }, view) => ({
      user_registry: await registryOf(client, signal, (view as MemberView).user_url),
    }),
  }),
);

/**
 * The name of the registry that a user's URL, `…/user-registries/{org}/{registry}/users/{id}`, goes through. Whoever may not
 * look into it runs a provider organization, whose people are in the registry of those.
 */
async function registryOf(client: Client, signal: AbortSignal, userUrl: string): Promise<string> {
  const path = `/user-registries/${userUrl.split('/').slice(-4, -2).join('/')}`;
  try {
    return (await client.get<{ name: string }>(path, signal)).name;
  } catch (error) {
    if (isRefused(error, 'forbidden')) return PROVIDER_REGISTRY;
    throw error;
  }
}
