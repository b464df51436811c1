import type { Scope } from '../context.ts';
import { daysAgo, purge, type Sweep } from '../database/purge.ts';
import { newBaseRow } from '../database/row.ts';
import { run as runStatement, type Sent, sendAhead } from '../database/statement.ts';
import { findRows } from '../database/where.ts';
import { sendRow } from '../database/write.ts';
import { ApiError, invalid } from '../errors.ts';
import { type IdempotentRequestRow, idempotentRequestTable } from '../tables/idempotent-request.ts';
import type { Answer, Call, Route } from './route.ts';

const DAY_MS = 86_400_000;
const MAX_KEY_LENGTH = 255;

/**
 * The answer that a POST with this key had already; null: it has none yet, and whoever else comes with the key waits for
 * this transaction.
 * @throws 422 when the key came with another request before.
 */
export async function recall(scope: Scope, request: KeyedRequest): Promise<Answer | null> {
  const known = await lockAndFind(scope, request);
  return known && replay(scope, known, request.request_hash);
}

/** How long a request that talks may be under way before it counts as lost, with the process that ran it. */
const UNDER_WAY_MS = 10 * 60_000;
/** The status of a request that has no answer yet. */
const UNDER_WAY = 0;

/**
 * The same for a POST that talks and so cannot run within a transaction: that it is under way is written down before.
 * @throws 409 while the same request is under way
 */
export async function replayableApart(
  scope: Scope,
  route: Route,
  call: Call,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const request = keyedRequest(scope, route, call);
  if (request === null) return run();
  const within = <Result>(work: (inner: Scope) => Promise<Result>) =>
    scope.database.transaction((manager) => work({ ...scope, manager }));
  const known = await within((inner) => begin(inner, request));
  if (known) return known;
  try {
    const answer = await run();
    await within((inner) => replace(inner, request, answer));
    return answer;
  } catch (error) {
    // What failed may be tried again with the same key.
    await within((inner) => forget(inner, request));
    throw error;
  }
}

/** The answer that is known already; null: the request is written down as under way. */
async function begin(scope: Scope, request: KeyedRequest): Promise<Answer | null> {
  const known = await lockAndFind(scope, request);
  if (known && known.status !== UNDER_WAY) return replay(scope, known, request.request_hash);
  if (known && scope.now.getTime() - known.created_at.getTime() < UNDER_WAY_MS) {
    throw new ApiError('conflict', 'The request with this Idempotency-Key is still under way; ask again in a moment.');
  }
  await replace(scope, request, { status: UNDER_WAY });
  return null;
}

async function replace(scope: Scope, request: KeyedRequest, answer: Answer): Promise<void> {
  await forget(scope, request);
  await (await remember(scope, request, answer)).answered;
}

async function forget({ manager }: Scope, { caller, key }: KeyedRequest): Promise<void> {
  await runStatement(manager, 'DELETE FROM idempotent_request WHERE caller = $1 AND key = $2', [caller, key]);
}

export type KeyedRequest = Pick<IdempotentRequestRow, 'caller' | 'key' | 'request_hash'>;

/** What the key of a request stands for; null: it has none. */
export function keyedRequest(scope: Scope, route: Route, call: Call): KeyedRequest | null {
  const { kind, id } = scope.caller;
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string') return null;
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw invalid('Idempotency-Key', [{ pointer: '', message: `the key must have 1 to ${MAX_KEY_LENGTH} characters` }]);
  }
  return { caller: `${kind}:${id ?? call.address}`, key, request_hash: hashOf(scope, route, call) };
}

async function lockAndFind(scope: Scope, { caller, key }: KeyedRequest): Promise<IdempotentRequestRow | null> {
  const locked = await lockKey(scope, caller, key);
  // The look-up is sent behind the lock, and sees what was committed until that was had.
  const [, known] = await Promise.all([locked.answered, findKnown(scope, caller, key)]);
  return known;
}

/** Two requests with one key at once: the second waits here for the first to commit or fail. */
function lockKey({ manager }: Scope, caller: string, key: string): Promise<Sent> {
  return sendAhead(manager, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${caller}\n${key}`]);
}

async function findKnown(
  { manager, now, config }: Scope,
  caller: string,
  key: string,
): Promise<IdempotentRequestRow | null> {
  const one = { order: 't.id', limit: 1, offset: 0 };
  const [known] = await findRows(manager, idempotentRequestTable, { caller, key }, one);
  if (!known) return null;
  if (now.getTime() - known.created_at.getTime() < config.retention.replays * DAY_MS) return known;
  await runStatement(manager, 'DELETE FROM idempotent_request WHERE id = $1', [known.id]);
  return null;
}

function replay(scope: Scope, known: IdempotentRequestRow, requestHash: string): Answer {
  if (known.request_hash !== requestHash) {
    throw new ApiError('idempotency_mismatch', 'This Idempotency-Key was used for another request; take a new one.');
  }
  return JSON.parse(scope.cipher.decrypt(known.answer, placeOf(known.id))) as Answer;
}

/** As the last thing of the transaction: the same request gets this answer again. */
export function remember(scope: Scope, request: KeyedRequest, answer: Answer): Promise<Sent> {
  const base = newBaseRow(scope.adminOrgId, scope.caller.id, scope.now);
  return sendRow(scope.manager, idempotentRequestTable, {
    ...base,
    ...request,
    status: answer.status,
    answer: scope.cipher.encrypt(JSON.stringify(answer), placeOf(base.id)),
  });
}

const placeOf = (id: string) => ({ table: 'idempotent_request', column: 'answer', row: id });

/** Keyed: a body may hold a password, which whoever reads the table could guess from a plain hash. */
function hashOf(scope: Scope, route: Route, call: Call): string {
  const request = [route.method, route.path, call.params, call.query, call.body ?? null];
  return scope.fingerprint('idempotent_request', JSON.stringify(request));
}

export async function purgeReplayedAnswers(sweep: Sweep, days: number): Promise<void> {
  await purge(sweep, 'idempotent_request', 'created_at', daysAgo('$1'), [days]);
}
