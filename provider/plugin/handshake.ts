import type { Address, PortRange } from './address.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that tells a plugin it was started by an engine; it is no secret. */
export interface Cookie {
  readonly key: string;
  readonly value: string;
}

/** What the engine asks of the process it starts, from the environment. */
export interface EngineOptions {
  /** PEM; absent: plaintext. */
  readonly clientCertificate?: string;
  readonly ports: PortRange;
}

/** The version of go-plugin's own protocol. */
const CORE_VERSION = 1;

/** Undefined when no engine started the process. */
export function readEngineOptions(env: Environment, cookie: Cookie): EngineOptions | undefined {
  if (env[cookie.key] !== cookie.value) return undefined;
  const first = Number(env.PLUGIN_MIN_PORT ?? 0);
  const ports = { first, last: Number(env.PLUGIN_MAX_PORT ?? first) };
  const clientCertificate = env.PLUGIN_CLIENT_CERT;
  return clientCertificate ? { clientCertificate, ports } : { ports };
}

/** The one line on stdout, six fields; the last, the server's certificate, is empty in plaintext. */
export function handshakeLine(protocolVersion: number, address: Address, certificate?: Buffer): string {
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  return `${[CORE_VERSION, protocolVersion, address.network, address.text, 'grpc', encoded].join('|')}\n`;
}
