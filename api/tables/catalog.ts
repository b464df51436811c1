import { EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';

/** Where a provider organization publishes its APIs. */
export interface CatalogRow extends HeaderRow {
  /** Null: whoever owns the organization. */
  owner_id: string | null;
}

const TABLE = 'catalog';

export const catalogTable = new EntitySchema<CatalogRow>({
  name: TABLE,
  columns: { ...headerColumns, owner_id: uuid({ nullable: true }) },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), titleIndex(TABLE), index(TABLE, 'owner_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'owner_id', 'user', 'SET NULL'),
  ],
});
