import { randomUUID } from 'node:crypto';
import { plainError } from '../framework/diagnostic.ts';
import type { Log } from '../plugin/log.ts';
import { queryOfNext, readBody } from './answer.ts';
import { ApiError, isRefused } from './api-error.ts';
import type { Found } from './collection-list.ts';
import type { Configuration } from './configuration.ts';
import { type ApiRequest, Connection } from './connection.ts';
import type { Environment } from './environment.ts';
import { ListReader, type Place } from './list-reader.ts';
import { RequestQueue } from './queue.ts';
import { createRequestLog, logRequest } from './request-log.ts';
import { type RetryLimits, withRetries } from './retry.ts';
import { Sessions } from './session.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { describeCaller, SignIn, sessionGrant } from './sign-in.ts';

/** How long things may take, in milliseconds. */
export interface Limits extends RetryLimits {
  /** One request with its answer. */
  readonly requestMs: number;
}

const LIMITS: Limits = { requestMs: 30_000, busyMs: 60_000, unreachableMs: 20_000 };

/** What the API answered: the body, the entity tag of the object in it, and the query of the page behind it. */
interface Answered {
  readonly body: unknown;
  readonly etag: string | undefined;
  readonly next?: string | undefined;
}

type Send = (request: ApiRequest, signal: AbortSignal) => Promise<Answered>;

/**
 * The API as the provider's resources see it. Paths are below `/api`. The signal ends waits and retries; a write in
 * flight goes on to its end.
 */
export class Client {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** Whom the API takes us for, in words. */
  readonly caller: string;
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly #send: Send;
  readonly #reader: ListReader;

  constructor(endpoint: string, caller: string, send: Send, sessions: Sessions, settings: Settings = DEFAULT_SETTINGS) {
    this.endpoint = endpoint;
    this.caller = caller;
    this.settings = settings;
    this.sessions = sessions;
    this.#send = send;
    this.#reader = new ListReader(async (path, signal) => {
      const { body: view, etag } = await send({ method: 'GET', path }, signal);
      return { view, etag };
    });
  }

  /** The absolute URL of an object: how one object refers to another. */
  url(path: string): string {
    return `${this.endpoint}/api${path}`;
  }

  async get<View>(path: string, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'GET', path }, signal)).body as View;
  }

  /** A page of a list, and the query that leads to the next one (RFC 8288). */
  async getPage<Page>(path: string, signal: AbortSignal): Promise<{ page: Page; next: string | undefined }> {
    const { body, next } = await this.#send({ method: 'GET', path }, signal);
    return { page: body as Page, next };
  }

  /** Null when the API says that there is no such object. */
  async find<View>(path: string, signal: AbortSignal): Promise<View | null> {
    return orNull(this.get<View>(path, signal));
  }

  /** The same with its entity tag, for `patch` and `put`. */
  async getTagged<View>(path: string, signal: AbortSignal): Promise<Found<View>> {
    const { body, etag } = await this.#send({ method: 'GET', path }, signal);
    return { view: body as View, etag };
  }

  async findTagged<View>(path: string, signal: AbortSignal): Promise<Found<View> | null> {
    return orNull(this.getTagged<View>(path, signal));
  }

  /**
   * The same of an object of a collection. With others that are asked for at the same time it is taken from a list; see
   * `ListReader` for what such a list may answer.
   */
  findListed<View>(place: Place, signal: AbortSignal): Promise<Found<View> | null> {
    return this.#reader.find(place, signal) as Promise<Found<View> | null>;
  }

  /** @param idempotencyKey the same for every attempt at one creation */
  async post<View>(path: string, body: unknown, signal: AbortSignal, idempotencyKey = randomUUID()): Promise<View> {
    const headers = { 'Idempotency-Key': idempotencyKey };
    return (await this.#write({ method: 'POST', path, body, headers }, signal)) as View;
  }

  /** A POST that changes an object which is there. @param tag as in `put` */
  async act<View>(path: string, body: unknown, signal: AbortSignal, tag?: string): Promise<View> {
    const headers = { 'Idempotency-Key': randomUUID(), ...ifMatch(tag) };
    return (await this.#write({ method: 'POST', path, body, headers }, signal)) as View;
  }

  /** A POST that changes nothing, such as a search. */
  async ask<View>(path: string, body: unknown, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'POST', path, body }, signal)).body as View;
  }

  /** @param tag the change is refused when the object has another entity tag by then (RFC 9110, section 13.1.1) */
  async put<View>(path: string, body: unknown, signal: AbortSignal, tag?: string): Promise<View> {
    return (await this.#write({ method: 'PUT', path, body, headers: ifMatch(tag) }, signal)) as View;
  }

  /** What a change would answer; nothing is changed. */
  async tryPatch<View>(path: string, body: unknown, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'PATCH', path: `${path}?validate_only=true`, body }, signal)).body as View;
  }

  /** @param tag as in `put` */
  async patch<View>(path: string, body: unknown, signal: AbortSignal, tag?: string): Promise<View> {
    return (await this.#write({ method: 'PATCH', path, body, headers: ifMatch(tag) }, signal)) as View;
  }

  /** What a deletion would answer; nothing is deleted. */
  async tryDelete<View>(path: string, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'DELETE', path: `${path}?validate_only=true` }, signal)).body as View;
  }

  /** Also a success when the object is not there any more. */
  async delete(path: string, signal: AbortSignal): Promise<void> {
    await orNull(this.#write({ method: 'DELETE', path }, signal));
  }

  /** What was listed before a write began, or while it was under way, may not show what it did. */
  async #write(request: ApiRequest, signal: AbortSignal): Promise<unknown> {
    this.#reader.drop();
    try {
      return (await this.#send(request, signal)).body;
    } finally {
      this.#reader.drop();
    }
  }
}

const ifMatch = (tag: string | undefined): Record<string, string> => (tag === undefined ? {} : { 'If-Match': tag });

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefused(error, 'not_found')) return null;
    throw error;
  }
}

interface ClientOptions {
  readonly limits?: Limits;
  /** Who says that we are asking. */
  readonly userAgent?: string;
  /** Where the system's authorities are. */
  readonly env?: Environment;
}

/** A client that connects and signs in when it is first used. */
export function createClient(configuration: Configuration, options: ClientOptions = {}): Client {
  const { endpoint, caCertificates, credentials, proxy, settings } = configuration;
  const { limits = LIMITS, userAgent = 'terraform-provider-gatepost', env = {} } = options;
  const connection = new Connection(endpoint, { caCertificates, proxy, env, userAgent, timeoutMs: limits.requestMs });
  const queue = new RequestQueue();
  const log = createRequestLog(process.env);
  const send: Send = (request, signal) => {
    const attempt = () => queue.run(() => exchange(connection, request, signal, log), signal);
    return withRetries(attempt, limits, signal, { log, onAskedToWait: (askedMs) => queue.holdFor(askedMs) });
  };
  const signIn = new SignIn(credentials, async (body) => {
    // Shared by all calls, so none of them may cut it off; its time is bounded.
    const answer = await send({ method: 'POST', path: '/token', body }, new AbortController().signal);
    return (answer.body as { access_token: string }).access_token;
  });
  const ask = async (request: ApiRequest, until: AbortSignal) => (await send(request, until)).body;
  const sessions = new Sessions(ask, () => sessionGrant(credentials));
  return new Client(endpoint, describeCaller(credentials), signedIn(signIn, send), sessions, settings);
}

async function exchange(connection: Connection, request: ApiRequest, signal: AbortSignal, log: Log): Promise<Answered> {
  const interruptible = request.method === 'GET' ? signal : undefined;
  const start = performance.now();
  const answer = await connection.exchange(request, interruptible);
  const requestId = answer.headers['x-request-id']?.toString();
  logRequest(log, request, { status: answer.status, requestId, durationMs: performance.now() - start });
  const { etag, link } = answer.headers;
  return { body: readBody(request, answer), etag, next: queryOfNext(link) };
}

/** Sends with a token; once more with a new one when the API refuses it. */
function signedIn(signIn: SignIn, send: Send): Send {
  return async (request, signal) => {
    const token = await signIn.token(signal);
    try {
      return await send(withToken(request, token), signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.refusal.status !== 401 || !(await signIn.renew(token))) throw error;
      return send(withToken(request, await signIn.token(signal)), signal);
    }
  };
}

function withToken(request: ApiRequest, token: string): ApiRequest {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}

/** A client for a configuration that is not known before apply: any use of it is an error. */
export function createUnknownClient(attributes: readonly string[]): Client {
  const names = attributes.map((name) => `\`${name}\``).join(', ');
  const refuse: Send = async () => {
    throw plainError(
      'The provider is not fully configured yet',
      `The API is needed now, but ${names} of the provider will only be known after apply. Give a value that is known while planning, or first apply what it comes from with -target. A destroy does without the API while planning with -refresh=false.`,
    );
  };
  return new Client('', '', refuse, new Sessions(refuse, () => ({})));
}
