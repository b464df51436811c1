import { type EntityManager, EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, text, uuid, uuids } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';

/** A user's place in an organization. */
export interface MemberRow extends HeaderRow {
  user_id: string;
  role_ids: string[];
  state: 'enabled' | 'disabled';
}

const TABLE = 'member';

export const memberTable = new EntitySchema<MemberRow>({
  name: TABLE,
  columns: { ...headerColumns, user_id: uuid(), role_ids: uuids({ default: [] }), state: text({ default: 'enabled' }) },
  uniques: [unique(TABLE, 'org_id', 'name'), unique(TABLE, 'org_id', 'user_id')],
  indices: [listIndex(TABLE), titleIndex(TABLE), ownIndex(TABLE, 'role_ids', 'role_ids'), index(TABLE, 'user_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'user_id', 'user', 'CASCADE'),
  ],
});

export function findMember(manager: EntityManager, orgId: string, userId: string): Promise<MemberRow | null> {
  return manager.getRepository(memberTable).findOneBy({ org_id: orgId, user_id: userId });
}
