import { randomUUID } from 'node:crypto';
import { type EntityManager, EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, moment, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, unique } from '../database/constraints.ts';
import { hashToken, newToken } from './access-token.ts';

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
    { name: 'refresh_token_session_id_idx', columns: ['session_id'] },
    { name: 'refresh_token_user_id_idx', columns: ['user_id'] },
  ],
  foreignKeys: [
    foreignKey(TABLE, 'user_id', 'user', 'CASCADE'),
    foreignKey(TABLE, 'registration_id', 'registration', 'CASCADE'),
  ],
});

/** What a refresh token stands for. */
export type RefreshGrant = Pick<
  RefreshTokenRow,
  'org_id' | 'session_id' | 'user_id' | 'registration_id' | 'scopes' | 'expires_at'
>;

/** Makes a refresh token; its text exists only in the answer. */
export async function issueRefreshToken(manager: EntityManager, grant: RefreshGrant): Promise<string> {
  const token = newToken();
  const now = new Date();
  const { org_id, session_id, user_id, registration_id, scopes, expires_at } = grant;
  await manager.getRepository(refreshTokenTable).insert({
    id: randomUUID(),
    org_id,
    version: 1,
    updated_by: user_id,
    created_at: now,
    updated_at: now,
    session_id,
    token_hash: hashToken(token),
    user_id,
    registration_id,
    scopes,
    expires_at,
    used_at: null,
  });
  return token;
}
