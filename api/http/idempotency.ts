import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Scope } from '../context.ts';
import { run as runStatement } from '../database/statement.ts';
import { findRows } from '../database/where.ts';
import { insertRow } from '../database/write.ts';
import { ApiError, invalid } from '../errors.ts';
import { type IdempotentRequestRow, idempotentRequestTable } from '../tables/idempotent-request.ts';
import type { Answer, Call, Route } from './route.ts';

const KEPT_HOURS = 24;
const MAX_KEY_LENGTH = 255;

/**
 * Runs a POST once for a key: the same key, caller and body get the same answer again.
 * @throws 422 when the key came with another request before.
 */
export async function replayable(scope: Scope, route: Route, call: Call, run: () => Promise<Answer>): Promise<Answer> {
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string') return run();
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw invalid('Idempotency-Key', [{ pointer: '', message: `the key must have 1 to ${MAX_KEY_LENGTH} characters` }]);
  }
  const caller = `${scope.caller.kind}:${scope.caller.id ?? call.address}`;
  await lockKey(scope, caller, key);
  const requestHash = hashOf(scope, route, call);
  const known = await findKnown(scope, caller, key);
  if (known) return replay(scope, known, requestHash);
  const answer = await run();
  await remember(scope, { caller, key, request_hash: requestHash }, answer);
  return answer;
}

/** Two requests with one key at once: the second waits here for the first to commit or fail. */
async function lockKey({ manager }: Scope, caller: string, key: string): Promise<void> {
  await runStatement(manager, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${caller}\n${key}`]);
}

async function findKnown({ manager, now }: Scope, caller: string, key: string): Promise<IdempotentRequestRow | null> {
  const one = { order: 't.id', limit: 1, offset: 0 };
  const [known] = await findRows(manager, idempotentRequestTable, { caller, key }, one);
  if (!known) return null;
  if (now.getTime() - known.created_at.getTime() < KEPT_HOURS * 3_600_000) return known;
  await runStatement(manager, 'DELETE FROM idempotent_request WHERE id = $1', [known.id]);
  return null;
}

function replay(scope: Scope, known: IdempotentRequestRow, requestHash: string): Answer {
  if (known.request_hash !== requestHash) {
    throw new ApiError('idempotency_mismatch', 'This Idempotency-Key was used for another request; take a new one.');
  }
  return JSON.parse(scope.cipher.decrypt(known.answer, placeOf(known.id))) as Answer;
}

async function remember(
  scope: Scope,
  request: Pick<IdempotentRequestRow, 'caller' | 'key' | 'request_hash'>,
  answer: Answer,
): Promise<void> {
  const id = randomUUID();
  await insertRow(scope.manager, idempotentRequestTable, {
    ...request,
    id,
    org_id: scope.adminOrgId,
    version: 1,
    updated_by: scope.caller.id,
    created_at: scope.now,
    updated_at: scope.now,
    status: answer.status,
    answer: scope.cipher.encrypt(JSON.stringify(answer), placeOf(id)),
  });
}

const placeOf = (id: string) => ({ table: 'idempotent_request', column: 'answer', row: id });

/** Keyed: a body may hold a password, which whoever reads the table could guess from a plain hash. */
function hashOf(scope: Scope, route: Route, call: Call): string {
  const request = [route.method, route.path, call.params, call.query, call.body ?? null];
  return scope.fingerprint('idempotent_request', JSON.stringify(request));
}

export async function purgeReplayedAnswers(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM idempotent_request WHERE created_at < now() - make_interval(hours => $1)`, [
    KEPT_HOURS,
  ]);
}
