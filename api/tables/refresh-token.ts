import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, moment, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, index, unique } from '../database/constraints.ts';

/** Makes the next tokens of a session without the password. It works once; only its hash is kept. */
export interface RefreshTokenRow extends BaseRow {
  /** The sign-in that all its successors share. */
  session_id: string;
  token_hash: string;
  user_id: string;
  /** The client that signed in, which alone may use it; null: none was named. */
  registration_id: string | null;
  scopes: string[] | null;
  expires_at: Date;
  used_at: Date | null;
}

const TABLE = 'refresh_token';

export const refreshTokenTable = new EntitySchema<RefreshTokenRow>({
  name: TABLE,
  columns: {
    ...baseColumns,
    session_id: uuid(),
    token_hash: text(),
    user_id: uuid(),
    registration_id: uuid({ nullable: true }),
    scopes: texts({ nullable: true }),
    expires_at: moment(),
    used_at: moment({ nullable: true }),
  },
  uniques: [unique(TABLE, 'token_hash')],
  indices: [
    index(TABLE, 'registration_id'),
    index(TABLE, 'expires_at'),

    index(TABLE, 'session_id'),
    index(TABLE, 'user_id', 'created_at'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'user_id', 'user', 'CASCADE'),
    foreignKey(TABLE, 'registration_id', 'registration', 'CASCADE'),
  ],
});
