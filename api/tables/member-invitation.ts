import { EntitySchema } from 'typeorm';
import { uuid, uuids } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import { type InvitationRow, invitationColumns } from './invitation.ts';

/** An invitation to join an organization that exists, with the roles that wait there. */
export interface MemberInvitationRow extends InvitationRow {
  role_ids: string[];
  /** Who came of it; null before, and again when the member has left. */
  member_id: string | null;
}

const TABLE = 'member_invitation';

export const memberInvitationTable = new EntitySchema<MemberInvitationRow>({
  name: TABLE,
  columns: { ...invitationColumns, role_ids: uuids({ default: [] }), member_id: uuid({ nullable: true }) },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [
    listIndex(TABLE),
    titleIndex(TABLE),
    index(TABLE, 'member_id'),
    ownIndex(TABLE, 'pending_email', 'org_id'),
    ownIndex(TABLE, 'role_ids', 'role_ids'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'member_id', 'member', 'SET NULL'),
  ],
});
