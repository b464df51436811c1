import { EntitySchema } from 'typeorm';
import { uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import { type InvitationRow, invitationColumns } from './invitation.ts';

/** An invitation to open a provider organization; the organization does not need it any more. */
export interface OrgInvitationRow extends InvitationRow {
  invited_org_id: string | null;
  invited_user_id: string | null;
}

const TABLE = 'org_invitation';

export const orgInvitationTable = new EntitySchema<OrgInvitationRow>({
  name: TABLE,
  columns: {
    ...invitationColumns,
    invited_org_id: uuid({ nullable: true }),
    invited_user_id: uuid({ nullable: true }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [
    listIndex(TABLE),
    titleIndex(TABLE),
    index(TABLE, 'invited_org_id'),
    index(TABLE, 'invited_user_id'),
    ownIndex(TABLE, 'pending_email', 'org_id'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'invited_org_id', 'organization', 'SET NULL'),
    foreignKey(TABLE, 'invited_user_id', 'user', 'SET NULL'),
  ],
});
