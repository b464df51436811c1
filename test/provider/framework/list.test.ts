import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decode, encode, FILE, fileValue, IDENTITY, serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
  await tiny.configure();
});
afterEach(() => tiny.close());

interface Event {
  identity?: { identity_data: unknown };
  display_name: string;
  resource_object?: unknown;
  diagnostic: unknown;
}

async function listFiles(request: object = {}): Promise<Event[]> {
  const config = encode({ prefix: null }, ['object', { prefix: 'string' }]);
  const events: Event[] = [];
  for await (const event of tiny.stream('ListResource', { type_name: 'tiny_file', config, ...request })) {
    events.push(event as unknown as Event);
  }
  return events;
}

function put(...paths: string[]): void {
  for (const path of paths) tiny.folder.files.set(path, 'text');
}

test('each object comes with its identity and what people call it', async () => {
  put('a', 'b');
  const events = await listFiles();
  expect(events.map(({ display_name: name }) => name)).toEqual(['File a', 'File b']);
  expect(events.map(({ identity }) => decode(identity?.identity_data, IDENTITY))).toEqual([
    { path: 'a' },
    { path: 'b' },
  ]);
  expect(events.map(({ resource_object: whole }) => whole)).toEqual([undefined, undefined]);
});

test('the whole of it comes where it is asked for', async () => {
  put('a');
  const [event] = await listFiles({ include_resource_object: true });
  expect(decode(event?.resource_object, FILE)).toEqual(fileValue({ path: 'a', text: 'text', size: 4 }));
});

test('the configuration narrows the search, and is validated', async () => {
  put('a1', 'b1', 'a2');
  const type = ['object', { prefix: 'string' }] as const;
  const events = await listFiles({ config: encode({ prefix: 'a' }, type) });
  expect(events.map(({ display_name: name }) => name)).toEqual(['File a1', 'File a2']);
  const request = { type_name: 'tiny_file', config: encode({ prefix: null }, type) };
  expect(short((await tiny.ask('ValidateListResourceConfig', request)).diagnostics)).toEqual([]);
});

test('a list without configuration finds everything, and is valid', async () => {
  put('a', 'b');
  const nothing = encode(null, ['object', { prefix: 'string' }]);
  const request = { type_name: 'tiny_file', config: nothing };
  expect(short((await tiny.ask('ValidateListResourceConfig', request)).diagnostics)).toEqual([]);
  expect(await listFiles(request)).toHaveLength(2);
});

test('no more objects are looked for than the limit says', async () => {
  put('a', 'b', 'c');
  expect(await listFiles({ limit: 2 })).toHaveLength(2);
  expect(tiny.folder.events).toEqual(['listed a', 'listed b']);
});

test('what goes wrong on the way is a diagnostic after what was found', async () => {
  put('a', 'b');
  tiny.folder.files.set('b', 'unreadable');
  const events = await listFiles();
  expect(events.map(({ diagnostic }) => short(diagnostic))).toEqual([[], ['error: Listing tiny_file failed']]);
  tiny.folder.files.set('b', 'odd');
  expect((await listFiles()).map(({ diagnostic }) => short(diagnostic))).toEqual([
    [],
    ['warning: An odd file is left out'],
  ]);
  const [unknown] = await listFiles({ type_name: 'tiny_x' });
  expect(short(unknown?.diagnostic)).toEqual(['error: There is no list resource tiny_x']);
});

test('a caller that has enough cancels, and nothing more is looked for', async () => {
  put(...Array.from({ length: 50_000 }, (_, index) => `file ${index}`));
  const config = encode({ prefix: null }, ['object', { prefix: 'string' }]);
  const call = tiny.stream('ListResource', { type_name: 'tiny_file', config });
  for await (const _ of call) break;
  call.cancel();
  // The connection still answers, and the list has ended where it was.
  expect(short((await tiny.ask('GetMetadata')).diagnostics)).toEqual([]);
  const looked = tiny.folder.events.length;
  expect(looked).toBeLessThan(50_000);
  await tiny.ask('GetMetadata');
  expect(tiny.folder.events).toHaveLength(looked);
});
