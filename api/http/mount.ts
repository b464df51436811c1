import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ApiError } from '../errors.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import { adminHead, authorize } from './authorize.ts';
import { readBody } from './body.ts';
import { readFields } from './fields.ts';
import { respond } from './respond.ts';
import { type Answer, type Call, placeholders, type Route } from './route.ts';
import { type Performer, perform } from './unit-of-work.ts';

/** Mounts routes; a path that exists answers any other method with 405. */
export function mount(performer: Performer, routes: readonly Route[]): Router {
  const router = Router();
  for (const route of routes) router[route.method](expressPath(route.path), serve(performer, route));
  for (const [path, methods] of methodsByPath(routes)) router.all(expressPath(path), refuseMethod(methods));
  return router;
}

/** It is known who asks before anything of the body is read. */
function serve(performer: Performer, route: Route): RequestHandler {
  const placeholder = route.organization ?? 'org';
  const namesOrganization = placeholders(route.path).includes(placeholder);
  return async (request, response) => {
    response.locals.route = `/api${route.path}`;
    const segment = namesOrganization ? paramsOf(request)[placeholder] : undefined;
    const asked = await authenticate(performer.context, route.access, request, segment);
    response.locals.callerId = asked.caller.id;
    const body = await readBody(request, response, route.bodyLimit);
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
  const call = callOf(received, organization ?? adminHead(context.adminOrgId));
  try {
    authorize(context, asked, route.access, received.segment);
    for (const spending of route.count?.(caller, call) ?? []) await context.limits.spend(spending);
    return await perform(performer, caller, route, call);
  } catch (error) {
    await observer.refused(context, caller, route, call, error);
    throw error;
  }
}

function callOf({ request, response, body }: Received, organization: OrganizationHead): Call {
  return {
    path: request.path,
    params: paramsOf(request),
    query: request.query,
    fields: readFields(request.query.fields),
    body,
    headers: request.headers,
    address: request.ip ?? '',
    requestId: response.get('X-Request-Id') ?? null,
    organization,
    orgId: organization.id,
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
