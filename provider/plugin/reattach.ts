import type { ServerHttp2Session } from 'node:http2';
import { listenLocally } from './address.ts';
import { controller } from './controller.ts';
import { createGrpcServer, type Service } from './grpc-server.ts';
import { stdio } from './stdio.ts';

export interface ReattachOptions {
  readonly protocolVersion: number;
  readonly services: readonly Service[];
  /**
   * The process an engine may kill: Terraform up to 1.11 does when the socket is stale. Never the pid of a test runner;
   * give one of a child that may die.
   */
  readonly pid: number;
}

/** One plugin's entry in the JSON object that TF_REATTACH_PROVIDERS holds. */
export interface Reattach {
  readonly Protocol: 'grpc';
  readonly ProtocolVersion: number;
  readonly Pid: number;
  /** Tells the engine not to end the plugin after its command. */
  readonly Test: true;
  readonly Addr: { readonly Network: 'unix' | 'tcp'; readonly String: string };
}

export interface ReattachServer {
  readonly reattach: Reattach;
  /** Ends the connections and the listening, and removes the socket. */
  readonly close: () => Promise<void>;
}

/** Serves a plugin within this process, in plaintext, for any number of engine runs; Shutdown is answered and ignored. */
export async function serveReattach({ protocolVersion, services, pid }: ReattachOptions): Promise<ReattachServer> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createGrpcServer({ services: [...services, controller, stdio] });
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  const { network, text, release } = await listenLocally(server, { first: 0, last: 0 });
  const close = async () => {
    for (const session of sessions) session.destroy();
    await new Promise((resolve) => server.close(resolve));
    release();
  };
  const Addr = { Network: network, String: text };
  return { reattach: { Protocol: 'grpc', ProtocolVersion: protocolVersion, Pid: pid, Test: true, Addr }, close };
}
