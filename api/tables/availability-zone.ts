import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns } from '../database/columns.ts';
import { foreignKey, listIndex, titleIndex, unique } from '../database/constraints.ts';

/** Where services stand, such as a data centre. */
export type AvailabilityZoneRow = HeaderRow;

const TABLE = 'availability_zone';

export const availabilityZoneTable = new EntitySchema<AvailabilityZoneRow>({
  name: TABLE,
  columns: { ...headerColumns },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), titleIndex(TABLE)],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization')],
});
