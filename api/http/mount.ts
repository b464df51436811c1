import { type Request, type RequestHandler, Router } from 'express';
import { ApiError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { admit, organizationSegment } from './admit.ts';
import { authenticate } from './authenticate.ts';
import { LIMIT_BYTES, OPEN_LIMIT_BYTES, readBody } from './body.ts';
import { respond } from './respond.ts';
import type { Route } from './route.ts';
import type { Performer } from './unit-of-work.ts';

/**
 * Mounts routes; a path that exists answers any other method with 405. A router asks its layers one after the other, so
 * there is one for each length of a path, with one layer a path, however many methods that has.
 */
export function mount(performer: Performer, routes: readonly Route[]): RequestHandler {
  const byLength = groupBy(routes, ({ path }) => lengthOf(path));
  const routers = new Map([...byLength].map(([length, group]) => [length, routerOf(performer, group)]));
  return (request, response, next) => {
    const router = routers.get(lengthOf(request.path));
    if (router) router(request, response, next);
    else next();
  };
}

function routerOf(performer: Performer, routes: readonly Route[]): Router {
  const router = Router();
  const byPath = groupBy(routes, ({ path }) => expressPath(path));
  for (const [path, group] of byPath) {
    const layer = router.route(path);
    for (const route of group) layer[route.method](serve(performer, route));
  }
  for (const [path, group] of byPath) router.all(path, refuseMethod(group));
  return router;
}

/** How many segments a path has; a slash at its end does not count. */
const lengthOf = (path: string): number => path.split('/').length - (path.endsWith('/') ? 1 : 0);

/** It is known who asks before anything of the body is read. */
function serve(performer: Performer, route: Route): RequestHandler {
  const limit = route.access === 'open' ? OPEN_LIMIT_BYTES : LIMIT_BYTES;
  return async (request, response) => {
    response.locals.route = `/api${route.path}`;
    const params = paramsOf(request);
    const who = await authenticate(performer.context, route.access, request, organizationSegment(route, params));
    response.locals.callerId = who.caller.id;
    const body = await readBody(request, response, limit);
    // Express reads the query anew at each look.
    const { path, query, headers } = request;
    const requestId = response.get('X-Request-Id') ?? null;
    respond(response, await admit(performer, who, route, { path, params, query, headers, body, requestId }));
  };
}

const paramsOf = (request: Request) => request.params as Readonly<Record<string, string>>;

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const methods = routes.map(({ method }) => method.toUpperCase());
  const allowed = methods.join(', ');
  return (request, response) => {
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
