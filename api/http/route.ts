import type { IncomingHttpHeaders } from 'node:http';
import type { Permission } from '../accounts/permissions.ts';
import type { Context, Scope } from '../context.ts';

/**
 * Who may use a route: everybody, whoever is signed in, the bearer of a mailed link, or who holds one of the permissions
 * (in the organization of the path; `cloud/…` in the organization `admin`).
 */
export type Access = 'open' | 'signed-in' | 'invitation' | readonly Permission[];

/** What a route gets of a request, already parsed. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  /** The organization of the path, found and authorized; the organization `admin` where the path has none. */
  readonly orgId: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface RouteBase {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api, with placeholders such as {org}. */
  path: string;
  access: Access;
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
