import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listenOnFreePort } from './free-port.ts';

/** A server on loopback that hands every request on to another one, and remembers which there were. */
export interface Relay {
  readonly url: string;
  /** As in `GET /api/orgs`, in the order in which they came. */
  readonly requests: string[];
  close(): Promise<void>;
}

/**
 * @param target where requests go on to, plain HTTP
 * @param delayMs how long each is kept, as a network would on its way there and back
 */
export async function startRelay(target: string, { delayMs = 0 }: { delayMs?: number } = {}): Promise<Relay> {
  const requests: string[] = [];
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const pass = () => handOn(new URL(incoming.url ?? '/', target), agent, incoming, outgoing);
    if (delayMs > 0) setTimeout(pass, delayMs);
    else pass();
  });
  const port = await listenOnFreePort(server);
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    agent.destroy();
  };
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

function handOn(url: URL, agent: Agent, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const onward = request(url, { agent, method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  // Whoever waits sees that nobody answered, as without us.
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
