import type { Caller } from '../access/caller.ts';
import { recordTalk, recordWrite } from '../audit/record.ts';
import type { Context, Scope } from '../context.ts';
import { isConflict } from '../database/errors.ts';
import { invalid } from '../errors.ts';
import { replayable } from './idempotency.ts';
import type { Answer, Call, FreeRoute, Route, ScopedRoute } from './route.ts';

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

/** Runs a route: reads as they are, writes in one transaction that commits as a whole or not at all. */
export async function perform(context: Context, caller: Caller, route: Route, call: Call): Promise<Answer> {
  if ('talk' in route) return talk(context, caller, route, call);
  if (route.method === 'get') return route.run(scopeOf(context, caller), call);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write(context, caller, route, call);
    } catch (error) {
      if (error instanceof Rollback) return error.answer;
      if (!isConflict(error) || attempt === TRIES) throw error;
    }
  }
}

async function write(context: Context, caller: Caller, route: ScopedRoute, call: Call): Promise<Answer> {
  const validateOnly = readValidateOnly(call);
  return context.database.transaction(async (manager) => {
    const scope: Scope = { ...scopeOf(context, caller), manager, trail: [] };
    if (validateOnly) throw new Rollback(await route.run(scope, call));
    if (route.method !== 'post') return runOnRecord(scope, route, call);
    return replayable(scope, route, call, () => runOnRecord(scope, route, call));
  });
}

/** What is done and that it was done commit together. */
async function runOnRecord(scope: Scope, route: ScopedRoute, call: Call): Promise<Answer> {
  const answer = await route.run(scope, call);
  await recordWrite(scope, route, call, answer);
  return answer;
}

async function talk(context: Context, caller: Caller, route: FreeRoute, call: Call): Promise<Answer> {
  const answer = await route.talk(context, caller, call);
  if (route.method !== 'get') await recordTalk(context, caller, route, call, answer);
  return answer;
}

export function scopeOf(context: Context, caller: Caller): Scope {
  return { ...context, manager: context.database.manager, caller, now: new Date() };
}

/** `validate_only=true` runs every check and changes nothing (Google AIP-163). */
function readValidateOnly(call: Call): boolean {
  const value = call.query.validate_only;
  if (value === undefined || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  throw invalid('query', [{ pointer: '', message: 'validate_only must be true or false' }]);
}
