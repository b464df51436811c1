import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Permission } from '../access/permission.ts';
import type { Count } from '../access/rate-limit.ts';
import type { Caller, Context, Scope } from '../context.ts';
import type { AuditSubject } from '../errors.ts';
import { oncePer } from '../once-per.ts';
import type { Purpose } from '../tables/one-time-token.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import type { FieldSelection } from './fields.ts';

/**
 * Who may use a route: everybody, whoever is signed in, the bearer of a mailed link, or who holds one of the permissions
 * (in the organization of the path; `cloud/…` in the organization `admin`).
 */
export type Access = 'open' | 'signed-in' | Purpose | readonly Permission[];

/** What a route gets of a request, already parsed. */
export interface Call {
  /** Under /api, as it was asked for. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** What `fields=` asks for. */
  readonly fields: FieldSelection;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  /** The X-Request-Id of the answer. */
  readonly requestId: string | null;
  /** Hears how far long work has come, while it goes on; only of whoever asks from within. */
  readonly onProgress?: ((news: unknown) => void) | undefined;
  /** What the request is about, found and authorized; the organization `admin` where the path names none. */
  readonly organization: OrganizationHead;
  readonly orgId: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Who the request turned out to come from, for the audit: a sign-in begins as anybody's. */
  caller?: Pick<Caller, 'kind' | 'id' | 'name'>;
  /** What the audit says the request was about, where neither answer nor path tells. */
  about?: AuditSubject;
}

/** How a route is documented and what its answers are held to; for the ordinary routes it follows from the resource. */
export interface Documentation {
  summary: string;
  /** API Connect has no such operation. */
  isOwn?: true;
  /** What may be sent. */
  body?: z.ZodType;
  /** What comes back on success; without it the answer has no body. */
  answer?: z.ZodType;
  /** The statuses of success; 200 with an answer and 204 without one by default. */
  statuses?: readonly number[];
  /** Its answer is a list that `sort=` puts in order. */
  isSorted?: true;
  /** Its answer has a page of something, though it is no list itself. */
  isPaged?: true;
  /** Query parameters beyond those every route of its kind has, with their meaning. */
  query?: Readonly<Record<string, string>>;
}

/** What the audit says of a request, where it does not follow from method, path and answer. */
export interface RouteAudit {
  /** The type of the object that the path names, or that is made. */
  type?: string;
  /** What is done, in one word; by default that of the method, or the last word of the path. */
  action?: string;
  /** The request is about the account of its caller. */
  isOwnAccount?: true;
  /** It tells whether a password is right: trials of it that found one right are kept too. */
  provesPassword?: true;
  /** Whose account a refused attempt was about. */
  accountTried?(context: Context, call: Call): Promise<AuditSubject>;
}

interface RouteBase {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api, with placeholders such as {org}. */
  path: string;
  access: Access;
  /** The placeholder that names the organization the request is about; `org` by default. */
  organization?: string;
  /** What a request counts towards, before anything is done; too often is 429. */
  count?: Count;
  audit?: RouteAudit;
  doc?: Documentation;
}

/** The ordinary route: one unit of work, whose writes commit together. */
export interface ScopedRoute<Prepared = unknown> extends RouteBase {
  /** Slow work that needs no transaction, such as hashing a password; done before one begins. */
  prepare?(scope: Scope, call: Call): Promise<Prepared>;
  run(scope: Scope, call: Call, prepared: Prepared): Promise<Answer>;
}

/** A route that talks to the network and therefore opens its own, short units of work. */
export interface UnscopedRoute<Checked = unknown> extends RouteBase {
  /**
   * All checks that need no talking. Where there are such, the request can be tried (`validate_only`) and, where it is a
   * POST, repeated (`Idempotency-Key`).
   */
  check?(context: Context, caller: Caller, call: Call): Promise<Checked>;
  runUnscoped(context: Context, caller: Caller, call: Call, checked: Checked): Promise<Answer>;
}

export type Route = ScopedRoute | UnscopedRoute;

/** The placeholders of a path, in order: `/orgs/{org}/x` → ['org']. */
export const placeholders = oncePer((path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
);
