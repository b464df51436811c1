import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { answerCall, type Method, refuseCall } from './grpc-call.ts';
import { GrpcError, status } from './grpc-status.ts';
import type { ServiceImplementation, ServiceShape } from './proto/message.ts';

export interface Service {
  readonly shape: ServiceShape;
  readonly implementation: ServiceImplementation;
}

export interface GrpcServerOptions {
  readonly services: readonly Service[];
  /** Absent: plaintext HTTP/2 with prior knowledge. */
  readonly tls?: TlsOptions;
  /** Connections it answers false for are closed, as if they had never been made. */
  readonly admits?: (socket: Socket) => boolean;
  /** A connection was made; with TLS, after the client was verified. */
  readonly onConnect?: () => void;
  /** The last connection closed and no implementation runs any more. */
  readonly onIdle?: () => void;
  /** The answer of the call to this path (`/service/method`) was sent, or its caller is gone. */
  readonly onCallClosed?: (path: string) => void;
}

export type GrpcServer = Http2Server | Http2SecureServer;

/** A request of tens of megabytes must not wait for window updates every 64 KB, the default of HTTP/2. */
const WINDOW_BYTES = 16 * 1024 * 1024;

const http2Options = {
  settings: { initialWindowSize: WINDOW_BYTES },
  // In megabytes. The default of 10 refuses new calls while a large answer is on its way.
  maxSessionMemory: 1_000_000,
};

/** A gRPC server for unary and server-streaming calls on bare HTTP/2; the caller makes it listen. */
export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const methods = indexMethods(options.services);
  const busy = countBusy(options.onIdle);
  const server = options.tls ? createSecureServer({ ...http2Options, ...options.tls }) : createServer(http2Options);
  server.on('session', (session: ServerHttp2Session) => {
    if (options.admits?.(session.socket) === false) return session.destroy();
    busy.enter();
    session.once('close', busy.leave);
    session.setLocalWindowSize(WINDOW_BYTES);
    options.onConnect?.();
  });
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    busy.enter();
    // A broken connection destroys its streams, which aborts the signals of their calls: nothing more to do about it.
    stream.on('error', () => {});
    stream.once('close', () => options.onCallClosed?.(headers[':path'] ?? ''));
    answerStream(stream, headers, methods).finally(busy.leave);
  });
  return server;
}

async function answerStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  methods: ReadonlyMap<string, Method>,
): Promise<void> {
  if (!headers['content-type']?.startsWith('application/grpc')) {
    stream.resume();
    stream.respond({ ':status': 415 }, { endStream: true });
    return;
  }
  const path = headers[':path'] ?? '';
  const method = methods.get(path);
  if (method === undefined) refuseCall(stream, new GrpcError(status.unimplemented, `unknown method ${path}`));
  else await answerCall(stream, method);
}

function indexMethods(services: readonly Service[]): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  for (const { shape: service, implementation: functions } of services) {
    for (const [name, shape] of Object.entries(service.methods)) {
      const implementation = functions[name]?.bind(functions);
      if (implementation) methods.set(`/${service.name}/${name}`, { shape, implementation });
    }
  }
  return methods;
}

/** Connections and calls count alike: a call outlives its connection only until its implementation has ended. */
function countBusy(onIdle: (() => void) | undefined): { enter: () => void; leave: () => void } {
  let count = 0;
  return {
    enter: () => {
      count += 1;
    },
    leave: () => {
      count -= 1;
      if (count === 0) onIdle?.();
    },
  };
}
