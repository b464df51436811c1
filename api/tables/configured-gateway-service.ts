import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';

/** A gateway that a catalog publishes to. */
export interface ConfiguredGatewayServiceRow extends HeaderRow {
  catalog_id: string;
  gateway_service_id: string;
}

const TABLE = 'configured_gateway_service';

export const configuredGatewayServiceTable = new EntitySchema<ConfiguredGatewayServiceRow>({
  name: TABLE,
  columns: { ...headerColumns, catalog_id: uuid(), gateway_service_id: uuid() },
  uniques: [unique(TABLE, 'catalog_id', 'name'), unique(TABLE, 'catalog_id', 'gateway_service_id')],
  indices: [listIndex(TABLE), titleIndex(TABLE, 'catalog_id'), index(TABLE, 'gateway_service_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'catalog_id', 'catalog', 'CASCADE'),
    foreignKey(TABLE, 'gateway_service_id', 'gateway_service'),
  ],
});
