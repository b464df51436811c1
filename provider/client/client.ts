import { randomUUID } from 'node:crypto';
import { plainError } from '../framework/diagnostic.ts';
import { readBody } from './answer.ts';
import { ApiError, isRefused } from './api-error.ts';
import type { Configuration } from './configuration.ts';
import { type ApiRequest, Connection } from './connection.ts';
import { type RetryLimits, withRetries } from './retry.ts';
import { describeCaller, SignIn } from './sign-in.ts';

/** How long things may take, in milliseconds. */
export interface Limits extends RetryLimits {
  /** One request with its answer. */
  readonly requestMs: number;
}

const LIMITS: Limits = { requestMs: 30_000, busyMs: 60_000, unreachableMs: 20_000 };

type Send = (request: ApiRequest, signal: AbortSignal) => Promise<unknown>;

/**
 * The API as the provider's resources see it. Paths are below `/api`. The signal ends waits and retries; a write in
 * flight goes on to its end.
 */
export class Client {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** Whom the API takes us for, in words. */
  readonly caller: string;
  readonly #send: Send;

  constructor(endpoint: string, caller: string, send: Send) {
    this.endpoint = endpoint;
    this.caller = caller;
    this.#send = send;
  }

  /** The absolute URL of an object: how one object refers to another. */
  url(path: string): string {
    return `${this.endpoint}/api${path}`;
  }

  async get<View>(path: string, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'GET', path }, signal)) as View;
  }

  /** Null when the API says that there is no such object. */
  async find<View>(path: string, signal: AbortSignal): Promise<View | null> {
    return orNull(this.get<View>(path, signal));
  }

  /** @param idempotencyKey the same for every attempt at one creation */
  async post<View>(path: string, body: unknown, signal: AbortSignal, idempotencyKey = randomUUID()): Promise<View> {
    const headers = { 'Idempotency-Key': idempotencyKey };
    return (await this.#send({ method: 'POST', path, body, headers }, signal)) as View;
  }

  /** A POST that changes nothing, such as a search. */
  async ask<View>(path: string, body: unknown, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'POST', path, body }, signal)) as View;
  }

  async put<View>(path: string, body: unknown, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'PUT', path, body }, signal)) as View;
  }

  async patch<View>(path: string, body: unknown, signal: AbortSignal): Promise<View> {
    return (await this.#send({ method: 'PATCH', path, body }, signal)) as View;
  }

  /** Also a success when the object is not there any more. */
  async delete(path: string, signal: AbortSignal): Promise<void> {
    await orNull(this.#send({ method: 'DELETE', path }, signal));
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefused(error, 'not_found')) return null;
    throw error;
  }
}

/** A client that connects and signs in when it is first used. */
export function createClient(configuration: Configuration, limits: Limits = LIMITS): Client {
  const { endpoint, caCertificates, credentials } = configuration;
  const connection = new Connection(endpoint, caCertificates, limits.requestMs);
  const send: Send = (request, signal) => withRetries(() => exchange(connection, request, signal), limits, signal);
  const signIn = new SignIn(credentials, async (body) => {
    // Shared by all calls, so none of them may cut it off; its time is bounded.
    const answer = await send({ method: 'POST', path: '/token', body }, new AbortController().signal);
    return (answer as { access_token: string }).access_token;
  });
  return new Client(endpoint, describeCaller(credentials), signedIn(signIn, send));
}

async function exchange(connection: Connection, request: ApiRequest, signal: AbortSignal): Promise<unknown> {
  const interruptible = request.method === 'GET' ? signal : undefined;
  return readBody(request, await connection.exchange(request, interruptible));
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
  return new Client('', '', async () => {
    throw plainError(
      'The provider is not fully configured yet',
      `The API is needed now, but ${names} of the provider will only be known after apply. Give a value that is known while planning, or first apply what it comes from with -target.`,
    );
  });
}
