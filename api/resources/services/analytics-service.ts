import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentVisibility, readVisibility, visibilityField } from '../../crud/visibility.ts';
import { headerColumns, json, text, uuid } from '../../database/columns.ts';
import { foreignKey, unique } from '../../database/constraints.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import { availabilityZone } from './availability-zone.ts';
import { type ServiceRow, sharedServiceRoutes } from './shared-service.ts';

/** Where gateways send what they see of the calls. */
export interface AnalyticsServiceRow extends ServiceRow {
  endpoint: string | null;
  client_endpoint_tls_client_profile_id: string | null;
  ingestion_endpoint_tls_client_profile_id: string | null;
  /** Fields of other releases, given back as they came. */
  further: Record<string, unknown>;
}

const TABLE = 'analytics_service';

export const analyticsServiceTable = new EntitySchema<AnalyticsServiceRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    availability_zone_id: uuid(),
    endpoint: text({ nullable: true }),
    client_endpoint_tls_client_profile_id: uuid({ nullable: true }),
    ingestion_endpoint_tls_client_profile_id: uuid({ nullable: true }),
    visibility: json({ default: { type: 'public' } }),
    further: json({ default: {} }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'availability_zone_id', 'availability_zone'),
    foreignKey(TABLE, 'client_endpoint_tls_client_profile_id', 'tls_client_profile'),
    foreignKey(TABLE, 'ingestion_endpoint_tls_client_profile_id', 'tls_client_profile'),
  ],
});

const fields = {
  endpoint: field.httpUrl().nullable().describe('Where the cloud reaches the service.'),
  client_endpoint_tls_client_profile_url: field.reference().nullable().describe('How its data are asked for.'),
  ingestion_endpoint_tls_client_profile_url: field.reference().nullable().describe('How data are sent to it.'),
  visibility: visibilityField(),
};

export const analyticsService: Definition<AnalyticsServiceRow, typeof fields> = defineResource({
  type: TABLE,
  schema: 'AnalyticsService',
  terraform: { none: 'Analytics services need no mail server; a resource for them comes later.' },
  table: analyticsServiceTable,
  paths: ['/orgs/{org}/availability-zones/{availability_zone}/analytics-services'],
  permissions: { read: ['org/topology:view'], write: ['org/topology:manage'] },
  fields,
  ignored: ['availability_zone_url'],
  furtherColumn: 'further',
  references: {
    client_endpoint_tls_client_profile_url: {
      to: () => tlsClientProfile,
      column: 'client_endpoint_tls_client_profile_id',
      within: 'own',
    },
    ingestion_endpoint_tls_client_profile_url: {
      to: () => tlsClientProfile,
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
  get routes() {
    return sharedRoutes;
  },
});

const sharedRoutes = sharedServiceRoutes(analyticsService);
