import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import { ConnectionError, explainConnection } from './connection-error.ts';

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

/** Connections to the API, kept open between requests. */
export class Connection {
  readonly #endpoint: string;
  readonly #timeoutMs: number;
  readonly #agent: HttpAgent;

  /**
   * @param endpoint without a slash at its end
   * @param caCertificates PEM, trusted beside Node's own roots
   */
  constructor(endpoint: string, caCertificates: string | undefined, timeoutMs: number) {
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
    const ca = caCertificates === undefined ? {} : { ca: [...rootCertificates, caCertificates] };
    this.#agent = endpoint.startsWith('https:')
      ? new HttpsAgent({ keepAlive: true, ...ca })
      : new HttpAgent({ keepAlive: true });
  }

  /**
   * One exchange, whatever the status is.
   * @param signal ends it early; given for reads alone
   * @throws ConnectionError
   */
  exchange(request: ApiRequest, signal: AbortSignal | undefined): Promise<ApiAnswer> {
    const url = new URL(`${this.#endpoint}/api${request.path}`);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    const options = {
      method: request.method,
      agent: this.#agent,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      headers: { ...headersFor(body), ...request.headers },
    };
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) => reject(deadline.aborted ? this.#late() : explainConnection(this.#endpoint, cause));
      const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const sent = start(url, options, (answer) => readAnswer(answer).then(resolve, fail));
      sent.on('error', fail).end(body);
    });
  }

  #late(): ConnectionError {
    const seconds = this.#timeoutMs / 1000;
    return new ConnectionError(`${this.#endpoint} did not answer within ${seconds} seconds`, true);
  }
}

function headersFor(body: string | undefined): Record<string, string | number> {
  const common = { Accept: 'application/json', 'User-Agent': 'terraform-provider-gatepost' };
  if (body === undefined) return common;
  return { ...common, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
}

async function readAnswer(answer: IncomingMessage): Promise<ApiAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') };
}
