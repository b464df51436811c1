import { existsSync } from 'node:fs';
import { credentials } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { serveReattach } from '../../../provider/plugin/reattach.ts';
import { echoService, textShape } from './echo.ts';
import { GrpcCaller } from './grpc-caller.ts';

test('a reattachable server outlives Shutdown and its clients, and leaves no socket when it closes', async () => {
  const { reattach, close } = await serveReattach({ protocolVersion: 6, services: [echoService(() => {})], pid: 4711 });
  const path = reattach.Addr.String;
  expect(JSON.parse(JSON.stringify(reattach))).toEqual({
    ...{ Protocol: 'grpc', ProtocolVersion: 6, Pid: 4711, Test: true },
    Addr: { Network: 'unix', String: path },
  });
  for (const text of ['first', 'second']) {
    const caller = new GrpcCaller(`unix:${path}`, credentials.createInsecure());
    expect(await caller.call('/echo.Echo/Say', textShape, { text })).toEqual({ text });
    expect(await caller.call('/plugin.GRPCController/Shutdown', {}, {})).toEqual({});
    caller.close();
  }
  expect(existsSync(path)).toBe(true);
  await close();
  expect(existsSync(path)).toBe(false);
});
