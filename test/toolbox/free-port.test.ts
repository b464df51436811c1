import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { findFreePort, listenOnFreePort } from '../../toolbox/free-port.ts';

test('a server on a free port of this machine is reached there', async () => {
  const server = createServer((socket) => socket.end('here'));
  const client = connect(await listenOnFreePort(server), '127.0.0.1');
  const [data] = await once(client, 'data');
  expect(String(data)).toBe('here');
  server.close();
});

test('a free port that was found is nobody’s', async () => {
  const client = connect(await findFreePort(), '127.0.0.1');
  const [error] = await once(client, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});
