import { type Request, type RequestHandler, Router } from 'express';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { respond } from './respond.ts';
import type { Call, Route } from './route.ts';
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
    const caller = await authenticate(context, route.access, request);
    response.locals.callerId = caller.id;
    const orgId = await authorize(context, caller, route, paramsOf(request));
    respond(response, await perform(context, caller, route, callOf(request, orgId)));
  };
}

function callOf(request: Request, orgId: string): Call {
  return {
    params: paramsOf(request),
    query: request.query,
    body: request.body,
    headers: request.headers,
    address: request.ip ?? '',
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
  return (request) => {
    const allowed = methods.join(', ');
    throw new ApiError('method_not_allowed', `${request.method} is not possible here; possible: ${allowed}.`, {
      headers: { Allow: allowed },
    });
  };
}

const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');
