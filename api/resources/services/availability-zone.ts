import type { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import { type AvailabilityZoneRow, availabilityZoneTable } from '../../tables/availability-zone.ts';

export const DEFAULT_ZONE = 'availability-zone-default';

export const availabilityZone = defineResource<AvailabilityZoneRow, z.ZodRawShape>({
  type: 'availability_zone',
  schema: 'AvailabilityZone',
  terraform: 'availability_zone',
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
