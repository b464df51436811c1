import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
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
