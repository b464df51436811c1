import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Makes the server listen on a free port of 127.0.0.1, and answers which one it is. */
export async function listenOnFreePort(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port.');
  return address.port;
}

/** A port of 127.0.0.1 on which nothing listens; somebody else may take it at any time. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnFreePort(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
