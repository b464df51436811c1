import { type Request, type RequestHandler, Router } from 'express';
import type { Caller } from '../access/caller.ts';
import { recordRefusal } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { respond } from './respond.ts';
import type { Answer, Call, Route } from './route.ts';
import { perform } from './unit-of-work.ts';

/** Mounts routes; a path that exists answers any other method with 405. */
export function mount(context: Context, routes: readonly Route[]): Router {
  const router = Router();
  for (const route of routes) router[route.method](expressPath(route.path), serve(context, route));
  for (const [path, methods] of methodsByPath(routes)) router.all(expressPath(path), refuseMethod(methods));
  return router;
}

function serve(context: Context, route: Route): RequestHandler {
  return async (request, response) => {
    response.locals.route = `/api${route.path}`;
    const caller = await authenticate(context, route.access, request);
    response.locals.callerId = caller.id;
    respond(response, await admit(context, caller, route, request));
  };
}

/** Runs the route for whoever may; a refusal goes into the audit. */
async function admit(context: Context, caller: Caller, route: Route, request: Request): Promise<Answer> {
  let orgId = '';
  try {
    orgId = await authorize(context, caller, route, paramsOf(request));
    const call = callOf(request, orgId);
    for (const spending of route.limit?.(caller, call) ?? []) await context.limits.spend(spending);
    return await perform(context, caller, route, call);
  } catch (error) {
    await recordRefusal(context, caller, route, callOf(request, orgId), error);
    throw error;
  }
}

function callOf(request: Request, orgId: string): Call {
  return {
    params: paramsOf(request),
    query: request.query,
    body: request.body,
    headers: request.headers,
    address: request.ip ?? '',
    requestId: request.res?.get('X-Request-Id') ?? null,
    orgId,
  };
}

const paramsOf = (request: Request) => request.params as Readonly<Record<string, string>>;

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  return methods;
}

function refuseMethod(methods: string[]): RequestHandler {
  return (request, response) => {
    const allowed = methods.join(', ');
    if (request.method === 'OPTIONS') {
      response.set('Allow', [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', '));
      response.status(204).end();
      return;
    }
    throw new ApiError('method_not_allowed', `${request.method} is not possible here; possible: ${allowed}.`, {
      headers: { Allow: allowed },
    });
  };
}

const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');
