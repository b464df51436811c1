import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeAll(async () => {
  tiny = await serveTiny();
  await tiny.configure();
});
afterAll(() => tiny.close());

const bytes = (text: string) => new TextEncoder().encode(text);
/** A value whose length says more than there is. */
const broken = { msgpack: new Uint8Array([0xdf, 0xff, 0xff, 0xff, 0xff, 0x01]) };
const identity = { identity_data: broken };

test.each<[string, object]>([
  ['ValidateEphemeralResourceConfig', { type_name: 'tiny_lock', config: broken }],
  ['OpenEphemeralResource', { type_name: 'tiny_lock', config: broken }],
  ['RenewEphemeralResource', { type_name: 'tiny_lock', private: bytes('{') }],
  ['CloseEphemeralResource', { type_name: 'tiny_lock', private: bytes('{') }],
  ['ValidateListResourceConfig', { type_name: 'tiny_file', config: broken }],
  ['ValidateActionConfig', { action_type: 'tiny_copy', config: broken }],
  ['PlanAction', { action_type: 'tiny_copy', config: broken }],
  ['ImportResourceState', { type_name: 'tiny_file', identity }],
  ['UpgradeResourceIdentity', { type_name: 'tiny_file', raw_identity: { json: bytes('{"path":') } }],
  ['GenerateResourceConfig', { type_name: 'tiny_file', state: broken }],
  [
    'MoveResourceState',
    {
      source_type_name: 'tiny_file',
      target_type_name: 'tiny_file',
      source_provider_address: 'a/b/tiny',
      source_state: { json: bytes('{') },
    },
  ],
])('%s answers bytes that are nothing with an error, and not by an error of gRPC', async (method, request) => {
  const { diagnostics } = await tiny.ask(method, request as never);
  expect(short(diagnostics)).toEqual([expect.stringMatching(/^error: /)]);
});

test.each<[string, object]>([
  ['ListResource', { type_name: 'tiny_file', config: broken }],
  ['InvokeAction', { action_type: 'tiny_copy', config: broken }],
])('%s tells it as the last event', async (method, request) => {
  const events: object[] = [];
  for await (const event of tiny.stream(method, request as never)) events.push(event);
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).toMatch(/"severity":1/);
});

test('CallFunction answers it as an error of the function', async () => {
  const { error } = await tiny.ask('CallFunction', { name: 'join', arguments: [broken, broken] });
  expect(error).toMatchObject({ text: expect.stringMatching(/^The function join failed/) });
});
