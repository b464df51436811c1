import { set } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { inOrganization, organizationId, organizationParent } from '../rest/organization.ts';
import { permissionsForm } from '../rest/permission.ts';

export const role = defineResource(
  ordinaryResource({
    typeName: 'gatepost_role',
    description:
      'What members with this role may do in their organization. The roles that ship are there already: import one to change it, or read its id with the data source; `owner` and `member` stay as they are. Whoever applies it holds every permission that it gives.',
    attributes: {
      id,
      organization_id: organizationId,
      title,
      name,
      summary,
      permissions: set('string', {
        description:
          'Permissions such as `org/settings:manage`, which `gatepost_permissions` lists. Those that begin with `cloud/` are for roles of the organization `admin` only.',
        required: true,
        constraint: constraints.role.permission_urls,
        elements: {
          pattern: '^[a-z]+/[a-z:-]+$',
          patternMeaning: 'must be a collection and a permission, such as org/settings:manage',
        },
      }),
    },
    collection: '/orgs/{organization_id}/roles',
    parent: organizationParent,
    wire: { organization_id: inOrganization, permissions: permissionsForm },
    pointers: { '/permission_urls': ['permissions'] },
  }),
);
