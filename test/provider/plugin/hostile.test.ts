import { X509Certificate } from 'node:crypto';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectNet, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { providerService } from '../../../provider/framework/protocol/provider.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import type { MessageShape } from '../../../provider/plugin/proto/message.ts';
import { type Command, runToSuccess } from '../../../toolbox/command.ts';
import { messageOf } from './any-message.ts';
import { type ClientIdentity, createClientIdentity } from './client-certificate.ts';
import { textShape } from './echo.ts';
import { GrpcCaller } from './grpc-caller.ts';
import { cookie, endPlugins, fieldsOf, startPlugin } from './plugin-child.ts';

/** Bytes that no engine sends, to a plugin in a process of its own: it lives, and answers the next good call. */

const MEBIBYTE = 1024 * 1024;
const program = fileURLToPath(new URL('../../../provider/main.ts', import.meta.url));
const providerCookie = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');

interface Hostile {
  readonly plugin: Command;
  readonly path: string;
  readonly caller: GrpcCaller;
}

let engine: ClientIdentity;
let echo: Hostile;
let served: Hostile;
let certificate: string;

beforeAll(async () => {
  engine = await createClientIdentity();
  const plugin = startPlugin({ ...cookie, PLUGIN_CLIENT_CERT: engine.certificate });
  const fields = await fieldsOf(plugin);
  certificate = new X509Certificate(Buffer.from(String(fields[5]), 'base64')).toString();
  const [roots, key, own] = [certificate, engine.key, engine.certificate].map((pem) => Buffer.from(pem));
  const name = { 'grpc.ssl_target_name_override': 'localhost' };
  const caller = new GrpcCaller(`unix:${fields[3]}`, credentials.createSsl(roots, key, own), name);
  echo = { plugin, path: String(fields[3]), caller };
  const provider = startPlugin(providerCookie, program);
  const [, , , path = ''] = await fieldsOf(provider);
  served = { plugin: provider, path, caller: new GrpcCaller(`unix:${path}`, credentials.createInsecure()) };
  // Whoever is not connected to in time ends.
  await Promise.all([expectAlive(echo), expectAlive(served)]);
});

// Node keeps a session that broke HTTP/2 itself, and reads its end no more; so they are told to end, as an engine does.
afterAll(async () => {
  for (const { caller } of [echo, served]) await caller.call('/plugin.GRPCController/Shutdown', {}, {});
  for (const { caller } of [echo, served]) caller.close();
  await endPlugins();
});

/** A good call, on the connection that was there before. */
async function expectAlive({ plugin, caller }: Hostile): Promise<void> {
  if (caller === echo.caller)
    expect(await caller.call('/echo.Echo/Say', textShape, { text: 'good' })).toEqual({ text: 'good' });
  else await caller.callBoth('/tfplugin6.Provider/GetMetadata', {}, metadataShape, {});
  expect({ code: plugin.child.exitCode, signal: plugin.child.signalCode }).toEqual({ code: null, signal: null });
  expect(plugin.printed.stderr).not.toContain('The plugin ends');
}

const metadataShape = providerService.methods.GetMetadata?.response ?? {};

/** What it has in main memory. */
async function residentMebibytes({ plugin }: Hostile): Promise<number> {
  return Number(await runToSuccess('ps', ['-o', 'rss=', '-p', String(plugin.child.pid)])) / 1024;
}

/** Writes and waits until that is on its way; whoever is at the other end may hang up before. */
function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.write(bytes, () => resolve());
  });
}

const secured = () =>
  new Promise<Socket>((resolve, reject) => {
    const identity = { key: engine.key, cert: engine.certificate, ca: certificate };
    const socket = connectTls({ path: echo.path, servername: 'localhost', ALPNProtocols: ['h2'], ...identity });
    socket.once('error', reject).once('secureConnect', () => resolve(socket));
  });

const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 4000 });
/** A frame of HTTP/2: what it says of its length need not be so. */
const frame = fc
  .record({
    length: fc.oneof(fc.nat(64), fc.nat(0xffffff)),
    type: fc.nat(12),
    flags: fc.nat(255),
    stream: fc.nat(9),
    body: fc.uint8Array({ maxLength: 64 }),
  })
  .map(({ length, type, flags, stream, body }) => {
    const head = Buffer.alloc(9);
    head.writeUIntBE(length, 0, 3);
    head.set([type, flags], 3);
    head.writeUInt32BE(stream, 5);
    return Buffer.concat([head, body]);
  });
const frames = fc.array(frame, { minLength: 1, maxLength: 8 }).map((all) => Buffer.concat([PREFACE, ...all]));

describe('a plugin outlives any bytes', () => {
  test('in place of TLS', async () => {
    const hello = Buffer.from([22, 3, 1, 0x40, 0, 1, 0, 0x3f, 0xfc, 3, 3]);
    const any = fc.oneof(
      anyBytes,
      anyBytes.map((bytes) => Buffer.concat([hello, bytes])),
    );
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        const socket = connectNet(echo.path);
        await send(socket, bytes);
        await expectAlive(echo);
        socket.destroy();
      }),
      { numRuns: 40 },
    );
  });

  test('within TLS, in place of HTTP/2 and as its frames', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes, frames), async (bytes) => {
        const socket = await secured();
        await send(socket, bytes);
        await expectAlive(echo);
        socket.destroy();
      }),
      { numRuns: 60 },
    );
  });

  test('as a message whose length is absurd: it is refused when it is told, and nothing is kept of it', async () => {
    for (const [prefix, status] of [
      [[0, 0xff, 0xff, 0xff, 0xff], '8'],
      [[0, 0x10, 0, 0, 1], '8'],
      [[0, 0, 0, 0, 2], '13'],
    ] as const) {
      expect(await flood(Buffer.from(prefix))).toBe(status);
      await expectAlive(echo);
    }
    expect(await residentMebibytes(echo)).toBeLessThan(300);
  });
});

/** The status that is answered to a message of which half a gigabyte comes, if it is taken. */
function flood(prefix: Buffer): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2('https://localhost', {
      createConnection: () =>
        connectTls({
          path: echo.path,
          servername: 'localhost',
          ALPNProtocols: ['h2'],
          key: engine.key,
          cert: engine.certificate,
          ca: certificate,
        }),
    });
    const call = session.request({ ':method': 'POST', ':path': '/echo.Echo/Say', 'content-type': 'application/grpc' });
    const answered = (headers: Record<string, unknown>) => {
      if (!('grpc-status' in headers)) return;
      resolve(headers['grpc-status']);
      session.destroy();
    };
    call
      .on('response', answered)
      .on('trailers', answered)
      .on('error', () => {});
    session.on('error', reject);
    let left = 512;
    const more = () => {
      if (call.destroyed) return;
      left -= 1;
      if (left > 0) call.write(Buffer.alloc(MEBIBYTE), more);
    };
    call.write(prefix, more);
  });
}

describe('the provider outlives any message', () => {
  test.each(Object.keys(providerService.methods))('to %s', async (method) => {
    const { request, stream } = providerService.methods[method] as { request: MessageShape; stream?: true };
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      messageOf(request).map((message) => encode(request, message)),
    );
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        await answered(`/tfplugin6.Provider/${method}`, bytes, stream === true);
      }),
      { numRuns: 40 },
    );
    await expectAlive(served);
  });

  test('and has not grown by them', async () => {
    expect(await residentMebibytes(served)).toBeLessThan(400);
  });
});

/** Whatever comes, it comes: a message, or an error with a status. */
function answered(path: string, bytes: Uint8Array, isStream: boolean): Promise<void> {
  const { client } = served.caller;
  const written = () => Buffer.from(bytes);
  const deadline = { deadline: Date.now() + 20_000 };
  return new Promise((resolve, reject) => {
    // DEADLINE_EXCEEDED and UNAVAILABLE would say that nobody is there.
    const ended = (code: number | undefined) =>
      code === 4 || code === 14 ? reject(new Error(`status ${code}`)) : resolve();
    if (!isStream) {
      client.makeUnaryRequest(
        path,
        written,
        (answer) => answer,
        bytes,
        deadline,
        (error) => ended(error?.code),
      );
      return;
    }
    client
      .makeServerStreamRequest(path, written, (answer) => answer, bytes, deadline)
      .on('data', () => {})
      .on('error', () => {})
      .on('status', ({ code }) => ended(code));
  });
}
