import { ApiError, type ErrorCode, notFound, type Violation } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { oncePer } from '../once-per.ts';
import { admit, organizationSegment } from './admit.ts';
import type { Asker } from './asker.ts';
import { understand } from './error-handler.ts';
import type { Answer, Route } from './route.ts';
import type { Performer } from './unit-of-work.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Message {
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The entity tag that the object must still have. */
  ifMatch?: string;
  /** Hears of long work while it goes on, as whoever asks may: of a connection test each stage. */
  onProgress?: (news: unknown) => void;
}

/** The answer as it would have been sent. */
export interface Granted {
  ok: true;
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire holds is said by the document of the API.
  body: any;
  etag: string | null;
  headers: Readonly<Record<string, string>>;
}

/** The error, as data. */
export interface Refused {
  ok: false;
  status: number;
  code: ErrorCode;
  message: string;
  violations: readonly Violation[];
  headers: Readonly<Record<string, string>>;
}

export type Result = Granted | Refused;

/** Asks a route of the API without HTTP. */
export type Inside = (asker: Asker, method: Method, path: string, message?: Message) => Promise<Result>;

/** The very way of a request over HTTP (who asks, rights, limits, unit of work, audit), and the same answers. */
export function createInside(performer: Performer, routes: readonly Route[]): Inside {
  const find = createSearch(routes);
  const { log } = performer.context;
  return async (asker, method, path, message = {}) => {
    const changes = method !== 'GET';
    if (changes) asker.forget();
    try {
      return granted(await ask(performer, find, asker, method, path, message));
    } catch (thrown) {
      return refused(understand(log, thrown, asker.sender.requestId));
    } finally {
      if (changes) asker.forget();
    }
  };
}

async function ask(
  performer: Performer,
  find: Search,
  asker: Asker,
  method: Method,
  path: string,
  { query = {}, body, ifMatch, onProgress }: Message,
): Promise<Answer> {
  const found = find(method, path);
  if (!found) throw notFound();
  const { route, params } = found;
  const { token, requestId } = asker.sender;
  const headers = {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  };
  const who = await asker.identify(route.access, organizationSegment(route, params));
  return admit(performer, who, route, { path, params, query, headers, body, requestId, onProgress });
}

function granted({ status, body, headers = {} }: Answer): Granted {
  // What has gone through JSON is what a client reads.
  const read = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  return { ok: true, status, body: read, etag: headers.ETag ?? null, headers };
}

function refused({ status, code, message, details }: ApiError): Refused {
  return { ok: false, status, code, message, violations: details.violations ?? [], headers: details.headers ?? {} };
}

type Search = (method: Method, path: string) => { route: Route; params: Record<string, string> } | null;

/** Finds a route as the router does: the first path that fits and has the method. */
function createSearch(routes: readonly Route[]): Search {
  const paths = [...groupBy(routes, ({ path }) => path).values()].flat();
  return (method, path) => {
    for (const route of paths) {
      const match = route.method === method.toLowerCase() ? patternOf(route.path).exec(path) : null;
      if (match) return { route, params: decoded(match.groups ?? {}) };
    }
    return null;
  };
}

const patternOf = oncePer((path: string) => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`));

function decoded(params: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    throw new ApiError('validation_failed', 'The path is not encoded as UTF-8.');
  }
}
