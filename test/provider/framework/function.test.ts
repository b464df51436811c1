import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Answer, decode, encode, serveTiny, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
});
afterEach(() => tiny.close());

const call = (name: string, ...texts: (string | null | number)[]) =>
  tiny.ask('CallFunction', {
    name,
    arguments: texts.map((each) => encode(each, typeof each === 'number' ? 'number' : 'string')),
  });

const errorOf = ({ error }: Answer) => error as { text: string; function_argument?: number };

test('functions are listed with their parameters in order, in the schema too', async () => {
  const { functions } = await tiny.ask('GetFunctions');
  const json = (bytes: unknown) => JSON.parse(new TextDecoder().decode(bytes as Uint8Array));
  const { join } = functions as Record<
    string,
    { parameters: { name: string; type: Uint8Array; allow_null_value: boolean }[]; return: { type: Uint8Array } }
  >;
  expect(
    join?.parameters.map(({ name, type, allow_null_value: isNullable }) => [name, json(type), isNullable]),
  ).toEqual([
    ['folder', 'string', false],
    ['file', 'string', true],
  ]);
  expect(json(join?.return.type)).toEqual(['object', { path: 'string', note: 'string' }]);
  expect((await tiny.ask('GetProviderSchema')).functions).toEqual(functions);
  expect(await tiny.ask('GetMetadata')).toMatchObject({ functions: [{ name: 'join' }] });
});

test('a function is called without a configured provider', async () => {
  const { result, error } = await call('join', 'a', 'b');
  expect(error).toBeUndefined();
  expect(decode(result, ['object', { path: 'string', note: 'string' }])).toEqual({ path: 'a/b', note: null });
  expect(decode((await call('join', 'a', null)).result, ['object', { path: 'string', note: 'string' }])).toEqual({
    path: 'a/',
    note: null,
  });
});

test('what is wrong is told on the argument', async () => {
  expect(errorOf(await call('join', 'a', '..'))).toEqual({
    text: 'There is no way up: Name a file.',
    function_argument: 1,
  });
  expect(errorOf(await call('join', '', 'b'))).toMatchObject({ function_argument: 0 });
  expect(errorOf(await call('join', 'broken', 'b'))).toEqual({
    text: 'The function join failed: it is broken',
    function_argument: undefined,
  });
  expect(errorOf(await call('join', 'a', 1)).text).toMatch(/wrong type/);
});

test('an unknown function and a wrong number of arguments are errors of the call, not of gRPC', async () => {
  expect(errorOf(await call('jion')).text).toMatch(/There is no function jion/);
  expect(errorOf(await call('join', 'a')).text).toMatch(/takes 2 arguments/);
});
