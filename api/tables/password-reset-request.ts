import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, text } from '../database/columns.ts';

/** Somebody forgot a password: all that the request writes, whether or not anybody has the address. */
export interface PasswordResetRequestRow extends BaseRow {
  email: string;
  realm: string;
}

const TABLE = 'password_reset_request';

export const passwordResetRequestTable = new EntitySchema<PasswordResetRequestRow>({
  name: TABLE,
  columns: { ...baseColumns, email: text(), realm: text() },
  indices: [{ name: 'password_reset_request_created_at_idx', columns: ['created_at'] }],
});
