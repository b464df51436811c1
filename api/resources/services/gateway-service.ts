import { In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource, type Usage } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst } from '../../crud/mail-route.ts';
import { referenceUrl, urlOf } from '../../crud/url.ts';
import { presentVisibility, readVisibility, visibilityField } from '../../crud/visibility.ts';
import { violation } from '../../errors.ts';
import { analyticsServiceTable } from '../../tables/analytics-service.ts';
import { availabilityZoneTable } from '../../tables/availability-zone.ts';
import { type GatewayServiceRow, gatewayServiceTable } from '../../tables/gateway-service.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import { analyticsService } from './analytics-service.ts';
import { availabilityZone } from './availability-zone.ts';
import { presentSni, readSni, sniField } from './gateway-sni.ts';
import { integrationUrl, nameOfIntegration } from './integration.ts';
import { resolveService } from './shared-service.ts';

/** Of integrations. */
const KIND = 'gateway-service';

const fields = {
  endpoint: field.httpUrl().describe('Where the cloud manages the gateway.'),
  api_endpoint_base: field.urlOrHost().nullable().describe('Under which the APIs are called.'),
  gateway_service_type: field.line(255).nullable().describe('Such as datapower-api-gateway.'),
  integration_url: field
    .reference()
    .nullable()
    .describe('The kind of gateway, of `/cloud/integrations/gateway-service`.'),
  tls_client_profile_url: field.reference().nullable().describe('How the cloud speaks TLS to the endpoint.'),
  analytics_service_url: field.reference().nullable().describe('Where the gateway sends what it sees; null: nowhere.'),
  sni: sniField,
  visibility: visibilityField,
};

export const gatewayService: Definition<GatewayServiceRow, typeof fields> = defineResource({
  type: 'gateway_service',
  schema: 'GatewayService',
  terraform: 'gateway_service',
  table: gatewayServiceTable,
  paths: ['/orgs/{org}/availability-zones/{availability_zone}/gateway-services'],
  parents: { availability_zone: availabilityZoneTable },
  permissions: { read: ['org/topology:view'], write: ['org/topology:manage'] },
  fields,
  required: ['title', 'endpoint'],
  ignored: ['availability_zone_url'],
  furtherColumn: 'further',
  references: {
    tls_client_profile_url: { to: tlsClientProfile, column: 'tls_client_profile_id', within: 'own' },
  },
  shownAsNull: ['tls_client_profile_url'],
  async assign(scope, { row, input }) {
    if (input.sni) row.sni = await readSni(scope, row.org_id, input.sni);
    if (input.visibility) row.visibility = await readVisibility(scope, input.visibility);
    if (input.analytics_service_url !== undefined) {
      row.analytics_service_id = await analyticsId(scope, row.org_id, input.analytics_service_url);
    }
    if (input.integration_url !== undefined) row.integration = readIntegration(input.integration_url);
  },
  lockFirst: lockSettingsFirst,
  usedBy: (scope, row) => usersOf(scope, row.id),
  relate: async (scope, rows) => ({ analyticsUrl: await analyticsUrls(scope, rows) }),
  view: { ...fields, availability_zone_url: z.url() },
  present: (row, { scope, related }) => ({
    availability_zone_url: referenceUrl(scope, availabilityZone, row.availability_zone_id, row.org_id),
    endpoint: row.endpoint,
    api_endpoint_base: row.api_endpoint_base,
    gateway_service_type: row.gateway_service_type,
    integration_url: row.integration && integrationUrl(scope, KIND, row.integration),
    tls_client_profile_url: referenceUrl(scope, tlsClientProfile, row.tls_client_profile_id, row.org_id),
    analytics_service_url: related.analyticsUrl?.get(row.analytics_service_id ?? '') ?? null,
    sni: presentSni(scope, row.org_id, row.sni),
    visibility: presentVisibility(scope, row.visibility),
  }),
});

function readIntegration(url: string | null): string | null {
  if (url === null) return null;
  const name = nameOfIntegration(KIND, url);
  if (name !== undefined) return name;
  throw violation('/integration_url', `refers to no integration of /api/cloud/integrations/${KIND}`);
}

async function analyticsId(scope: Scope, orgId: string, url: string | null): Promise<string | null> {
  if (url === null) return null;
  return (await resolveService(scope, '/analytics_service_url', url, analyticsService, orgId)).id;
}

/** An analytics service may stand in another zone, which its own row knows. */
async function analyticsUrls(scope: Scope, rows: readonly GatewayServiceRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ analytics_service_id }) => analytics_service_id ?? []);
  const services = await scope.manager.getRepository(analyticsServiceTable).findBy({ id: In(ids) });
  return new Map(services.map((service) => [service.id, urlOf(scope, analyticsService, service)]));
}

/** Catalogs that have the gateway, and the settings that give it to new ones, which are locked before the gateway. */
async function usersOf(scope: Scope, gatewayId: string): Promise<Usage[]> {
  const catalogs: { usage: string }[] = await scope.manager.query(
    `SELECT 'catalog "' || o.name || '/' || c.name || '"' AS usage
       FROM configured_gateway_service g JOIN catalog c ON c.id = g.catalog_id JOIN organization o ON o.id = c.org_id
      WHERE g.gateway_service_id = $1 ORDER BY usage`,
    [gatewayId],
  );
  const settings: unknown[] = await scope.manager.query(
    'SELECT 1 FROM cloud_setting WHERE $1 = ANY (gateway_service_default_ids)',
    [gatewayId],
  );
  return [...catalogs.map(({ usage }) => usage), ...settings.map(() => 'the cloud settings (default gateway service)')];
}
