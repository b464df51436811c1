import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { RequestQueue } from '../../provider/client/queue.ts';
import { clientOf, closeServers, problem } from './answering-server.ts';

afterEach(closeServers);

const never = new AbortController().signal;

/** A request that a test lets end. */
function heldRequest() {
  let finish = () => {};
  let isBegun = false;
  const request = () => {
    isBegun = true;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  return { request, isBegun: () => isBegun, finish: () => finish() };
}

describe('the queue of requests', () => {
  test('has ten under way at once, and begins the others in their order as these end', async () => {
    const queue = new RequestQueue();
    const held = Array.from({ length: 13 }, heldRequest);
    const runs = held.map(({ request }) => queue.run(request, never));
    const begun = () => held.flatMap((each, index) => (each.isBegun() ? [index] : []));
    await turn();
    expect(begun()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    held[4]?.finish();
    held[0]?.finish();
    await turn();
    expect(begun()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const { finish } of held) finish();
    await turn();
    held[12]?.finish();
    await Promise.all(runs);
  });

  test('goes on after a request that failed', async () => {
    const queue = new RequestQueue(1);
    const failed = queue.run(() => Promise.reject(new Error('broken')), never);
    const next = queue.run(async () => 'well', never);
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('well');
  });

  test('lets go whoever is interrupted, and keeps their place for nobody', async () => {
    const queue = new RequestQueue(1);
    const stop = new AbortController();
    const [first, second, third] = [heldRequest(), heldRequest(), heldRequest()];
    const running = queue.run(first.request, stop.signal);
    const waiting = queue.run(second.request, stop.signal);
    const last = queue.run(third.request, never);
    stop.abort();
    await expect(waiting).rejects.toThrow('Interrupted');
    first.finish();
    await running;
    await turn();
    expect([second.isBegun(), third.isBegun()]).toEqual([false, true]);
    third.finish();
    await last;
    await expect(queue.run(second.request, stop.signal)).rejects.toThrow('Interrupted');
  });

  test('holds everybody back when the API asks one of them for patience', async () => {
    const arrivals: number[] = [];
    const { client } = await clientOf(({ path }, count) => {
      arrivals.push(performance.now());
      return path === '/api/busy' && count === 1
        ? problem(429, 'rate_limited', { 'Retry-After': '1' })
        : { status: 200 };
    });
    let isBusy = true;
    const busy = client.get('/busy', never).finally(() => {
      isBusy = false;
    });
    while (isBusy) await client.get('/other', never);
    await busy;
    const gaps = arrivals.map((each, index) => each - (arrivals[index - 1] ?? each));
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(900);
  });
});
