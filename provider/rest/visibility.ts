import { object, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { optionalReferences } from './reference-set.ts';
import { references, renamed, within } from './wire-form.ts';

/** Which organizations see an object. */

const limits = constraints.gateway_service;

const attributes = {
  type: string({
    description: '`public`: all; `private`: the organization `admin` alone; `custom`: those of `organization_ids`.',
    required: true,
    constraint: limits['visibility.type'],
  }),
  organization_ids: optionalReferences({
    description: 'Ids of the organizations, with `custom`.',
    from: 'gatepost_provider_organization.example.id',
    constraint: limits['visibility.org_urls'],
  }),
};

export const visibility = object(attributes, {
  description: 'Which organizations see it. Default: all.',
  optional: true,
  computed: true,
  default: { type: 'public', organization_ids: null },
});

const ids = references('org_urls', '/orgs');

export const visibilityForm = within('visibility', {
  type: renamed('type'),
  organization_ids: {
    ...ids,
    read: (urls) => (urls === null ? null : ids.read(urls)),
    write: (values, writing) => (values === null ? undefined : ids.write?.(values, writing)),
  },
});
