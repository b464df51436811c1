import { ZONES } from '../rest/availability-zone.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';

export const availabilityZone = defineResource(
  ordinaryResource({
    typeName: 'gatepost_availability_zone',
    description:
      'A place where services stand, such as a data centre. One ships, `availability-zone-default`, which services name without further ado; import it only to change its title.',
    attributes: { id, title, name, summary },
    collection: ZONES,
  }),
);
