import { string } from '../framework/attribute-builder.ts';
import { referenceRules } from './reference.ts';
import { placedIn } from './wire-form.ts';

/** What belongs to an organization: its attribute, how the wire tells it, and where import ids are looked for. */

const rules = { ...referenceRules('gatepost_provider_organization.example.id'), requiresReplace: true } as const;

/** Of objects that every organization can have; nobody's rights are given in `admin` by leaving a line out. */
export const organizationId = string({
  description:
    'Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`; that of the organization `admin`, the cloud itself, comes from the data source `gatepost_provider_organization`. A change replaces the object.',
  required: true,
  ...rules,
});

/** Of objects that mostly belong to the cloud itself. */
export const ownOrganizationId = string({
  description:
    'Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`. Without it the organization `admin`, which is the cloud itself. A change replaces the object.',
  optional: true,
  computed: true,
  unknownWhen: 'created',
  ...rules,
});

export const inOrganization = placedIn('org_url');

/** Those that the caller belongs to: nobody else has a say in them. */
export const organizationParent = { attribute: 'organization_id', all: '/orgs', noun: 'organization' } as const;

/** The catalogs of one. */
export const catalogParent = {
  attribute: 'catalog_id',
  all: '/orgs/{organization_id}/catalogs',
  noun: 'catalog',
} as const;

/** Of what mostly belongs to the cloud itself. */
export const ownOrganizationParent = { ...organizationParent, first: 'admin' } as const;
