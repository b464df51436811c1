import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Scope } from '../context.ts';
import { ask } from '../database/statement.ts';
import { findCloudSetting } from '../tables/cloud-setting.ts';
import { type RefreshTokenRow, refreshTokenTable } from '../tables/refresh-token.ts';
import { hashToken, issueToken, type Subject } from './access-token.ts';
import { issueRefreshToken, type RefreshGrant } from './refresh-token.ts';

/** How long a session can be renewed without the password, counted from the sign-in. */
const SESSION_LIFETIME_S = 30 * 24 * 3600;

/** Tokens as the wire has them; lifetimes in seconds. */
export interface Tokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token?: string;
  refresh_expires_in?: number;
}

/** The next tokens of a session, and whose it is. */
export interface RenewedSession {
  user: { id: string; username: string };
  tokens: Tokens;
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
  const { access_token_expires_in: accessS } = await findCloudSetting(scope.manager);
  const lifetimeS = Math.max(SESSION_LIFETIME_S, accessS);
  const grant: RefreshGrant = {
    org_id: scope.adminOrgId,
    session_id: randomUUID(),
    user_id: subject.id,
    registration_id: registrationId,
    scopes: subject.scopes,
    expires_at: new Date(scope.now.getTime() + lifetimeS * 1000),
  };
  return issueBoth(scope, grant, subject.scopes);
}

/**
 * Trades a refresh token for the next tokens of its session; `scopes` can only narrow what it had. A token that comes a
 * second time was stolen, by whoever came first or second, and ends the session (RFC 9700, section 4.14). Null: it is
 * unknown, used, expired, another client's, or its user is disabled.
 */
export async function renewSession(
  scope: Scope,
  token: string,
  registrationId: string | null,
  scopes: string[] | null,
): Promise<RenewedSession | null> {
  return scope.database.transaction(async (manager) => {
    const row = await takeRefreshToken(manager, token, registrationId);
    const user = row && (await findEnabled(manager, row.user_id));
    if (!user) return null;
    return { user, tokens: await issueBoth({ ...scope, manager }, row, narrow(row.scopes, scopes)) };
  });
}

async function takeRefreshToken(
  manager: EntityManager,
  token: string,
  registrationId: string | null,
): Promise<RefreshTokenRow | null> {
  const repository = manager.getRepository(refreshTokenTable);
  const where = { token_hash: hashToken(token) };
  const row = await repository.findOne({ where, lock: { mode: 'pessimistic_write' } });
  if (!row || (row.registration_id !== null && row.registration_id !== registrationId)) return null;
  if (row.used_at) {
    await endSession(manager, row.session_id);
    return null;
  }
  const now = new Date();
  if (row.expires_at <= now) return null;
  await repository.update({ id: row.id }, { used_at: now, updated_at: now, version: row.version + 1 });
  return row;
}

async function issueBoth(scope: Scope, grant: RefreshGrant, scopes: string[] | null): Promise<Tokens> {
  const access = await accessTokens(scope, { type: 'user', id: grant.user_id, scopes }, grant.session_id);
  const refresh_token = await issueRefreshToken(scope.manager, grant);
  const leftMs = grant.expires_at.getTime() - scope.now.getTime();
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

async function findEnabled(manager: EntityManager, userId: string): Promise<RenewedSession['user'] | null> {
  const text = `SELECT id, username FROM "user" WHERE id = $1 AND state = 'enabled'`;
  return (await ask<RenewedSession['user']>(manager, text, [userId]))[0] ?? null;
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
