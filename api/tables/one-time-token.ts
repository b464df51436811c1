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
  /** Null while the clock does not run: the mail cannot have arrived yet. */
  expires_at: Date | null;
  /** Its hard end, whether its clock ever runs or not; `expires_at` is never later. */
  ends_at: Date;
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
    ends_at: moment(),
    used_at: moment({ nullable: true }),
  },
  uniques: [unique(TABLE, 'token_hash')],
  indices: [index(TABLE, 'org_id'), index(TABLE, 'expires_at'), index(TABLE, 'ends_at'), index(TABLE, 'subject_id')],
  foreignKeys: [foreignKey(TABLE, 'org_id', 'organization', 'CASCADE')],
});
