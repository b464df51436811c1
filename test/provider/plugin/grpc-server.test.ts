import { once } from 'node:events';
import { connect } from 'node:http2';
import { type ClientUnaryCall, credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { frameMessage } from '../../../provider/plugin/grpc-frame.ts';
import { createGrpcServer, type GrpcServer } from '../../../provider/plugin/grpc-server.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';
import { countShape, echoService, textShape } from './echo.ts';
import { GrpcCaller } from './grpc-caller.ts';

let server: GrpcServer;
let caller: GrpcCaller;
let port: number;
let seen: string[];
let onRecord: () => void = () => {};

const say = (text: string) => caller.call('/echo.Echo/Say', textShape, { text });
const until = async (event: string) => {
  while (!seen.includes(event)) await new Promise<void>((resolve) => (onRecord = resolve));
};

beforeEach(async () => {
  const events: string[] = [];
  seen = events;
  const record = (event: string) => {
    events.push(event);
    onRecord();
  };
  server = createGrpcServer({
    services: [echoService(record)],
    onConnect: () => record('connected'),
    onIdle: () => record('idle'),
    onCallClosed: (path) => record(`closed ${path}`),
  });
  // A test that fails must not keep the runner alive with a call that never ends.
  server.on('session', (session) => session.unref());
  port = await listenOnFreePort(server.unref());
  caller = new GrpcCaller(`127.0.0.1:${port}`, credentials.createInsecure());
});

afterEach(async () => {
  caller.close();
  await new Promise((resolve) => server.close(resolve));
});

describe('the gRPC server, called by another implementation', () => {
  test('answers a unary call, and many at once on one connection', async () => {
    expect(await say('grüß Gott')).toEqual({ text: 'grüß Gott' });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => say(`call ${index}`)));
    expect(answers.map(({ text }) => text)).toEqual(answers.map((_, index) => `call ${index}`));
    expect(seen.filter((event) => event === 'connected')).toHaveLength(1);
  });

  test('streams messages one by one to the last, and streams none', async () => {
    const numbers: unknown[] = [];
    for await (const { count } of caller.stream('/echo.Echo/Count', countShape, { count: 1000 })) numbers.push(count);
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    for await (const message of caller.stream('/echo.Echo/Count', countShape, { count: 0 })) throw message;
  });

  test('keeps the messages before an error in a stream and ends it with INTERNAL', async () => {
    const numbers: unknown[] = [];
    const reading = (async () => {
      for await (const { count } of caller.stream('/echo.Echo/Count', countShape, { count: -1 })) numbers.push(count);
    })();
    await expect(reading).rejects.toMatchObject({ code: status.INTERNAL, details: 'the count broke' });
    expect(numbers).toEqual([1]);
  });

  test('carries messages of 30 MB in both directions, several at once', async () => {
    const text = 'x'.repeat(30_000_000);
    const answers = await Promise.all([say(text), say(text), say('small')]);
    expect(answers.map((answer) => String(answer.text).length)).toEqual([30_000_000, 30_000_000, 5]);
  });

  test('answers UNIMPLEMENTED for an unknown service, an unknown method and one left out', async () => {
    for (const path of ['/echo.Nobody/Say', '/echo.Echo/Sing', '/echo.Echo/Missing']) {
      const call = caller.call(path, textShape, { text: 'x'.repeat(1_000_000) });
      await expect(call).rejects.toMatchObject({ code: status.UNIMPLEMENTED, details: `unknown method ${path}` });
    }
    expect(await say('still here')).toEqual({ text: 'still here' });
  });

  test('answers INTERNAL with the message of a thrown error, whatever its characters, and without its stack', async () => {
    const call = caller.call('/echo.Echo/Fail', textShape, {});
    await expect(call).rejects.toMatchObject({ code: status.INTERNAL, details: 'it broke: 100 %\nnaïve ☂' });
  });

  test('answers INTERNAL for a request that is no such message', async () => {
    expect(await raw({}, Buffer.from([0, 0, 0, 0, 2, 10, 9]))).toMatchObject({ 'grpc-status': '13' });
    expect(await raw({}, Buffer.from([0, 0, 0, 0, 9, 10]))).toMatchObject({ 'grpc-status': '13' });
    expect(await raw({}, Buffer.alloc(0))).toMatchObject({ 'grpc-status': '13' });
  });

  test('passes a cancellation on to the running call, and not to one that was answered', async () => {
    const started: { call?: ClientUnaryCall } = {};
    const waiting = caller.call('/echo.Echo/Wait', textShape, {}, (call) => (started.call = call));
    const refusal = expect(waiting).rejects.toMatchObject({ code: status.CANCELLED });
    await until('waiting');
    started.call?.cancel();
    await refusal;
    await until('cancelled');
    expect(await say('still here')).toEqual({ text: 'still here' });
  });

  test('tells of idleness only when the connection is gone and its calls have ended', async () => {
    const session = connect(`http://127.0.0.1:${port}`);
    session
      .request({ ...callHeaders, ':path': '/echo.Echo/Wait' })
      .on('error', () => {})
      .end(Buffer.alloc(5));
    await until('waiting');
    expect(seen).not.toContain('idle');
    session.destroy();
    await until('idle');
    expect(seen.indexOf('cancelled')).toBeLessThan(seen.indexOf('idle'));
  });

  test('takes a message split over many DATA frames, byte by byte', async () => {
    expect(await raw({}, frameMessage(encode(textShape, { text: 'in pieces' })), 1)).toMatchObject({
      'grpc-status': '0',
    });
  });

  test('refuses compressed messages with UNIMPLEMENTED and other content with 415', async () => {
    const compressed = Buffer.from([1, 0, 0, 0, 0]);
    expect(await raw({ 'grpc-encoding': 'gzip' }, compressed)).toMatchObject({ 'grpc-status': '12' });
    expect(await raw({ 'content-type': 'application/json' }, Buffer.from('{}'))).toMatchObject({ ':status': 415 });
  });
});

const callHeaders = {
  ':method': 'POST',
  ':path': '/echo.Echo/Say',
  'content-type': 'application/grpc',
  te: 'trailers',
};

/** One call made by hand; gives the headers and trailers together. */
async function raw(headers: Record<string, string>, body: Buffer, chunkSize = 1000): Promise<Record<string, unknown>> {
  const session = connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ...callHeaders, ...headers });
  const received: Record<string, unknown> = {};
  stream.on('response', (answer) => Object.assign(received, answer));
  stream.on('trailers', (trailers) => Object.assign(received, trailers));
  for (let at = 0; at < body.length; at += chunkSize) {
    await new Promise((resolve) => stream.write(body.subarray(at, at + chunkSize), resolve));
  }
  stream.end();
  stream.resume();
  await once(stream, 'close');
  await new Promise<void>((resolve) => session.close(resolve));
  return received;
}
