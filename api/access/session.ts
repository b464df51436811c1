import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Scope } from '../context.ts';
import { databaseNow, secondsAfter } from '../database/clock.ts';
import { ask } from '../database/statement.ts';
import { stillThere } from '../database/still-there.ts';
import { findCloudSetting } from '../tables/cloud-setting.ts';
import { type RefreshTokenRow, refreshTokenTable } from '../tables/refresh-token.ts';
import { userTable } from '../tables/user.ts';
import { hashToken, issueToken, type Subject } from './access-token.ts';
import { issueRefreshToken, type RefreshGrant } from './refresh-token.ts';

/** Tokens as the wire has them; lifetimes in seconds. */
export interface Tokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token?: string;
  refresh_expires_in?: number;
}

interface SessionUser {
  id: string;
  username: string;
}

/** The next tokens of a session, and whose it is. */
export interface RenewedSession {
  user: SessionUser;
  tokens: Tokens;
}

/** A session that is over because one of its refresh tokens came a second time. */
export interface StolenSession {
  stolenFrom: SessionUser;
  sessionId: string;
}

/** A registration's own token: there is nothing to refresh, since it has its secret. */
export async function issueClientToken(scope: Scope, subject: Subject): Promise<Tokens> {
  return accessTokens(scope, subject, randomUUID());
}

/** A token of a user's API key. It has no refresh token, since the key is there; it ends with the key. */
export async function issueKeyToken(scope: Scope, subject: Subject, keyId: string): Promise<Tokens> {
  return accessTokens(scope, subject, keyId);
}

/** Begins the session of a user who signed in, through a client where one was named. */
export function openSession(scope: Scope, subject: Subject, registrationId: string | null): Promise<Tokens> {
  return scope.database.transaction((manager) => beginSession({ ...scope, manager }, subject, registrationId));
}

/** The same within a transaction that makes the user too. */
export async function beginSession(scope: Scope, subject: Subject, registrationId: string | null): Promise<Tokens> {
  const { refresh_expires_in: lifetimeS } = await findCloudSetting(scope.manager);
  const grant: RefreshGrant = {
    org_id: scope.adminOrgId,
    session_id: randomUUID(),
    user_id: subject.id,
    registration_id: registrationId,
    scopes: subject.scopes,
    expires_at: secondsAfter(await databaseNow(scope.manager), lifetimeS),
  };
  return issueBoth(scope, grant, subject.scopes);
}

/**
 * Trades a refresh token for the next tokens of its session; `scopes` can only narrow what it had. A token that comes a
 * second time was stolen, by whoever came first or second, and ends the session (RFC 9700, section 4.14). Null: it is
 * unknown, expired, another client's, its user is not let in any more, or no session can be renewed.
 */
export async function renewSession(
  scope: Scope,
  token: string,
  registrationId: string | null,
  scopes: string[] | null,
): Promise<RenewedSession | StolenSession | null> {
  return scope.database.transaction(async (manager) => {
    if (!(await findCloudSetting(manager)).refresh_token_enabled) return null;
    const row = await lockRefreshToken(manager, token, registrationId);
    if (row?.used_at) return endStolen(manager, row);
    const user = row && (await useUp(manager, row)) && (await findAdmitted(manager, row.user_id));
    if (!user) return null;
    return { user, tokens: await issueBoth({ ...scope, manager }, row, narrow(row.scopes, scopes)) };
  });
}

async function lockRefreshToken(
  manager: EntityManager,
  token: string,
  registrationId: string | null,
): Promise<RefreshTokenRow | null> {
  const where = { token_hash: hashToken(token) };
  const lock = { mode: 'pessimistic_write' } as const;
  const row = await manager.getRepository(refreshTokenTable).findOne({ where, lock });
  return row && (row.registration_id === null || row.registration_id === registrationId) ? row : null;
}

async function endStolen(manager: EntityManager, row: RefreshTokenRow): Promise<StolenSession> {
  await endSession(manager, row.session_id);
  const owner = manager.getRepository(userTable).findOneBy({ id: row.user_id });
  const { id, username } = await stillThere('user', owner);
  return { stolenFrom: { id, username }, sessionId: row.session_id };
}

/** False: it has expired. */
async function useUp(manager: EntityManager, { id, version, expires_at }: RefreshTokenRow): Promise<boolean> {
  const now = await databaseNow(manager);
  if (expires_at <= now) return false;
  const used = { used_at: now, updated_at: now, version: version + 1 };
  await manager.getRepository(refreshTokenTable).update({ id }, used);
  return true;
}

async function issueBoth(scope: Scope, grant: RefreshGrant, scopes: string[] | null): Promise<Tokens> {
  const subject: Subject = { type: 'user', id: grant.user_id, scopes, clientId: grant.registration_id };
  const access = await accessTokens(scope, subject, grant.session_id);
  if (!(await findCloudSetting(scope.manager)).refresh_token_enabled) return access;
  const refresh_token = await issueRefreshToken(scope.manager, grant);
  const leftMs = grant.expires_at.getTime() - (await databaseNow(scope.manager)).getTime();
  return { ...access, refresh_token, refresh_expires_in: Math.floor(leftMs / 1000) };
}

async function accessTokens(scope: Scope, subject: Subject, sessionId: string): Promise<Tokens> {
  const { access_token_expires_in: expires_in } = await findCloudSetting(scope.manager);
  const access_token = await issueToken(scope.manager, scope.adminOrgId, subject, sessionId, expires_in);
  return { access_token, token_type: 'Bearer', expires_in };
}

/** What was granted, as far as it is wanted; null stands for everything. */
export function narrow(granted: string[] | null, wanted: string[] | null): string[] | null {
  if (granted === null || wanted === null) return wanted ?? granted;
  return granted.filter((permission) => wanted.includes(permission));
}

/** The user, as long as they are enabled and the settings name their registry. */
async function findAdmitted(manager: EntityManager, userId: string): Promise<SessionUser | null> {
  return (await ask<SessionUser>(manager, FIND_ADMITTED, [userId]))[0] ?? null;
}

const FIND_ADMITTED = `
  SELECT u.id, u.username FROM "user" u CROSS JOIN cloud_setting s
   WHERE u.id = $1 AND u.state = 'enabled'
     AND u.user_registry_id = ANY (s.admin_user_registry_ids || s.provider_user_registry_ids)`;

/** Takes back a refresh token that nobody is to have: its session ends with its access token. */
export async function forgetRenewal(manager: EntityManager, token: string): Promise<void> {
  await manager.query('DELETE FROM refresh_token WHERE token_hash = $1', [hashToken(token)]);
}

/** Ends one session: its access tokens and its refresh tokens. */
export async function endSession(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.query('DELETE FROM access_token WHERE session_id = $1', [sessionId]);
  await manager.query('DELETE FROM refresh_token WHERE session_id = $1', [sessionId]);
}

/** Ends every session of a user but one. */
export async function endSessionsOf(manager: EntityManager, userId: string, butSessionId?: string): Promise<void> {
  const values = [userId, butSessionId ?? null];
  await manager.query('DELETE FROM access_token WHERE user_id = $1 AND session_id IS DISTINCT FROM $2', values);
  await manager.query('DELETE FROM refresh_token WHERE user_id = $1 AND session_id IS DISTINCT FROM $2', values);
}

/** Ends every session that was opened by a client, and its own, but one. */
export async function endSessionsBy(manager: EntityManager, registrationId: string, butSessionId?: string) {
  const values = [registrationId, butSessionId ?? null];
  await manager.query('DELETE FROM access_token WHERE registration_id = $1 AND session_id IS DISTINCT FROM $2', values);
  await manager.query(
    'DELETE FROM refresh_token WHERE registration_id = $1 AND session_id IS DISTINCT FROM $2',
    values,
  );
}
