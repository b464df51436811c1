import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { UNKNOWN, type Value } from '../../../provider/framework/value.ts';
import { COPY, encode, serveTiny, short, type Tiny } from './tiny.ts';

let tiny: Tiny;
beforeEach(async () => {
  tiny = await serveTiny();
  await tiny.configure();
});
afterEach(() => tiny.close());

interface Event {
  progress?: { message: string };
  completed?: { diagnostics: unknown };
}

const request = (from: Value, to: Value) => ({ action_type: 'tiny_copy', config: encode({ from, to }, COPY) });

async function invoke(sent: object, seen: (event: Event) => void = () => {}): Promise<string[]> {
  const told: string[] = [];
  for await (const message of tiny.stream('InvokeAction', sent as never)) {
    const event = message as Event;
    seen(event);
    told.push(event.progress?.message ?? `completed ${short(event.completed?.diagnostics).join()}`);
  }
  return told;
}

test('it is in the schema, and validated', async () => {
  expect(await tiny.ask('GetProviderSchema')).toMatchObject({
    action_schemas: { tiny_copy: { schema: { block: { attributes: [{ name: 'from' }, { name: 'to' }] } } } },
  });
  expect(await tiny.ask('GetMetadata')).toMatchObject({ actions: [{ type_name: 'tiny_copy' }] });
  const validate = async (to: Value) => short((await tiny.ask('ValidateActionConfig', request('a', to))).diagnostics);
  expect(await validate(['b'])).toEqual([]);
  expect(await validate([])).toEqual(['error to: A value is not allowed here']);
});

test('it is planned, with what is not known yet', async () => {
  expect(short((await tiny.ask('PlanAction', request('huge', UNKNOWN))).diagnostics)).toEqual([
    'warning from: This takes long',
  ]);
});

test('progress is told while it runs, and its end last', async () => {
  tiny.folder.files.set('a', 'text');
  let open = () => {};
  tiny.folder.gate = new Promise((resolve) => {
    open = resolve;
  });
  // The gate opens only once the first line has arrived.
  const told = await invoke(request('a', ['b', 'c']), () => open());
  expect(told).toEqual(['Copying to b', 'Copying to c', 'completed ']);
  expect(tiny.folder.files.get('c')).toBe('text');
});

test('what goes wrong is told at the end, on the attribute', async () => {
  expect(await invoke(request('a', ['b']))).toEqual(['completed error from: There is no such file']);
  expect(await invoke({ ...request('a', ['b']), action_type: 'tiny_x' })).toEqual([
    'completed error: There is no action tiny_x',
  ]);
});

test('a write under way goes on to its end when the caller goes away', async () => {
  tiny.folder.files.set('a', 'text');
  let open = () => {};
  tiny.folder.gate = new Promise((resolve) => {
    open = resolve;
  });
  const call = tiny.stream('InvokeAction', request('a', ['b']));
  call.on('error', () => {});
  await new Promise((resolve) => call.once('data', resolve));
  call.cancel();
  await tiny.ask('GetMetadata');
  open();
  await tiny.folder.gate;
  await tiny.ask('GetMetadata');
  expect(tiny.folder.events).toEqual(['copied b aborted']);
});
