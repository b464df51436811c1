import { createServer, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** A proxy on loopback, as companies have them. */
export interface ForwardProxy {
  readonly url: string;
  /** As in `CONNECT api.acme.test:443` and `GET http://api.acme.test/x`. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface ForwardProxyOptions {
  /** Ports of 127.0.0.1 by host; it knows no others. */
  readonly hosts: Readonly<Record<string, number>>;
  /** `user:password`, without which it answers 407. */
  readonly login?: string;
}

export async function startForwardProxy({ hosts, login }: ForwardProxyOptions): Promise<ForwardProxy> {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  /** What it refuses a request with, if it does. */
  const refusal = ({ headers }: IncomingMessage, host: string): number | undefined => {
    const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`;
    if (wanted && headers['proxy-authorization'] !== wanted) return 407;
    return hosts[host] === undefined ? 502 : undefined;
  };
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const url = new URL(incoming.url ?? '');
    const status = refusal(incoming, url.hostname);
    if (status) return void outgoing.writeHead(status).end('<html>No.</html>');
    const { method, headers } = incoming;
    const onward = { host: '127.0.0.1', port: hosts[url.hostname], path: url.pathname, method, headers };
    incoming.pipe(
      request(onward, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const [host = ''] = (incoming.url ?? '').split(':');
    const status = refusal(incoming, host);
    if (status) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const onward = connect(hosts[host] ?? 0, '127.0.0.1', () => socket.write('HTTP/1.1 200 Yes\r\n\r\n'));
    for (const end of [onward, socket]) {
      tunnels.add(end);
      end.on('error', () => undefined);
    }
    onward.pipe(socket).pipe(onward);
  });
  const port = await listenOnFreePort(server);
  const close = async () => {
    for (const each of tunnels) each.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}
