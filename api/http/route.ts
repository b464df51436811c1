import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Permission } from '../access/permission-matrix.ts';
import type { Limited } from '../access/rate-limit.ts';
import type { Context, Scope } from '../context.ts';
import type { Purpose } from '../tables/one-time-token.ts';

/**
 * Who may use a route: everybody, whoever is signed in, the bearer of a mailed link, or who holds one of the permissions
 * (in the organization of the path; `cloud/…` in the organization `admin`).
 */
export type Access = 'open' | 'signed-in' | Purpose | readonly Permission[];

/** What a route gets of a request, already parsed. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  /** The X-Request-Id of the answer. */
  readonly requestId: string | null;
  /** The organization of the path, found and authorized; the organization `admin` where the path has none. */
  readonly orgId: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** How a route is documented and what its answers are held to; for the ordinary routes it follows from the resource. */
export interface Documentation {
  summary: string;
  /** What may be sent. */
  body?: z.ZodType;
  /** What comes back on success; without it the answer has no body. */
  answer?: z.ZodType;
  /** The statuses of success; 200 with an answer and 204 without one by default. */
  statuses?: readonly number[];
  /** Query parameters beyond those every route of its kind has, with their meaning. */
  query?: Readonly<Record<string, string>>;
}

interface RouteBase {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api, with placeholders such as {org}. */
  path: string;
  access: Access;
  /** What a request counts towards, before anything is done; too often is 429. */
  limit?: Limited;
  doc?: Documentation;
}

/** The ordinary route: one unit of work, whose writes commit together. */
export interface ScopedRoute extends RouteBase {
  run(scope: Scope, call: Call): Promise<Answer>;
}

/** A route that talks to the network and therefore opens its own, short units of work. */
export interface FreeRoute extends RouteBase {
  talk(context: Context, caller: Scope['caller'], call: Call): Promise<Answer>;
}

export type Route = ScopedRoute | FreeRoute;
