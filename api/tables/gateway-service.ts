import { EntitySchema } from 'typeorm';
import { headerColumns, json, text, uuid } from '../database/columns.ts';
import { foreignKey, index, ownIndex, unique } from '../database/constraints.ts';
import { type ServiceRow, serviceIndexes } from './service.ts';

/** Which TLS server profile a gateway speaks for a host name; `*` is every other name. */
export interface ServerName {
  host: string;
  tls_server_profile_id: string;
}

/** A gateway, through which the APIs of catalogs are called. */
export interface GatewayServiceRow extends ServiceRow {
  /** Where the cloud manages it. */
  endpoint: string;
  /** Under which APIs are called. */
  api_endpoint_base: string | null;
  gateway_service_type: string | null;
  /** The name of the kind of gateway. */
  integration: string | null;
  tls_client_profile_id: string | null;
  analytics_service_id: string | null;
  sni: ServerName[];
  /** Fields of other releases, given back as they came. */
  further: Record<string, unknown>;
}

const TABLE = 'gateway_service';

export const gatewayServiceTable = new EntitySchema<GatewayServiceRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    availability_zone_id: uuid(),
    endpoint: text(),
    api_endpoint_base: text({ nullable: true }),
    gateway_service_type: text({ nullable: true }),
    integration: text({ nullable: true }),
    tls_client_profile_id: uuid({ nullable: true }),
    analytics_service_id: uuid({ nullable: true }),
    sni: json({ default: [] }),
    visibility: json({ default: { type: 'public' } }),
    further: json({ default: {} }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [
    ...serviceIndexes(TABLE),
    index(TABLE, 'tls_client_profile_id'),
    index(TABLE, 'analytics_service_id'),
    ownIndex(TABLE, 'sni', 'sni'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'availability_zone_id', 'availability_zone'),
    foreignKey(TABLE, 'tls_client_profile_id', 'tls_client_profile'),
    foreignKey(TABLE, 'analytics_service_id', 'analytics_service'),
  ],
});
