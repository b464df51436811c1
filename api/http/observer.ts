import type { Caller, Context, Scope } from '../context.ts';
import type { Sent } from '../database/statement.ts';
import type { Answer, Call, Route } from './route.ts';

/** Is told what requests did. Whoever observes is handed in, so that requests know nothing of it. */
export interface Observer {
  /** A unit of work did its writes; what is sent here is its last statement, and commits with them. */
  wrote(scope: Scope, route: Route, call: Call, answer: Answer): Promise<Sent>;
  /** A route without a transaction of its own has its answer, which has not left yet. */
  ran(context: Context, caller: Caller, route: Route, call: Call, answer: Answer): Promise<void>;
  /** A trial (validate_only) found that the request would do, and left nothing behind. */
  tried(context: Context, caller: Caller, route: Route, call: Call, answer: Answer): Promise<void>;
  /** A request was refused or failed; never throws. */
  refused(context: Context, caller: Caller, route: Route, call: Call, thrown: unknown): Promise<void>;
}
