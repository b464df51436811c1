import { createServer, type Server } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Connection } from '../../provider/client/connection.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

const OPTIONS = { env: {}, userAgent: 'test' };
const READ = { method: 'GET', path: '/me' } as const;

let server: Server;
let endpoint: string;
let cleaning: NodeJS.Timeout;
beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => undefined).resume());
  endpoint = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  setFlagsFromString('--expose-gc');
  cleaning = setInterval(runInNewContext('gc'), 20);
});
afterEach(() => {
  clearInterval(cleaning);
  server.close();
});

test.each([
  ['alone', undefined],
  ['beside a signal of the engine', new AbortController().signal],
] as const)(
  'an API that is silent is given up, however often memory is cleaned up: %s',
  async (_words, signal) => {
    const asked = new Connection(endpoint, { ...OPTIONS, timeoutMs: 300 }).exchange(READ, signal);
    await expect(asked).rejects.toThrow('did not answer within 0.3 seconds');
  },
  5_000,
);

test('a request that the engine stops ends, however often memory is cleaned up', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  await expect(
    new Connection(endpoint, { ...OPTIONS, timeoutMs: 600_000 }).exchange(READ, stop.signal),
  ).rejects.toThrow();
}, 5_000);
