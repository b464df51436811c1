import { createServer, type Server } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runSession } from '../../api/mail/smtp/smtp-session.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';
import { smtpServer } from './builder.ts';

let server: Server;
let port: number;
let cleaning: NodeJS.Timeout;
beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => undefined).resume());
  port = await listenOnFreePort(server);
  setFlagsFromString('--expose-gc');
  cleaning = setInterval(runInNewContext('gc'), 20);
});
afterEach(() => {
  clearInterval(cleaning);
  server.close();
});

test('A server that is silent in the TLS handshake is given up, however often memory is cleaned up', async () => {
  const { failure } = await runSession(smtpServer({ port, timeout_ms: 1_500, tls_mode: 'implicit' }), null);
  expect(failure).toMatchObject({ stage: 'tls', message: 'no answer within 1500 ms' });
});

test.each([
  ['TLS handshake', 'implicit'],
  ['greeting', 'starttls'],
] as const)(
  'Whoever cancels a session is heard in the %s, however often memory is cleaned up',
  async (_stage, tls_mode) => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error('Never mind.')), 300);
    const { failure } = await runSession(smtpServer({ port, timeout_ms: 600_000, tls_mode }), null, cancel.signal);
    expect(failure?.message).toMatch(/Never mind|given up/);
  },
);
