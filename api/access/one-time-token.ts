import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { EntityManager } from 'typeorm';
import type { Caller, Context, Scope } from '../context.ts';
import { databaseNow, secondsAfter } from '../database/clock.ts';
import { newBaseRow } from '../database/row.ts';
import { ask, runUnprepared } from '../database/statement.ts';
import { ApiError } from '../errors.ts';
import { type OneTimeTokenRow, oneTimeTokenTable, PURPOSES, type Purpose } from '../tables/one-time-token.ts';
import { hashToken } from './access-token.ts';

export const isPurpose = (access: unknown): access is Purpose => PURPOSES.some((purpose) => purpose === access);

/** 36 random bytes make 48 characters, whose base64 has no padding to get lost in a URL. */
const TOKEN_BYTES = 36;

/**
 * How long a link opens what it was made for: until a moment, or for some seconds (`ttlS`) from when its mail may first
 * have arrived. That may take so many days, after which such a link opens nothing either.
 */
export type LinkLife = { expiresAt: Date } | { ttlS: number };
const WAITS_AT_MOST_S = 90 * 86_400;

/** Makes a token for a subject; its text exists only in what this returns. */
export async function issueOneTimeToken(
  scope: Scope,
  purpose: Purpose,
  subjectId: string,
  life: LinkLife,
  id: string = randomUUID(),
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const now = await databaseNow(scope.manager);
  await scope.manager.getRepository(oneTimeTokenTable).insert({
    ...newBaseRow(scope.adminOrgId, scope.caller.id, now),
    id,
    purpose,
    subject_id: subjectId,
    token_hash: hashToken(token),
    expires_at: 'expiresAt' in life ? life.expiresAt : null,
    ends_at: 'expiresAt' in life ? life.expiresAt : secondsAfter(now, WAITS_AT_MOST_S + life.ttlS),
    used_at: null,
  });
  return token;
}

/** Makes every link of a subject dead. */
export async function revokeOneTimeTokens(manager: EntityManager, subjectIds: readonly string[]): Promise<void> {
  await manager.query('DELETE FROM one_time_token WHERE subject_id = ANY ($1)', [subjectIds]);
}

const FIND_LINK = `
  SELECT subject_id FROM one_time_token
   WHERE token_hash = $1 AND purpose = $2 AND coalesce(expires_at, ends_at) > now()`;

/**
 * Who comes by a mailed link. Whether the link was used is decided where it is redeemed, so that a repeated request with
 * an Idempotency-Key still gets its answer.
 * @throws 401 for a token that is unknown, was replaced or deleted, or has expired.
 */
export async function callerOfLink(context: Context, purpose: Purpose, token: string): Promise<Caller> {
  const [row] = await ask<{ subject_id: string }>(context.database.manager, FIND_LINK, [hashToken(token), purpose]);
  if (!row) throw deadLink();
  return { kind: 'link', id: row.subject_id, name: purpose, grants: new Map() };
}

/** What became of a link. One that was replaced or withdrawn is gone, as one that never was. */
export interface LinkState {
  subjectId: string;
  state: 'open' | 'used' | 'expired';
  /** Null while its clock does not run. */
  expiresAt: Date | null;
  /** Who made it; null: nobody who signed in. */
  madeBy: string | null;
}

const LOOK = `
  SELECT subject_id, expires_at, updated_by,
         CASE WHEN used_at IS NOT NULL THEN 'used' WHEN coalesce(expires_at, ends_at) <= now() THEN 'expired'
              ELSE 'open' END AS state
    FROM one_time_token WHERE token_hash = $1 AND purpose = $2`;

/** Looks at a link without using it, for whoever holds it to see what it opens; null: there is none. */
export async function lookAtLink(manager: EntityManager, purpose: Purpose, token: string): Promise<LinkState | null> {
  const [row] = await ask<LookedAt>(manager, LOOK, [hashToken(token), purpose]);
  if (!row) return null;
  const { subject_id: subjectId, state, expires_at: expiresAt, updated_by: madeBy } = row;
  return { subjectId, state, expiresAt, madeBy };
}

type LookedAt = Pick<OneTimeTokenRow, 'subject_id' | 'expires_at' | 'updated_by'> & Pick<LinkState, 'state'>;

/**
 * Uses up the link a request came by: of several requests at once, one gets through.
 * @throws 401 for all others.
 */
export async function redeem(scope: Scope, purpose: Purpose, headers: IncomingHttpHeaders): Promise<void> {
  const token = headers.authorization?.trim().split(/ +/)[1] ?? '';
  const count = await runUnprepared(
    scope.manager,
    `UPDATE one_time_token SET used_at = now(), updated_at = now(), version = version + 1
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND coalesce(expires_at, ends_at) > now()`,
    [hashToken(token), purpose],
  );
  if (count !== 1) throw deadLink();
}

export function deadLink(): ApiError {
  const message = 'The link was used, replaced or deleted, or has expired; ask for a new one.';
  const challenge = 'Bearer realm="gatepost", error="invalid_token"';
  return new ApiError('unauthenticated', message, { headers: { 'WWW-Authenticate': challenge } });
}
