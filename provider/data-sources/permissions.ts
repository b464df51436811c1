import { list, listOf, string } from '../framework/attribute-builder.ts';
import { defineDataSource } from '../rest/definition.ts';
import { every } from '../rest/every.ts';
import { PERMISSIONS, permissionOf } from '../rest/permission.ts';
import { idOf } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';

const typeName = 'gatepost_permissions';
const COLLECTIONS = ['org', 'cloud'] as const;

const attributes = {
  collection: string({
    description: 'Only those of `org` (in one organization) or `cloud` (in the cloud as a whole).',
    optional: true,
    constraint: { enum: COLLECTIONS },
  }),
  permissions: list('string', {
    description: 'What roles can hold, such as `org/settings:manage`.',
    computed: true,
  }),
  held: listOf(
    {
      organization_id: string({
        description: 'Id of the organization; null: the cloud.',
        computed: true,
        nullable: true,
      }),
      permissions: list('string', { description: 'What whoever runs the plan holds there.', computed: true }),
    },
    {
      description: 'What whoever runs the plan may do at this moment, in the cloud and in each organization.',
      computed: true,
    },
  ),
};

interface Held {
  readonly scope_url: string;
  readonly permissions: readonly string[];
}

export const permissions = defineDataSource({
  typeName,
  description:
    'The permissions that there are, for roles; and those that whoever runs the plan holds, for `check` blocks.',
  attributes,
  read: ({ client, config, signal }) =>
    explained({ client, typeName, attributes, config }, async () => {
      const wanted = COLLECTIONS.filter((each) => config.collection === null || config.collection === each);
      const views = await Promise.all(
        wanted.map((each) => every<{ url: string }>(client, `${PERMISSIONS}/${each}`, signal)),
      );
      const held = await every<Held>(client, '/permissions', signal);
      return {
        permissions: views.flat().map(({ url }) => permissionOf(url)),
        held: held.map(({ scope_url: url, permissions }) => ({
          organization_id: url.endsWith('/api/cloud') ? null : idOf(url),
          permissions,
        })),
      };
    }),
});
