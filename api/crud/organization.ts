import { type OrganizationRow, organizationTable } from '../tables/organization.ts';
import type { Target } from './definition.ts';

/** Organizations as references name them. Every object belongs to one, so they stand below all resources. */
export const organizationTarget: Target<OrganizationRow> = {
  type: 'org',
  table: organizationTable,
  paths: ['/orgs', '/cloud/orgs'],
};
