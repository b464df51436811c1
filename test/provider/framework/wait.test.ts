import { describe, expect, test } from '@jest/globals';
import { string } from '../../../provider/framework/attribute-builder.ts';
import { encodeValue } from '../../../provider/framework/msgpack.ts';
import { defineProvider, definitionsFor } from '../../../provider/framework/provider.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import { parseDurationMs, timeoutMs } from '../../../provider/framework/timeouts.ts';
import { pause, throwIfStopped, until } from '../../../provider/framework/wait.ts';
import { type Answer, diagnosticsOf } from './engine.ts';

const never = new AbortController().signal;

describe('a wait', () => {
  test('ends with the first attempt that gives something', async () => {
    let attempts = 0;
    const result = await until(async () => (++attempts === 3 ? 'there' : undefined), {
      signal: never,
      timeoutMs: 60_000,
      everyMs: 1,
    });
    expect([result, attempts]).toEqual(['there', 3]);
  });

  test('ends with nothing when the time is over, after at least one attempt', async () => {
    let attempts = 0;
    const nothing = async () => {
      attempts += 1;
      return undefined;
    };
    expect(await until(nothing, { signal: never, timeoutMs: 0 })).toBeUndefined();
    expect(attempts).toBe(1);
    expect(await until(nothing, { signal: never, timeoutMs: 30, everyMs: 5 })).toBeUndefined();
  });

  test('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    const waiting = pause(600_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow('Interrupted');
    expect(() => throwIfStopped(stop.signal)).toThrow('Interrupted');
  });
});

describe('StopProvider', () => {
  type Log = string[];
  const { defineResource } = definitionsFor<Log>();

  /** A resource whose create writes, then waits for what never comes. */
  function waiting(began: () => void, written: Promise<void>) {
    return defineResource({
      typeName: 'slow_thing',
      description: 'Slow.',
      attributes: { id: string({ description: 'I.', computed: true }) },
      create: async ({ client, signal, save }) => {
        began();
        await written;
        client.push('written');
        save({ id: 'x' });
        await until(async () => undefined, { signal, timeoutMs: 600_000 });
        return { id: 'x' };
      },
      read: async () => ({}),
      update: async () => ({}),
      delete: async () => {},
      importState: async () => null,
    });
  }

  function serve(log: Log, began: () => void, written: Promise<void>) {
    const provider = defineProvider({
      typeName: 'slow',
      description: 'S.',
      attributes: {},
      configure: () => log,
      resources: [waiting(began, written)],
      dataSources: [],
    });
    const service = createService(provider);
    const ask = async (method: string, request = {}, signal = never) =>
      (await service[method]?.(request, { signal })) as unknown as Answer;
    return { ask, apply: (signal?: AbortSignal) => ask('ApplyResourceChange', creation, signal) };
  }

  const type = ['object', { id: 'string' }] as const;
  const creation = {
    type_name: 'slow_thing',
    prior_state: encodeValue(null, type),
    planned_state: encodeValue({ id: null }, type),
    config: encodeValue({ id: null }, type),
  };

  test('is answered at once, lets the write in flight end, and ends the wait after it', async () => {
    const log: Log = [];
    const begun = deferred();
    const write = deferred();
    const { ask, apply } = serve(log, begun.resolve, write.promise);
    await ask('ConfigureProvider');
    const applying = apply();
    await begun.promise;
    expect(await ask('StopProvider')).toEqual({ Error: '' });
    expect(log).toEqual([]);
    write.resolve();
    const answer = await applying;
    expect(log).toEqual(['written']);
    expect(diagnosticsOf(answer)).toEqual(['error: Interrupted']);
    expect(answer.new_state).toEqual(encodeValue({ id: 'x' }, type));
  });

  test('counts only for the configuration it was sent in', async () => {
    const log: Log = [];
    const begun = deferred();
    const write = deferred();
    const { ask, apply } = serve(log, begun.resolve, write.promise);
    await ask('ConfigureProvider');
    await ask('StopProvider');
    await ask('ConfigureProvider');
    write.resolve();
    const gone = new AbortController();
    let ended = false;
    const applying = apply(gone.signal).finally(() => {
      ended = true;
    });
    await begun.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect([log, ended]).toEqual([['written'], false]);
    gone.abort();
    expect(diagnosticsOf(await applying)).toEqual(['error: Interrupted']);
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('a duration', () => {
  test.each([
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1.5s', 1500],
  ])('%s has %d ms', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });

  test.each(['', '30', 's', '30 s', '-1s', '1d'])('%j is none', (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  });

  test('that is not configured is the default', () => {
    expect([timeoutMs(null, '30s'), timeoutMs(undefined, '2m'), timeoutMs('1s', '30s')]).toEqual([
      30_000, 120_000, 1000,
    ]);
  });
});
