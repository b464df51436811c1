import { createServer, type IncomingMessage } from 'node:http';
import { createClient, type Limits } from '../../provider/client/client.ts';
import type { Credentials } from '../../provider/client/credentials.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What to answer: a status with a JSON body and headers; or cut the connection, or never answer. */
export type Reply =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | 'cut'
  | 'silence';

/** A server that answers what a test says, and remembers what it was asked. */
export interface AnsweringServer {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

const open: AnsweringServer[] = [];

/** Closes all servers of this file; for afterEach. */
export async function closeServers(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

export async function startAnsweringServer(
  reply: (request: Received, count: number) => Reply,
): Promise<AnsweringServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method = '', url: path = '', headers } = request;
    const asked = { method, path, headers, body: text === '' ? undefined : JSON.parse(text) };
    received.push(asked);
    const chosen = reply(asked, received.filter((one) => one.method === method && one.path === path).length);
    if (chosen === 'cut') request.socket.destroy();
    else if (chosen !== 'silence') {
      response.writeHead(chosen.status, { 'Content-Type': 'application/json', ...chosen.headers });
      response.end(typeof chosen.body === 'string' ? chosen.body : JSON.stringify(chosen.body ?? {}));
    }
  });
  const port = await listenOnFreePort(server);
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const answering = { url: `http://127.0.0.1:${port}`, received, close };
  open.push(answering);
  return answering;
}

/** Each reply in turn, the last one for ever. */
export function inTurn(...replies: Reply[]) {
  return (_: unknown, count: number): Reply => replies[count - 1] ?? replies.at(-1) ?? 'cut';
}

/** An error as the API words it. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Reply {
  const body = { status, code, message: [`It is ${code}.`] };
  return { status, headers: { 'X-Request-Id': 'r-1', ...headers }, body };
}

const LIMITS: Limits = { requestMs: 10_000, busyMs: 30_000, unreachableMs: 30_000 };

export const TOKEN: Credentials = { kind: 'token', token: 'ready' };

/** A client of an answering server. */
export async function clientOf(
  reply: Parameters<typeof startAnsweringServer>[0],
  credentials: Credentials = TOKEN,
  limits: Partial<Limits> = {},
) {
  const server = await startAnsweringServer(reply);
  const configuration = { endpoint: server.url, credentials, caCertificates: undefined };
  return { client: createClient(configuration, { limits: { ...LIMITS, ...limits } }), received: server.received };
}

/** What a test looks at in an error. */
type Caught = Error & { diagnostics: [{ summary: string; detail: string }] };

export function failureOf(request: Promise<unknown>): Promise<Caught> {
  return request.then(
    () => {
      throw new Error('the request succeeded');
    },
    (thrown: Caught) => thrown,
  );
}
