import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, moment, text, texts, uuid } from '../database/columns.ts';
import { index } from '../database/constraints.ts';

/** An access token: opaque to its bearer, and only its hash is kept. */
export interface AccessTokenRow extends BaseRow {
  token_hash: string;
  subject_type: 'user' | 'registration';
  user_id: string | null;
  /** The registration itself, or the one that the user signed in by. */
  registration_id: string | null;
  /** What the token was narrowed to; null: everything its subject may do. */
  scopes: string[] | null;
  /** The sign-in it came from, which it shares with refresh tokens and its successors. */
  session_id: string;
  expires_at: Date;
}

export const accessTokenTable = new EntitySchema<AccessTokenRow>({
  name: 'access_token',
  columns: {
    ...baseColumns,
    token_hash: text(),
    subject_type: text(),
    user_id: uuid({ nullable: true }),
    registration_id: uuid({ nullable: true }),
    scopes: texts({ nullable: true }),
    session_id: uuid(),
    expires_at: moment(),
  },
  uniques: [{ name: 'access_token_token_hash_key', columns: ['token_hash'] }],
  indices: [
    index('access_token', 'registration_id'),
    index('access_token', 'user_id', 'created_at'),
    index('access_token', 'session_id'),
    index('access_token', 'expires_at'),
  ],
  foreignKeys: [
    {
      name: 'access_token_user_id_fkey',
      target: 'user',
      columnNames: ['user_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'access_token_registration_id_fkey',
      target: 'registration',
      columnNames: ['registration_id'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
