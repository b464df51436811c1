import { EntitySchema } from 'typeorm';
import { headerColumns, json, text, uuid } from '../database/columns.ts';
import { foreignKey, index, unique } from '../database/constraints.ts';
import { type ServiceRow, serviceIndexes } from './service.ts';

/** A developer portal that this cloud manages. */
export interface PortalServiceRow extends ServiceRow {
  /** Where the cloud reaches the portal. */
  endpoint: string;
  /** Where people reach its sites. */
  web_endpoint_base: string;
  endpoint_tls_client_profile_id: string | null;
  /** Fields of other releases, given back as they came. */
  further: Record<string, unknown>;
}

const TABLE = 'portal_service';

export const portalServiceTable = new EntitySchema<PortalServiceRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    availability_zone_id: uuid(),
    endpoint: text(),
    web_endpoint_base: text(),
    endpoint_tls_client_profile_id: uuid({ nullable: true }),
    visibility: json({ default: { type: 'public' } }),
    further: json({ default: {} }),
  },
  uniques: [unique(TABLE, 'org_id', 'name'), unique(TABLE, 'org_id', 'endpoint')],
  indices: [...serviceIndexes(TABLE), index(TABLE, 'endpoint_tls_client_profile_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'availability_zone_id', 'availability_zone'),
    foreignKey(TABLE, 'endpoint_tls_client_profile_id', 'tls_client_profile'),
  ],
});
