import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decode, encode, LOCK, serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
});
afterEach(() => tiny.close());

const type_name = 'tiny_lock';
const config = (path: string) => encode({ path, key: null }, LOCK);
const open = (path: string) => tiny.ask('OpenEphemeralResource', { type_name, config: config(path) });

test('it is in the schema, and validated', async () => {
  expect(await tiny.ask('GetProviderSchema')).toMatchObject({
    ephemeral_resource_schemas: { tiny_lock: { block: { attributes: [{ name: 'path' }, { name: 'key' }] } } },
  });
  const validate = async (path: string) =>
    short((await tiny.ask('ValidateEphemeralResourceConfig', { type_name, config: config(path) })).diagnostics);
  expect(await validate('/tmp')).toEqual([]);
  expect(await validate('/')).toEqual(['error path: A value is not allowed here']);
  expect(await validate('/etc')).toEqual(['error path: This path is forbidden']);
});

test('it is opened, renewed and closed, and its private data go along', async () => {
  await tiny.configure();
  const opened = await open('/tmp');
  expect(short(opened.diagnostics)).toEqual([]);
  expect(decode(opened.result, LOCK)).toEqual({ path: '/tmp', key: 'key of /tmp' });
  expect(opened.renew_at).toEqual({ seconds: 1_500_000_000, nanos: 250_000_000 });
  const renewed = await tiny.ask('RenewEphemeralResource', { type_name, private: opened.private });
  expect(renewed.renew_at).toBeUndefined();
  expect(new TextDecoder().decode(renewed.private as Uint8Array)).toBe('{"path":"/tmp","renewed":true}');
  await tiny.ask('CloseEphemeralResource', { type_name, private: renewed.private });
  expect(tiny.folder.events).toEqual(['open /tmp', 'renew /tmp', 'close /tmp']);
});

test('it is closed after an interruption too, and after renewing has failed', async () => {
  await tiny.configure();
  const opened = await open('lost');
  const renewed = await tiny.ask('RenewEphemeralResource', { type_name, private: opened.private });
  expect(short(renewed.diagnostics)).toEqual(['error: Renewing tiny_lock failed']);
  expect(renewed.private).toEqual(opened.private);
  await tiny.ask('StopProvider');
  const closed = await tiny.ask('CloseEphemeralResource', { type_name, private: renewed.private });
  expect(short(closed.diagnostics)).toEqual([]);
  expect(tiny.folder.events).toEqual(['open lost', 'close lost']);
});

test('before the provider is configured, or with an unknown type, it is a diagnostic', async () => {
  expect(short((await open('/tmp')).diagnostics)).toEqual(['error: The provider is not configured']);
  const unknown = await tiny.ask('CloseEphemeralResource', { type_name: 'tiny_x' });
  expect(short(unknown.diagnostics)).toEqual(['error: There is no ephemeral resource tiny_x']);
});
