import { EntitySchema } from 'typeorm';
import { headerColumns, json, text, uuid } from '../database/columns.ts';
import { foreignKey, index, unique } from '../database/constraints.ts';
import { type ServiceRow, serviceIndexes } from './service.ts';

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
  indices: [
    ...serviceIndexes(TABLE),
    index(TABLE, 'client_endpoint_tls_client_profile_id'),
    index(TABLE, 'ingestion_endpoint_tls_client_profile_id'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'availability_zone_id', 'availability_zone'),
    foreignKey(TABLE, 'client_endpoint_tls_client_profile_id', 'tls_client_profile'),
    foreignKey(TABLE, 'ingestion_endpoint_tls_client_profile_id', 'tls_client_profile'),
  ],
});
