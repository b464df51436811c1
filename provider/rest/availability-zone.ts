import { string } from '../framework/attribute-builder.ts';
import { isSameNameOrId } from './spelling.ts';

/** Services stand in availability zones, which go by name. */

export const ZONES = '/orgs/admin/availability-zones';
const DEFAULT_ZONE = 'availability-zone-default';

export const availabilityZoneName = string({
  description: `Name of the availability zone. Default \`${DEFAULT_ZONE}\`. A change replaces the service.`,
  optional: true,
  computed: true,
  default: DEFAULT_ZONE,
  requiresReplace: true,
  sameMeaning: isSameNameOrId,
});

export const zoneParent = {
  attribute: 'availability_zone',
  first: DEFAULT_ZONE,
  all: ZONES,
  noun: 'availability zone',
} as const;
