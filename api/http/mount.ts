import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Caller } from '../context.ts';
import { ApiError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import { adminHead, authorize } from './authorize.ts';
import { LIMIT_BYTES, OPEN_LIMIT_BYTES, readBody } from './body.ts';
import { readFields } from './fields.ts';
import { respond } from './respond.ts';
import { type Answer, type Call, placeholders, type Route } from './route.ts';
import { type Performer, perform } from './unit-of-work.ts';

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
  const placeholder = route.organization ?? 'org';
  const namesOrganization = placeholders(route.path).includes(placeholder);
  const limit = route.bodyLimit ?? (route.access === 'open' ? OPEN_LIMIT_BYTES : LIMIT_BYTES);
  return async (request, response) => {
    response.locals.route = `/api${route.path}`;
    const segment = namesOrganization ? paramsOf(request)[placeholder] : undefined;
    const asked = await authenticate(performer.context, route.access, request, segment);
    response.locals.callerId = asked.caller.id;
    const body = await readBody(request, response, limit);
    respond(response, await admit(performer, asked, route, { request, response, body, segment }));
  };
}

interface Received {
  request: Request;
  response: Response;
  body: unknown;
  /** What names the organization in the path. */
  segment: string | undefined;
}

/** Runs the route for whoever may; the observer hears of a refusal. */
async function admit(performer: Performer, asked: Authenticated, route: Route, received: Received): Promise<Answer> {
  const { context, observer } = performer;
  const { caller, organization } = asked;
  const call = callOf(received, caller, organization ?? adminHead(context.adminOrgId));
  try {
    authorize(context, asked, route.access, received.segment);
    for (const spending of route.count?.(caller, call) ?? []) await context.limits.spend(spending);
    return await perform(performer, caller, route, call);
  } catch (error) {
    await observer.refused(context, caller, route, call, error);
    throw error;
  }
}

function callOf({ request, response, body }: Received, caller: Caller, organization: OrganizationHead): Call {
  // Express reads the query anew at each look.
  const { query } = request;
  return {
    path: request.path,
    params: paramsOf(request),
    query,
    fields: readFields(query.fields),
    body,
    headers: request.headers,
    address: caller.address ?? '',
    requestId: response.get('X-Request-Id') ?? null,
    organization,
    orgId: organization.id,
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
