import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';

/** A way to an API on which somebody else is a moment faster. */
export interface Overtaken {
  readonly url: string;
  /** Does this before the next write goes on to the API, and before each of the `times - 1` that follow. */
  overtakeBy(act: () => Promise<unknown>, times?: number): void;
  /** What was written, as `PATCH "1"`, with the entity tag of its If-Match. */
  readonly writes: string[];
  stop(): Promise<void>;
}

export async function startOvertaken(api: string): Promise<Overtaken> {
  const writes: string[] = [];
  const acts: (() => Promise<unknown>)[] = [];
  const passOn = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url = '', headers } = request;
    const isWrite = method !== 'GET' && url !== '/api/token';
    if (isWrite) {
      await acts.shift()?.();
      writes.push([method, headers['if-match']].filter(Boolean).join(' '));
    }
    const { host: _, connection: __, 'content-length': ___, ...sent } = headers;
    const body = method === 'GET' ? null : Buffer.concat(chunks);
    const answer = await fetch(`${api}${url}`, { method, headers: sent as Record<string, string>, body });
    const { etag } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...(etag && { ETag: etag }) });
    response.end(await answer.text());
  };
  const server = createServer((request, response) => {
    passOn(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  const port = await listenOnFreePort(server);
  return {
    url: `http://127.0.0.1:${port}`,
    overtakeBy: (act, times = 1) => void acts.push(...Array.from({ length: times }, () => act)),
    writes,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
