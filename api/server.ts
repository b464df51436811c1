import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';

/** How long whoever connects may take, and how many may at once: an open connection costs memory and a file. */
export const SERVER_LIMITS = {
  /** Until the headers are there, and until all of a request is; nothing but silence counts too. */
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  /** Between two requests of one connection. */
  keepAliveTimeout: 5_000,
  /** Without a byte in either direction, as of a client that no longer reads; longer than any request takes. */
  timeout: 300_000,
  maxConnections: 2_000,
  /** Until TLS is agreed upon. */
  handshakeTimeout: 15_000,
  /** How often it is looked for connections whose time is over. */
  connectionsCheckingInterval: 5_000,
};

/** An HTTP or HTTPS server that nobody holds for longer than its limits. */
export function createServer(
  app: RequestListener,
  tls: Config['tls'],
  limits: typeof SERVER_LIMITS = SERVER_LIMITS,
): Server {
  const { maxConnections, timeout, handshakeTimeout, ...timeouts } = limits;
  // TCP's own probes notice a client that went away without a word.
  const options = { ...timeouts, keepAlive: true, keepAliveInitialDelay: 60_000 };
  const server = tls
    ? createHttpsServer(
        { ...options, handshakeTimeout, cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' },
        app,
      )
    : createHttpServer(options, app);
  server.maxConnections = maxConnections;
  server.timeout = timeout;
  return server;
}

/** Starts to answer. @throws when the address cannot be had */
export function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** The address of a server that listens. */
export function urlOf(server: Server, config: Pick<Config, 'host' | 'tls'>): string {
  const { port } = server.address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  return `${config.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const CLOSE_GRACE_MS = 10_000;
const SWEEP_MS = 50;

/** Idle connections end at once, requests under way may finish for a while; a connection ends with its request. */
export function close(server: Server): Promise<void> {
  const forced = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(forced);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
