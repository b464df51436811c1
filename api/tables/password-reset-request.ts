import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, text } from '../database/columns.ts';
import { index } from '../database/constraints.ts';

/** Somebody forgot a password: all that the request writes, whether or not anybody has the address. */
export interface PasswordResetRequestRow extends BaseRow {
  email: string;
  realm: string;
}

const TABLE = 'password_reset_request';

export const passwordResetRequestTable = new EntitySchema<PasswordResetRequestRow>({
  name: TABLE,
  columns: { ...baseColumns, email: text(), realm: text() },
  indices: [index(TABLE, 'created_at')],
});
