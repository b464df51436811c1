import { type Address, listenLocally } from './address.ts';
import { createServerCertificate } from './certificate.ts';
import { controller, SHUTDOWN_PATH } from './controller.ts';
import { describeDefect } from './defect.ts';
import { createGrpcServer, type GrpcServer, type GrpcServerOptions, type Service } from './grpc-server.ts';
import { type Cookie, type EngineOptions, handshakeLine, readEngineOptions } from './handshake.ts';
import { createLog } from './log.ts';
import { admitOnly, mutualTls } from './mutual-tls.ts';
import { stdio } from './stdio.ts';
import { announce, reserveStdout } from './stdout.ts';

export interface ServeOptions {
  readonly cookie: Cookie;
  /** The version of the protocol that the services speak. */
  readonly protocolVersion: number;
  readonly services: readonly Service[];
  /** What a person reads who starts the plugin by hand. */
  readonly friendlyText: string;
  /** How long to wait for the engine's first connection, 60,000 (as long as go-plugin waits for the handshake). */
  readonly connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 60_000;

const log = createLog('plugin');

/**
 * Serves the plugin to the engine that started this process, on stdout's one handshake line. The process exits with 0
 * after Shutdown, at once, or when the engine's connection is gone and the running calls have ended; with 1 when no
 * engine started it, none connects in time, or it can't listen.
 */
export async function serve(options: ServeOptions): Promise<void> {
  reserveStdout();
  const engine = readEngineOptions(process.env, options.cookie);
  if (engine === undefined) return exitWith(`${options.friendlyText.trimEnd()}\n`);
  outliveSignals();
  endOnDefects();
  try {
    await open(engine, options);
  } catch (error) {
    exitWith(`The plugin can't start: ${error instanceof Error ? error.message : error}\n`);
  }
}

async function open(engine: EngineOptions, options: ServeOptions): Promise<void> {
  const late = setTimeout(exitUnused, options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
  const { server, certificate } = createServer(engine, {
    services: [...options.services, controller, stdio],
    onConnect: () => clearTimeout(late),
    onIdle: () => process.exit(0),
    onCallClosed: (path) => {
      if (path === SHUTDOWN_PATH) setImmediate(() => process.exit(0));
    },
  });
  const address = await listenLocally(server, engine.ports);
  releaseAtExit(address);
  announce(handshakeLine(options.protocolVersion, address, certificate));
  // When the engine dies its end of the pipe does too; the call that runs must still end, unlogged.
  process.stderr.on('error', () => {});
}

function createServer(
  { clientCertificate }: EngineOptions,
  options: GrpcServerOptions,
): { server: GrpcServer; certificate?: Buffer } {
  if (clientCertificate === undefined) return { server: createGrpcServer(options) };
  const certificate = createServerCertificate();
  const tls = mutualTls(certificate, clientCertificate);
  const server = createGrpcServer({ ...options, tls, admits: admitOnly(clientCertificate) });
  server.on('tlsClientError', (error: Error) => log('warn', `A connection was refused: ${error.message}`));
  return { server, certificate: certificate.der };
}

/** Ctrl-C reaches the whole process group; the engine says over the wire what it means for the plugin. */
function outliveSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
}

function endOnDefects(): void {
  const end = (thrown: unknown) => exitWith(describeDefect(thrown));
  process.on('uncaughtException', end).on('unhandledRejection', end);
}

function releaseAtExit(address: Address): void {
  process.on('exit', address.release);
}

function exitUnused(): void {
  log('error', 'No engine connected in time; the plugin ends.');
  process.exit(1);
}

function exitWith(text: string): void {
  process.stderr.write(text, () => process.exit(1));
}
