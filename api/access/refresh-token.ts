import type { EntityManager } from 'typeorm';
import { databaseNow } from '../database/clock.ts';
import { newBaseRow } from '../database/row.ts';
import { type RefreshTokenRow, refreshTokenTable } from '../tables/refresh-token.ts';
import { hashToken, newToken } from './access-token.ts';

/** What a refresh token stands for. */
export type RefreshGrant = Pick<
  RefreshTokenRow,
  'org_id' | 'session_id' | 'user_id' | 'registration_id' | 'scopes' | 'expires_at'
>;

/** Makes a refresh token; its text exists only in the answer. */
export async function issueRefreshToken(manager: EntityManager, grant: RefreshGrant): Promise<string> {
  const token = newToken();
  const now = await databaseNow(manager);
  const { org_id, session_id, user_id, registration_id, scopes, expires_at } = grant;
  await manager.getRepository(refreshTokenTable).insert({
    ...newBaseRow(org_id, user_id, now),
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
