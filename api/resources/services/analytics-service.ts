import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentVisibility, readVisibility, visibilityField } from '../../crud/visibility.ts';
import { type AnalyticsServiceRow, analyticsServiceTable } from '../../tables/analytics-service.ts';
import { availabilityZoneTable } from '../../tables/availability-zone.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import { availabilityZone } from './availability-zone.ts';

const fields = {
  endpoint: field.httpUrl().nullable().describe('Where the cloud reaches the service.'),
  client_endpoint_tls_client_profile_url: field.reference().nullable().describe('How its data are asked for.'),
  ingestion_endpoint_tls_client_profile_url: field.reference().nullable().describe('How data are sent to it.'),
  visibility: visibilityField,
};

export const analyticsService: Definition<AnalyticsServiceRow, typeof fields> = defineResource({
  type: 'analytics_service',
  schema: 'AnalyticsService',
  terraform: 'analytics_service',
  table: analyticsServiceTable,
  paths: ['/orgs/{org}/availability-zones/{availability_zone}/analytics-services'],
  parents: { availability_zone: availabilityZoneTable },
  permissions: { read: ['org/topology:view'], write: ['org/topology:manage'] },
  fields,
  ignored: ['availability_zone_url'],
  furtherColumn: 'further',
  references: {
    client_endpoint_tls_client_profile_url: {
      to: tlsClientProfile,
      column: 'client_endpoint_tls_client_profile_id',
      within: 'own',
    },
    ingestion_endpoint_tls_client_profile_url: {
      to: tlsClientProfile,
      column: 'ingestion_endpoint_tls_client_profile_id',
      within: 'own',
    },
  },
  async assign(scope, { row, input }) {
    if (input.visibility) row.visibility = await readVisibility(scope, input.visibility);
  },
  async usedBy(scope, row) {
    const gateways: { name: string }[] = await scope.manager.query(
      'SELECT name FROM gateway_service WHERE analytics_service_id = $1 ORDER BY name',
      [row.id],
    );
    return gateways.map(({ name }) => `gateway service "${name}"`);
  },
  view: { ...fields, availability_zone_url: z.url() },
  present: (row, { scope }) => ({
    availability_zone_url: referenceUrl(scope, availabilityZone, row.availability_zone_id, row.org_id),
    endpoint: row.endpoint,
    client_endpoint_tls_client_profile_url: referenceUrl(
      scope,
      tlsClientProfile,
      row.client_endpoint_tls_client_profile_id,
      row.org_id,
    ),
    ingestion_endpoint_tls_client_profile_url: referenceUrl(
      scope,
      tlsClientProfile,
      row.ingestion_endpoint_tls_client_profile_id,
      row.org_id,
    ),
    visibility: presentVisibility(scope, row.visibility),
  }),
});
