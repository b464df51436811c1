import { EntitySchema } from 'typeorm';
import type { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import { type HeaderRow, headerColumns } from '../../database/columns.ts';
import { foreignKey, unique } from '../../database/constraints.ts';

/** Where services stand, such as a data centre. */
export type AvailabilityZoneRow = HeaderRow;

const TABLE = 'availability_zone';

export const DEFAULT_ZONE = 'availability-zone-default';

export const availabilityZoneTable = new EntitySchema<AvailabilityZoneRow>({
  name: TABLE,
  columns: { ...headerColumns },
  uniques: [unique(TABLE, 'org_id', 'name')],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization')],
});

export const availabilityZone = defineResource<AvailabilityZoneRow, z.ZodRawShape>({
  type: TABLE,
  schema: 'AvailabilityZone',
  terraform: { none: 'One zone ships with Gatepost; resources name it.' },
  table: availabilityZoneTable,
  paths: ['/orgs/{org}/availability-zones'],
  adminOnly: true,
  permissions: { read: ['org/topology:view'], write: ['org/topology:manage'] },
  fields: {},
  isBuiltIn: (row) => row.name === DEFAULT_ZONE,
  async usedBy(scope, row) {
    const services: { usage: string }[] = await scope.manager.query(
      `SELECT 'portal service "' || name || '"' AS usage FROM portal_service WHERE availability_zone_id = $1
        UNION ALL SELECT 'gateway service "' || name || '"' FROM gateway_service WHERE availability_zone_id = $1
        UNION ALL SELECT 'analytics service "' || name || '"' FROM analytics_service WHERE availability_zone_id = $1
        ORDER BY usage`,
      [row.id],
    );
    return services.map(({ usage }) => usage);
  },
  view: {},
  present: () => ({}),
});
