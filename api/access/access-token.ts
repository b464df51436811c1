import { hash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { databaseNow, secondsAfter } from '../database/clock.ts';
import { daysAgo, purge, type Sweep } from '../database/purge.ts';
import { newBaseRow } from '../database/row.ts';
import { accessTokenTable } from '../tables/access-token.ts';

export const hashToken = (token: string): string => hash('sha256', token);

/** 256 random bits, as a text that a URL and a header can carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export interface Subject {
  type: 'user' | 'registration';
  id: string;
  scopes: string[] | null;
  /** The registration that a user signed in by, if one was named. */
  clientId?: string | null;
}

/** Makes a token; its text exists only in the answer. */
export async function issueToken(
  manager: EntityManager,
  orgId: string,
  subject: Subject,
  sessionId: string,
  expiresInS: number,
): Promise<string> {
  const token = newToken();
  const now = await databaseNow(manager);
  await manager.getRepository(accessTokenTable).insert({
    ...newBaseRow(orgId, subject.id, now),
    token_hash: hashToken(token),
    subject_type: subject.type,
    user_id: subject.type === 'user' ? subject.id : null,
    registration_id: subject.type === 'registration' ? subject.id : (subject.clientId ?? null),
    scopes: subject.scopes,
    session_id: sessionId,
    expires_at: secondsAfter(now, expiresInS),
  });
  return token;
}

/** Takes away what expired so many days ago; until then an expired token is told as such. */
export async function purgeTokens(sweep: Sweep, days: number): Promise<void> {
  for (const table of ['access_token', 'refresh_token', 'one_time_token']) {
    await purge(sweep, table, 'expires_at', daysAgo('$1'), [days]);
  }
  // Links whose clock never ran.
  await purge(sweep, 'one_time_token', 'ends_at', daysAgo('$1'), [days]);
}
