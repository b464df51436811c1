import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { accessTokenTable } from '../tables/access-token.ts';
import type { Caller } from './caller.ts';
import { grantsOfRegistration, grantsOfUser } from './grants.ts';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits, as a text that a URL and a header can carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export interface Subject {
  type: 'user' | 'registration';
  id: string;
  scopes: string[] | null;
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
  const now = new Date();
  await manager.getRepository(accessTokenTable).insert({
    id: randomUUID(),
    org_id: orgId,
    version: 1,
    updated_by: subject.id,
    created_at: now,
    updated_at: now,
    token_hash: hashToken(token),
    subject_type: subject.type,
    user_id: subject.type === 'user' ? subject.id : null,
    registration_id: subject.type === 'registration' ? subject.id : null,
    scopes: subject.scopes,
    session_id: sessionId,
    expires_at: new Date(now.getTime() + expiresInS * 1000),
  });
  return token;
}

/** Takes away what expired a day ago; until then an expired token is told as such. */
export async function purgeTokens(manager: EntityManager): Promise<void> {
  for (const table of ['access_token', 'refresh_token', 'one_time_token']) {
    await manager.query(`DELETE FROM ${table} WHERE expires_at < now() - interval '1 day'`);
  }
}

interface TokenSubject {
  subject_type: 'user' | 'registration';
  subject_id: string;
  name: string;
  enabled: boolean;
  expired: boolean;
  session_id: string;
  token_scopes: string[] | null;
  registration_scopes: string[] | null;
}

const FIND_SUBJECT = `
  SELECT t.subject_type, coalesce(u.id, r.id) AS subject_id, coalesce(u.username, r.name) AS name,
         coalesce(u.state, r.state) = 'enabled' AS enabled, t.expires_at <= now() AS expired, t.session_id,
         t.scopes AS token_scopes, r.scopes AS registration_scopes
    FROM access_token t
    LEFT JOIN "user" u ON u.id = t.user_id
    LEFT JOIN registration r ON r.id = t.registration_id
   WHERE t.token_hash = $1`;

/**
 * Who a token stands for, with the permissions of this very moment: a change of role acts on the next request.
 * @throws 401 for a token that is unknown, has expired, or whose subject is disabled.
 */
export async function callerOfToken(context: Context, token: string): Promise<Caller> {
  const rows: TokenSubject[] = await context.database.query(FIND_SUBJECT, [hashToken(token)]);
  const subject = rows[0];
  if (!subject) throw refused('unauthenticated', 'The token is not valid; sign in again.');
  if (subject.expired) throw refused('token_expired', 'The token has expired; sign in again.');
  if (!subject.enabled) throw refused('unauthenticated', 'This account is disabled; ask an administrator.');
  const { subject_type: kind, subject_id: id, name, session_id: sessionId } = subject;
  const grants =
    kind === 'user'
      ? await grantsOfUser(context.database.manager, id, subject.token_scopes)
      : grantsOfRegistration(context.adminOrgId, subject.registration_scopes ?? [], subject.token_scopes);
  return { kind, id, name, grants, sessionId };
}

function refused(code: 'unauthenticated' | 'token_expired', message: string): ApiError {
  const challenge = 'Bearer realm="gatepost", error="invalid_token"';
  return new ApiError(code, message, { headers: { 'WWW-Authenticate': challenge } });
}
