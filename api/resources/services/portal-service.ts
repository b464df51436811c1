import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { demandMailServer } from '../../crud/selected-mail-server.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentVisibility, readVisibility, visibilityField } from '../../crud/visibility.ts';
import { violation } from '../../errors.ts';
import { availabilityZoneTable } from '../../tables/availability-zone.ts';
import { type PortalServiceRow, portalServiceTable } from '../../tables/portal-service.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import { availabilityZone } from './availability-zone.ts';

const fields = {
  endpoint: field.httpUrl().describe('Where the cloud reaches the portal; it never changes.'),
  web_endpoint_base: field.httpUrl().describe("Where people reach the portal's sites."),
  endpoint_tls_client_profile_url: field.reference().nullable().describe('How the cloud speaks TLS to the endpoint.'),
  visibility: visibilityField,
};

export const portalService: Definition<PortalServiceRow, typeof fields> = defineResource({
  type: 'portal_service',
  schema: 'PortalService',
  terraform: 'portal_service',
  table: portalServiceTable,
  paths: ['/orgs/{org}/availability-zones/{availability_zone}/portal-services'],
  parents: { availability_zone: availabilityZoneTable },
  permissions: { read: ['org/topology:view'], write: ['org/topology:manage'] },
  fields,
  required: ['title', 'endpoint', 'web_endpoint_base'],
  fixed: ['endpoint'],
  ignored: ['availability_zone_url'],
  furtherColumn: 'further',
  references: {
    endpoint_tls_client_profile_url: {
      to: tlsClientProfile,
      column: 'endpoint_tls_client_profile_id',
      within: 'own',
    },
  },
  async assign(scope, { row, input }) {
    if (input.visibility) row.visibility = await readVisibility(scope, input.visibility);
  },
  async check(scope, { row, before }) {
    if (before) return;
    // A portal invites people and resets passwords by mail.
    await demandMailServer(scope);
    await demandFreeEndpoint(scope, row);
  },
  view: { ...fields, availability_zone_url: z.url() },
  present: (row, { scope }) => ({
    availability_zone_url: referenceUrl(scope, availabilityZone, row.availability_zone_id, row.org_id),
    endpoint: row.endpoint,
    web_endpoint_base: row.web_endpoint_base,
    endpoint_tls_client_profile_url: referenceUrl(
      scope,
      tlsClientProfile,
      row.endpoint_tls_client_profile_id,
      row.org_id,
    ),
    visibility: presentVisibility(scope, row.visibility),
  }),
});

async function demandFreeEndpoint(scope: Scope, { org_id, endpoint }: PortalServiceRow): Promise<void> {
  const other = await scope.manager.getRepository(portalServiceTable).findOneBy({ org_id, endpoint });
  if (other) throw violation('/endpoint', `is the endpoint of the portal service "${other.name}" already`);
}
