import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, SERVER_LIMITS } from '../../api/server.ts';

const SHORT = {
  ...SERVER_LIMITS,
  headersTimeout: 100,
  requestTimeout: 200,
  timeout: 300,
  connectionsCheckingInterval: 20,
};

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(limits = SHORT): Promise<() => Promise<Socket>> {
  server = createServer(
    (request, response) => {
      request.resume().once('end', () => (request.url === '/silent' ? undefined : response.end('done')));
    },
    null,
    limits,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
}

/** What came until the server ended the connection. */
async function untilEnd(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe('a connection ends', () => {
  test.each([
    ['that says nothing', ''],
    ['that never ends its headers', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['that never ends its body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf'],
    ['whose answer does not come', 'GET /silent HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['that is idle after a request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('%s', async (_words, text) => {
    const open = await listen({ ...SHORT, keepAliveTimeout: 100 });
    const socket = await open();
    socket.write(text);
    expect(await untilEnd(socket)).not.toContain('HTTP/1.1 500');
    expect(await connections()).toBe(0);
  });

  test('that the client has closed on its side', async () => {
    const open = await listen(SERVER_LIMITS);
    const socket = await open();
    socket.end('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await untilEnd(socket);
    expect(await connections()).toBe(0);
  });

  test('that is one too many', async () => {
    // The others stay, however long it takes to open them.
    const open = await listen({ ...SERVER_LIMITS, maxConnections: 3 });
    const sockets = await Promise.all([open(), open(), open()]);
    expect(await untilEnd(await open())).toBe('');
    for (const socket of sockets) socket.destroy();
  });
});

/** Once the server, too, has heard of the end. */
async function connections(): Promise<number> {
  for (;;) {
    const count = await new Promise<number>((resolve, reject) =>
      server.getConnections((error, n) => (error ? reject(error) : resolve(n))),
    );
    if (count === 0) return count;
    await new Promise(setImmediate);
  }
}
