import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** What to hold back: a request before the API sees it, or an answer after the API has committed. */
export type What = 'request' | 'answer';

/** Held until it is released or lost, or its client is gone. */
export interface Held {
  release(): void;
  /** Ends the connection to the client, as a network or an API does that goes away. */
  lose(): void;
}

/** Stands between the provider and the API, and can keep either waiting. */
export interface HoldingProxy {
  readonly url: string;
  /** Resolves as soon as the next such request is held. */
  hold(what: What, method: string, path: RegExp): Promise<Held>;
  stop(): Promise<void>;
}

interface Hold {
  readonly what: What;
  readonly method: string;
  readonly path: RegExp;
  readonly caught: (held: Held) => void;
}

export async function startHoldingProxy(apiUrl: string): Promise<HoldingProxy> {
  const holds: Hold[] = [];
  const server = createServer((request, response) => {
    pass(apiUrl, holds, request, response).catch(() => response.destroy());
  });
  const port = await listenOnFreePort(server);
  const hold = (what: What, method: string, path: RegExp) =>
    new Promise<Held>((caught) => holds.push({ what, method, path, caught }));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, hold, stop };
}

async function pass(apiUrl: string, holds: Hold[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const index = holds.findIndex(({ method, path }) => method === request.method && path.test(request.url ?? ''));
  const [held] = index < 0 ? [] : holds.splice(index, 1);
  if (held?.what === 'request' && !(await keep(held, response))) return;
  const answer = await ask(apiUrl, request, body);
  if (held?.what === 'answer' && !(await keep(held, response))) return;
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** True when it was released, false when it was lost or its client went away before. */
function keep({ caught }: Hold, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('close', () => resolve(false));
    caught({ release: () => resolve(true), lose: () => response.destroy() });
  });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function ask(apiUrl: string, { url = '', method, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = forward(new URL(url, apiUrl), { method, headers }, (answer) => {
      const { statusCode = 502, headers: answerHeaders } = answer;
      buffer(answer).then((text) => resolve({ status: statusCode, headers: answerHeaders, body: text }), reject);
    });
    sent.on('error', reject).end(body);
  });
}
