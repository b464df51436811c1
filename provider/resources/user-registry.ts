import { bool, listOf, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { inOrganization, ownOrganizationId, ownOrganizationParent } from '../rest/organization.ts';
import { visibility, visibilityForm } from '../rest/visibility.ts';

const flag = (description: string) => bool({ description, optional: true, computed: true, unknownWhen: 'created' });

export const userRegistry = defineResource(
  ordinaryResource({
    typeName: 'gatepost_user_registry',
    description:
      'A local user registry: the people who can sign in by it. `cloud-manager-lur` and `api-manager-lur` ship: import one to change it. Destroying a registry deletes the users in it; it is refused while one of them owns or belongs to an organization.',
    attributes: {
      id,
      organization_id: ownOrganizationId,
      title,
      name,
      summary,
      user_managed: flag('Whether its users are managed in it. Default `true`.'),
      case_sensitive: flag('Whether `Ann` and `ann` are two users; it cannot change once there are users.'),
      email_required: flag('Whether every user must have an e-mail address.'),
      email_unique_if_exist: flag('Whether an address can belong to one user only.'),
      identity_providers: listOf(
        {
          name: string({
            description: 'What people name when they sign in.',
            required: true,
            constraint: constraints.user_registry.name,
          }),
          title: string({
            description: 'What they see.',
            required: true,
            constraint: constraints.user_registry.title,
          }),
        },
        {
          description: 'By which people name the registry when they sign in. Without it one is made.',
          optional: true,
          computed: true,
          unknownWhen: 'created',
          constraint: constraints.user_registry.identity_providers,
        },
      ),
      visibility,
    },
    collection: '/orgs/{organization_id|admin}/user-registries',
    parent: ownOrganizationParent,
    wire: { organization_id: inOrganization, visibility: visibilityForm },
    further: ({ prior }) => (prior ? {} : { registry_type: 'lur' }),
    planDestroy: ({ prior, warn }) =>
      warn(
        'The users of a registry are deleted with it',
        `Nobody can sign in by "${prior.name ?? prior.id}" any more.`,
      ),
  }),
);
