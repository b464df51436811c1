import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decode, encode, FILE, fileValue, IDENTITY, serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
});
afterEach(() => tiny.close());

const move = (source_type_name: string, source_provider_address: string) =>
  tiny.ask('MoveResourceState', {
    source_provider_address,
    source_type_name,
    target_type_name: 'tiny_file',
    source_state: { json: new TextEncoder().encode('{"path":"a","text":"text","size":4,"more":1}') },
    source_private: new TextEncoder().encode('{"kept":1}'),
  });

test('a move across types is refused with what to do instead', async () => {
  const { diagnostics } = await move('tiny_unnamed', 'registry.example.com/tiny/tiny');
  expect(short(diagnostics)).toEqual(["error: tiny_unnamed can't become tiny_file"]);
  expect(diagnostics?.[0]?.detail).toMatch(/removed.*import/s);
  const other = await move('tiny_file', 'registry.example.com/other/other');
  expect(short(other.diagnostics)).toEqual(["error: tiny_file can't become tiny_file"]);
});

test('a move within a type, from this provider at another address, takes the state along', async () => {
  const answer = await move('tiny_file', 'mirror.example.com/elsewhere/tiny');
  expect(short(answer.diagnostics)).toEqual([]);
  expect(decode(answer.target_state, FILE)).toEqual(fileValue({ path: 'a', text: 'text', size: 4 }));
  expect(new TextDecoder().decode(answer.target_private as Uint8Array)).toBe('{"kept":1}');
  const { identity_data: identity } = answer.target_identity as { identity_data: unknown };
  expect(decode(identity, IDENTITY)).toEqual({ path: 'a' });
});

test('generated configuration has what somebody would write', async () => {
  const generate = async (state: object) => {
    const message = encode(fileValue(state as never), FILE);
    return decode((await tiny.ask('GenerateResourceConfig', { type_name: 'tiny_file', state: message })).config, FILE);
  };
  const owner = { name: 'me', number: 7 };
  expect(await generate({ path: 'a', text: 'text', size: 4, old: 'x', owner })).toEqual(
    fileValue({ path: 'a', text: 'text', owner: { name: 'me', number: null } }),
  );
  expect(await generate({ path: 'a', text: 'empty', size: 5 })).toEqual(fileValue({ path: 'a' }));
});

test('both are promised to the engine', async () => {
  expect((await tiny.ask('GetProviderSchema')).server_capabilities).toEqual({
    plan_destroy: true,
    get_provider_schema_optional: true,
    move_resource_state: true,
    generate_resource_config: true,
  });
});
