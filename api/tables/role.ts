import { type EntityManager, EntitySchema } from 'typeorm';
import { boolean, type HeaderRow, headerColumns, json, texts } from '../database/columns.ts';
import { foreignKey, listIndex, titleIndex, unique } from '../database/constraints.ts';
import { stillThere } from '../database/still-there.ts';

/** A named set of permissions within one organization. */
export interface RoleRow extends HeaderRow {
  permissions: string[];
  /** Which group of a registry has the role, as it was sent: groups are for registries that are not local. */
  external_group_mapping: object | null;
  is_shipped: boolean;
}

const TABLE = 'role';

export const roleTable = new EntitySchema<RoleRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    permissions: texts({ default: [] }),
    external_group_mapping: json({ nullable: true }),
    is_shipped: boolean({ default: false }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), titleIndex(TABLE)],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization', 'CASCADE')],
});

export function findRole(manager: EntityManager, orgId: string, name: string): Promise<RoleRow> {
  return stillThere('organization', manager.getRepository(roleTable).findOneBy({ org_id: orgId, name }));
}
