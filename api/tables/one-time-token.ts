import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, moment, text, uuid } from '../database/columns.ts';
import { foreignKey, index, unique } from '../database/constraints.ts';

/** What mailed links open. */
export const PURPOSES = ['invitation', 'password-reset'] as const;

export type Purpose = (typeof PURPOSES)[number];

/** The token of a mailed link: it works once, and only its hash is kept. */
export interface OneTimeTokenRow extends BaseRow {
  purpose: Purpose;
  /** What the link was made for, such as an invitation. */
  subject_id: string;
  token_hash: string;
  /** Null while the clock does not run: the mail has not left yet. */
  expires_at: Date | null;
  used_at: Date | null;
}

const TABLE = 'one_time_token';

export const oneTimeTokenTable = new EntitySchema<OneTimeTokenRow>({
  name: TABLE,
  columns: {
    ...baseColumns,
    purpose: text(),
    subject_id: uuid(),
    token_hash: text(),
    expires_at: moment({ nullable: true }),
    used_at: moment({ nullable: true }),
  },
  uniques: [unique(TABLE, 'token_hash')],
  indices: [index(TABLE, 'org_id'), index(TABLE, 'expires_at'), index(TABLE, 'subject_id')],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization', 'CASCADE')],
});
