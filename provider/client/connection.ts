import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { ConnectionError, explainConnection, explainProxy } from './connection-error.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, encoded: `/orgs/admin/keystores`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

export interface ConnectionOptions extends TransportOptions {
  /** One request with its answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly userAgent: string;
}

/** The most that an answer may have; the API's largest page has 8 MiB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Connections to the API, kept open between requests. */
export class Connection {
  readonly #endpoint: string;
  readonly #options: ConnectionOptions;
  #transport: Promise<Transport> | undefined;

  /** @param endpoint without a slash at its end */
  constructor(endpoint: string, options: ConnectionOptions) {
    this.#endpoint = endpoint;
    this.#options = options;
  }

  /**
   * One exchange, whatever the status is.
   * @param signal ends it early; given for reads alone
   * @throws ConnectionError
   */
  async exchange(request: ApiRequest, signal: AbortSignal | undefined): Promise<ApiAnswer> {
    this.#transport ??= createTransport(this.#endpoint, this.#options);
    const url = new URL(`${this.#endpoint}/api${request.path}`);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const deadline = AbortSignal.timeout(this.#options.timeoutMs);
    const options = {
      method: request.method,
      ...(await this.#transport),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      headers: { ...headersFor(body), 'User-Agent': this.#options.userAgent, ...request.headers },
    };
    return new Promise((resolve, reject) => {
      const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const sent = start(url, options, (answer) => readAnswer(answer).then(resolve, fail));
      const isAtProxy = this.#watchProxy(sent);
      const fail = (cause: Error) => reject(deadline.aborted ? this.#late() : this.#explain(cause, isAtProxy()));
      sent.on('error', fail).end(body);
    });
  }

  /** Tells whether a request is not past the proxy yet; one that the proxy lets nowhere ends there. */
  #watchProxy(sent: ClientRequest): () => boolean {
    let isAtProxy = this.#options.proxy !== undefined;
    sent.once('proxyConnect', ({ statusCode = 200 }: { statusCode?: number }) => {
      if (statusCode === 200) isAtProxy = false;
      else sent.destroy(Object.assign(new Error(`it answered ${statusCode}`), { statusCode }));
    });
    return () => isAtProxy && !sent.reusedSocket;
  }

  #explain(cause: Error, isAtProxy: boolean): ConnectionError {
    const { proxy } = this.#options;
    return proxy && isAtProxy
      ? explainProxy(this.#endpoint, proxy.name, cause)
      : explainConnection(this.#endpoint, cause);
  }

  #late(): ConnectionError {
    const seconds = this.#options.timeoutMs / 1000;
    return new ConnectionError(`${this.#endpoint} did not answer within ${seconds} seconds`, true);
  }
}

function headersFor(body: string | undefined): Record<string, string | number> {
  const common = { Accept: 'application/json' };
  if (body === undefined) return common;
  return { ...common, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
}

async function readAnswer(answer: IncomingMessage): Promise<ApiAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`the answer has more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') };
}
