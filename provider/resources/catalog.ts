import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { inOrganization, organizationId, organizationParent } from '../rest/organization.ts';
import { referenceRules } from '../rest/reference.ts';
import { PROVIDER_REGISTRY, usersOf } from '../rest/user-registry.ts';
import { reference } from '../rest/wire-form.ts';

export const catalog = defineResource(
  ordinaryResource({
    typeName: 'gatepost_catalog',
    description:
      'Where a provider organization publishes its APIs. A new organization comes with one, `sandbox`, unless the cloud settings say otherwise: import that one, or read its id with the data source. A new catalog gets the default gateways of the cloud settings.',
    attributes: {
      id,
      organization_id: organizationId,
      title,
      name,
      summary,
      owner_id: string({
        description: `Id of the owner, a user of the registry \`${PROVIDER_REGISTRY}\` who is a member of the organization. Without it the owner of the organization.`,
        optional: true,
        computed: true,
        unknownWhen: 'created',
        constraint: constraints.catalog.owner_url,
        ...referenceRules('gatepost_user.example.id'),
      }),
    },
    collection: '/orgs/{organization_id}/catalogs',
    parent: organizationParent,
    wire: { organization_id: inOrganization, owner_id: reference('owner_url', usersOf(PROVIDER_REGISTRY)) },
  }),
);
