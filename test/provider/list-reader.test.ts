import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { closeServers, problem } from './answering-server.ts';
import { collectionOf, idsOf, readAsTerraform } from './collection-server.ts';

afterEach(async () => {
  jest.restoreAllMocks();
  await closeServers();
});

/** The clock of the provider goes on by so much. */
function laterBy(durationMs: number): void {
  jest.restoreAllMocks();
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + durationMs);
}

const never = new AbortController().signal;

describe('reads', () => {
  test('that are alone are requests for their objects', async () => {
    const { read, asked } = await collectionOf(['a', 'b']);
    expect(await read('a')).toEqual({ view: { id: 'a', title: 'a' }, etag: '"7"' });
    await read('b');
    expect(await read('c')).toBeNull();
    expect(asked()).toEqual(['a', 'b', 'c']);
  });

  test('that arrive together are answered from one list, with what each of them alone would be', async () => {
    const { readAll, read, asked } = await collectionOf(idsOf(10));
    const together = await readAll(idsOf(10));
    expect(asked()).toEqual(['list']);
    expect(together).toEqual(await readAsTerraform(idsOf(10), read, 1));
    expect(asked()).toEqual(idsOf(10));
  });

  test.each([10, 3, 2])('of 1,000 objects, %i at once, take one list', async (atOnce) => {
    const { read, asked } = await collectionOf(idsOf(1000));
    const answers = await readAsTerraform(idsOf(1000), read, atOnce);
    expect(answers).toEqual(idsOf(1000).map((id) => ({ view: { id, title: id }, etag: '"7"' })));
    const lists = asked().filter((each) => each === 'list');
    expect(lists).toHaveLength(1);
  });

  test('of 5,000 objects take its five pages, and next to nothing else', async () => {
    const { read, asked } = await collectionOf(idsOf(5000));
    const answers = await readAsTerraform(idsOf(5000).reverse(), read);
    expect(answers).not.toContain(null);
    const requests = asked();
    expect(requests.filter((each) => each === 'list')).toHaveLength(5);
    expect(requests.length).toBeLessThanOrEqual(15);
  });

  test('of a few of very many objects look through the first page alone', async () => {
    const { readAll, asked } = await collectionOf(idsOf(20_000));
    const wanted = ['object-1', 'object-15000', 'object-19999'];
    expect((await readAll(wanted)).map((each) => each?.view.id)).toEqual(wanted);
    expect(asked()).toEqual(['list', 'object-15000', 'object-19999']);
  });

  test('find objects that are so large that a page comes in parts', async () => {
    const { readAll, asked } = await collectionOf(idsOf(30), { mostListed: 8 });
    expect(await readAll(idsOf(30))).not.toContain(null);
    expect(asked()).toEqual(['list', 'list', 'list', 'list']);
  });

  test('of two collections take a list each', async () => {
    const { client, readAll, asked } = await collectionOf(idsOf(4));
    const elsewhere = ['x', 'y'].map((id) =>
      client.findListed({ collection: '/orgs/other/roles', id, path: `/orgs/other/roles/${id}` }, never),
    );
    await Promise.allSettled([...elsewhere, readAll(idsOf(4))]);
    expect(asked().filter((each) => each === 'list')).toHaveLength(2);
  });
});

describe('a list', () => {
  test('that does not show an object does not make it gone: it is asked for by its id first', async () => {
    const { readAll, objects, asked } = await collectionOf(idsOf(5), {
      list: () => ({ status: 200, body: { total_results: 1, results: [{ id: 'object-0', title: 'object-0' }] } }),
    });
    objects.delete('object-4');
    const answers = await readAll(idsOf(5));
    expect(answers.map((each) => each?.view.title ?? null)).toEqual([...idsOf(4), null]);
    expect(asked().sort()).toEqual(['list', 'object-1', 'object-2', 'object-3', 'object-4']);
  });

  test('answers no object a second time', async () => {
    const { readAll, objects, asked } = await collectionOf(['a', 'b']);
    await readAll(['a', 'b']);
    objects.set('a', { id: 'a', title: 'changed' });
    objects.delete('b');
    expect(await readAll(['a', 'b'])).toMatchObject([{ view: { title: 'changed' } }, null]);
    expect(asked()).toEqual(['list', 'list', 'b']);
  });

  test('answers nobody any more once an object was asked for again', async () => {
    const { read, readAll, objects, asked } = await collectionOf(['a', 'b', 'c']);
    await readAll(['a', 'b']);
    await read('a');
    objects.set('c', { id: 'c', title: 'changed' });
    expect(await read('c')).toMatchObject({ view: { title: 'changed' } });
    expect(asked()).toEqual(['list', 'a', 'c']);
  });

  test('answers those who follow, one by one too, and nobody after a pause', async () => {
    const { read, readAll, objects, asked } = await collectionOf(['a', 'b', 'c', 'd']);
    await readAll(['a', 'b']);
    await read('c');
    expect(asked()).toEqual(['list']);
    objects.set('d', { id: 'd', title: 'changed' });
    laterBy(1_001);
    expect(await read('d')).toMatchObject({ view: { title: 'changed' } });
    expect(asked()).toEqual(['d']);
  });

  test('answers nobody when it is half a minute old, however steadily reads come', async () => {
    const { read, readAll, asked } = await collectionOf(idsOf(70));
    await readAll(['object-0', 'object-1']);
    for (let seconds = 0.9; seconds < 29; seconds += 0.9) {
      laterBy(seconds * 1000);
      await read(`object-${Math.round(seconds / 0.9) + 1}`);
    }
    expect(asked()).toEqual(['list']);
    laterBy(30_000);
    await readAll(['object-68', 'object-69']);
    expect(asked()).toEqual(['list']);
  });

  test.each(['patch', 'delete'] as const)('from before a %s of this client answers nobody after it', async (method) => {
    const { client, readAll, objects, asked } = await collectionOf(['a', 'b', 'c', 'd']);
    await readAll(['a', 'b']);
    if (method === 'patch') await client.patch('/x', {}, never);
    else await client.delete('/x', never);
    objects.set('c', { id: 'c', title: 'changed' });
    expect(await readAll(['c', 'd'])).toMatchObject([{ view: { title: 'changed' } }, { view: { title: 'd' } }]);
    expect(asked()).toEqual(['list', 'list']);
  });

  test('that is refused leaves every object to a request of its own, from then on', async () => {
    const { readAll, objects, asked } = await collectionOf(idsOf(3), { list: () => problem(403, 'forbidden') });
    objects.delete('object-2');
    expect(await readAll(idsOf(3))).toMatchObject([{}, {}, null]);
    expect(await readAll(idsOf(2))).toMatchObject([{}, {}]);
    expect(asked()).toEqual(['list', ...idsOf(3), ...idsOf(2)]);
  });

  test('that is not to be had for a moment is asked for again', async () => {
    const { readAll, asked } = await collectionOf(idsOf(3), {
      list: (_, count) => (count === 1 ? problem(503, 'database_unavailable') : undefined),
    });
    expect(await readAll(idsOf(3))).not.toContain(null);
    expect(asked()).toEqual(['list', 'list']);
  });

  test.each([
    ['nothing', {}],
    ['no list', { total_results: 3, results: 'none' }],
    ['what is no object', { total_results: 3, results: [null, 7, {}, { id: 7 }] }],
    ['more than can be', { total_results: 1e15, results: [] }],
    ['less than nothing', { total_results: -1, results: [] }],
  ])('that answers %s leaves every object to a request of its own', async (_, body) => {
    const { readAll, asked } = await collectionOf(idsOf(3), { list: () => ({ status: 200, body }) });
    expect((await readAll(idsOf(3))).map((each) => each?.view.id)).toEqual(idsOf(3));
    expect(asked().filter((each) => each !== 'list')).toEqual(idsOf(3));
  });

  test('goes on for the others when one of those who wait is interrupted', async () => {
    const { read } = await collectionOf(idsOf(3));
    const stop = new AbortController();
    const reads = [read('object-0', stop.signal), read('object-1'), read('object-2')];
    setImmediate(() => stop.abort());
    const [first, ...others] = await Promise.allSettled(reads);
    expect(first).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('Interrupted') } });
    expect(others).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
  });
});
