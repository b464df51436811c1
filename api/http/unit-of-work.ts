import { networkOf } from '../access/network.ts';
import type { Caller, Context, Scope } from '../context.ts';
import { isConflict } from '../database/errors.ts';
import type { Sent } from '../database/statement.ts';
import { invalid } from '../errors.ts';
import { keyedRequest, recall, remember, replayableApart } from './idempotency.ts';
import type { Observer } from './observer.ts';
import type { Answer, Call, Route, ScopedRoute, UnscopedRoute } from './route.ts';
import type { Share } from './share.ts';

/** How often a transaction that met another one is tried. */
const TRIES = 3;

/** Carries the answer out of a transaction that must leave nothing behind. */
class Rollback extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('rolled back on purpose');
    this.answer = answer;
  }
}

/** Runs routes, and tells the observer what they did. */
export interface Performer {
  context: Context;
  observer: Observer;
  /** Of the connections of this process. */
  share: Share;
}

/** Runs a route: reads as they are, writes in one transaction that commits as a whole or not at all. */
export async function perform(performer: Performer, caller: Caller, route: Route, call: Call): Promise<Answer> {
  const { context } = performer;
  if ('runUnscoped' in route) return runUnscoped(performer, caller, route, call);
  const scope = scopeOf(context, caller);
  const prepared = await route.prepare?.(scope, call);
  return performer.share(sharerOf(caller), async () => {
    if (route.method === 'get') return route.run(scope, call, prepared);
    return writeUntilDone(performer, caller, route, call, prepared);
  });
}

/** Whoever has not signed in yet is the network they come from. */
const sharerOf = ({ kind, id, address = '' }: Caller) => `${kind}:${id ?? networkOf(address)}`;

async function writeUntilDone(
  performer: Performer,
  caller: Caller,
  route: ScopedRoute,
  call: Call,
  prepared: unknown,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write(performer, caller, route, call, prepared);
    } catch (error) {
      if (error instanceof Rollback) {
        await performer.observer.tried(performer.context, caller, route, call, error.answer);
        return error.answer;
      }
      if (!isConflict(error) || attempt === TRIES) throw error;
    }
  }
}

async function write(
  { context, observer }: Performer,
  caller: Caller,
  route: ScopedRoute,
  call: Call,
  prepared: unknown,
): Promise<Answer> {
  const validateOnly = readValidateOnly(call);
  const last: Sent[] = [];
  const answer = await context.database.transaction(async (manager) => {
    const scope = scopeOf(context, caller, { manager, trail: [] });
    if (validateOnly) throw new Rollback(await route.run(scope, call, prepared));
    const request = route.method === 'post' ? keyedRequest(scope, route, call) : null;
    const known = request && (await recall(scope, request));
    if (known) return known;
    const done = await route.run(scope, call, prepared);
    // What is done, that it was done and how it is answered again commit together.
    last.push(await observer.wrote(scope, route, call, done));
    if (request) last.push(await remember(scope, request, done));
    return done;
  });
  for (const { answered } of last) await answered;
  return answer;
}

async function runUnscoped(
  { context, observer }: Performer,
  caller: Caller,
  route: UnscopedRoute,
  call: Call,
): Promise<Answer> {
  const isTrial = readValidateOnly(call);
  if (isTrial && !route.check)
    throw invalid('query', [{ pointer: '', message: 'this request cannot be tried with validate_only' }]);
  const checked = await route.check?.(context, caller, call);
  if (isTrial) return { status: 204 };
  const runOnRecord = async () => {
    const answer = await route.runUnscoped(context, caller, call, checked);
    if (route.method !== 'get') await observer.ran(context, caller, route, call, answer);
    return answer;
  };
  const isRepeatable = route.check !== undefined && route.method === 'post';
  return isRepeatable ? replayableApart(scopeOf(context, caller), route, call, runOnRecord) : runOnRecord();
}

/** `within` a transaction, or on any connection of the pool. */
export function scopeOf(context: Context, caller: Caller, within?: Pick<Scope, 'manager' | 'trail'>): Scope {
  return { ...context, manager: context.database.manager, caller, now: new Date(), ...within };
}

/** `validate_only=true` runs every check and changes nothing (Google AIP-163). */
function readValidateOnly(call: Call): boolean {
  const value = call.query.validate_only;
  if (value === undefined || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  throw invalid('query', [{ pointer: '', message: 'validate_only must be true or false' }]);
}
