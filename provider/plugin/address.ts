import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** TCP ports to try, both ends included; 0 to 0 lets the system choose. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Where a server listens, in go-plugin's words. */
export interface Address {
  readonly network: 'unix' | 'tcp';
  /** The socket's path, or host:port. */
  readonly text: string;
  /** Removes the socket and its directory; without effect for TCP and when called again. */
  readonly release: () => void;
}

/** The kernel takes 104 to 108 bytes, terminator included, depending on the platform. */
const SOCKET_PATH_LIMIT_BYTES = 100;

/** Makes the server listen on a socket in a fresh private directory, or on TCP on Windows or under a long TMPDIR. */
export async function listenLocally(server: Server, ports: PortRange): Promise<Address> {
  const longest = join(tmpdir(), 'plugin-XXXXXX', 'socket');
  const fits = Buffer.byteLength(longest) <= SOCKET_PATH_LIMIT_BYTES;
  return fits && process.platform !== 'win32' ? listenOnSocket(server) : listenOnPort(server, ports);
}

async function listenOnSocket(server: Server): Promise<Address> {
  const directory = mkdtempSync(join(tmpdir(), 'plugin-'));
  const release = () => rmSync(directory, { recursive: true, force: true });
  const path = join(directory, 'socket');
  try {
    await listen(server, { path });
  } catch (error) {
    release();
    throw error;
  }
  return { network: 'unix', text: path, release };
}

async function listenOnPort(server: Server, { first, last }: PortRange): Promise<Address> {
  const host = '127.0.0.1';
  for (let port = first; port <= last; port += 1) {
    if (!(await listenUnlessTaken(server, host, port))) continue;
    const address = server.address();
    const chosen = typeof address === 'object' && address !== null ? address.port : port;
    return { network: 'tcp', text: `${host}:${chosen}`, release: () => {} };
  }
  throw new Error(
    `no free TCP port on ${host} from ${first} to ${last}: set PLUGIN_MIN_PORT and PLUGIN_MAX_PORT wider`,
  );
}

async function listenUnlessTaken(server: Server, host: string, port: number): Promise<boolean> {
  try {
    await listen(server, { host, port });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Windows answers EACCES for a port in one of its reserved ranges.
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
    throw error;
  }
}

function listen(server: Server, options: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
