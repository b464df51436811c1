import { afterEach, describe, expect, test } from '@jest/globals';
import { every, pagesOf } from '../../provider/rest/every.ts';
import { clientOf, closeServers, failureOf } from './answering-server.ts';
import { idsOf } from './collection-server.ts';

afterEach(closeServers);

const PATH = '/orgs/admin/roles';
const never = new AbortController().signal;

interface Options {
  /** Happens before the answer of this number. */
  readonly before?: Readonly<Record<number, (ids: string[]) => void>>;
  /** The most objects in an answer, as where they are large. */
  readonly most?: number;
  /** Whether its answers lead on by links. */
  readonly isLinked?: boolean;
}

/** A collection in the order of creation, which others change while it is read; what was asked, and how much at once. */
async function changingList(count: number, { before = {}, most = 1000, isLinked = true }: Options = {}) {
  const ids = idsOf(count);
  const asked: string[] = [];
  const { client } = await clientOf(({ path }) => {
    const query = new URL(path, 'http://api.test').searchParams;
    asked.push(query.has('after') ? `after ${query.get('after')}` : `${query.get('offset')}`);
    before[asked.length]?.(ids);
    const { body, link } = pageOf(ids, query, most);
    return { status: 200, body, ...(link !== undefined && isLinked && { headers: { Link: link } }) };
  });
  return {
    client,
    ids,
    asked,
    read: async () => (await every<{ id: string }>(client, PATH, never)).map(({ id }) => id),
  };
}

/** As the API does it, with the place of an object in the order of creation for a cursor. */
function pageOf(ids: readonly string[], query: URLSearchParams, most: number) {
  const after = query.get('after');
  const numberOf = (id: string) => Number(id.slice('object-'.length));
  const behind = ids.findIndex((id) => numberOf(id) > numberOf(after ?? ''));
  const start = after === null ? Number(query.get('offset')) : behind < 0 ? ids.length : behind;
  const results = ids.slice(start, start + Math.min(Number(query.get('limit')), most));
  const isLast = start + results.length >= ids.length;
  const link = `<https://elsewhere.test/api/x?limit=1000&after=${results.at(-1)}>; rel="next"`;
  const body = { total_results: ids.length, results: results.map((id) => ({ id })) };
  return { body, link: isLast ? undefined : link };
}

describe('all objects of a collection', () => {
  test.each([0, 1, 999, 1000])('of %i are one request', async (count) => {
    const { read, asked } = await changingList(count);
    expect(await read()).toEqual(idsOf(count));
    expect(asked).toEqual(['0']);
  });

  test.each([1001, 1999, 2000, 12_500])(
    'of %i are in their order, each once, whatever pages they come in',
    async (count) => {
      const { read, asked } = await changingList(count);
      expect(await read()).toEqual(idsOf(count));
      expect(asked).toHaveLength(Math.ceil((count - 1) / 999));
    },
  );

  test('are asked for ten pages at a time behind the first', async () => {
    let open = 0;
    let most = 0;
    const get = async (path: string) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      const { body } = pageOf(idsOf(25_000), new URL(path, 'http://api.test').searchParams, 1000);
      return body as never;
    };
    expect(
      await every({ get, getPage: async () => ({ page: null as never, next: undefined }) }, PATH, never),
    ).toHaveLength(25_000);
    expect(most).toBe(10);
  });

  test('behind the first page are not asked for by who wants no more', async () => {
    const { client, asked } = await changingList(5000);
    for await (const page of pagesOf(client, PATH, never)) if (page.length > 0) break;
    expect(asked).toEqual(['0']);
  });

  test('are complete where an answer holds few of them, or one', async () => {
    for (const most of [7, 1]) {
      const { read } = await changingList(40, { most });
      expect(await read()).toEqual(idsOf(40));
    }
  });

  test('are neither lost nor met twice when one moves to an earlier page', async () => {
    const { read, ids } = await changingList(3000, { before: { 2: (all) => void all.splice(5, 1) } });
    const found = await read();
    expect(new Set(found).size).toBe(found.length);
    expect(ids.filter((id) => !found.includes(id))).toEqual([]);
  });

  test.each([
    [
      'as many were created as were deleted',
      (all: string[]) => void all.splice(0, all.length, ...idsOf(3003).filter((_, at) => at < 5 || at > 7)),
    ],
    ['most of the first page is deleted', (all: string[]) => void all.splice(0, 950)],
    ['so many are deleted that no further page is left', (all: string[]) => void all.splice(0, 2400)],
    ['the last of the first page is deleted', (all: string[]) => void all.splice(999, 1)],
    ['some come before the others', (all: string[]) => void all.unshift('object--2', 'object--1')],
  ])('nor when %s', async (_, change) => {
    const { read, ids } = await changingList(3000, { before: { 2: change } });
    const found = await read();
    expect(new Set(found).size).toBe(found.length);
    const wasThere = new Set(idsOf(3000));
    expect(ids.filter((id) => wasThere.has(id) && !found.includes(id))).toEqual([]);
  });

  test('nor when it goes on all the time', async () => {
    const before = Object.fromEntries(
      Array.from({ length: 30 }, (_, step) => [step + 2, (all: string[]) => void all.splice(step, 1)]),
    );
    const { read, ids, asked } = await changingList(3000, { before });
    const found = await read();
    expect(new Set(found).size).toBe(found.length);
    expect(ids.filter((id) => !found.includes(id))).toEqual([]);
    expect(asked.filter((each) => each.startsWith('after'))).not.toEqual([]);
  });

  test('come from where the API was asked, wherever its links lead', async () => {
    const { read, asked } = await changingList(3000, { before: { 2: (all) => void all.splice(0, 1) } });
    await read();
    expect(asked.filter((each) => each.startsWith('after'))).toHaveLength(2);
  });

  test('are all there without links too, once the list is at rest', async () => {
    const before = { 2: (all: string[]) => void all.splice(0, 950) };
    const { read, ids } = await changingList(3000, { before, isLinked: false });
    expect((await read()).filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
  });

  test.each([
    ['no list', { id: 'x' }],
    ['nothing', null],
    ['a list that is none', { total_results: 1, results: 'x' }],
  ])('are not called none for an answer that is %s', async (_, body) => {
    const { client } = await clientOf(() => ({ status: 200, body: JSON.stringify(body) }));
    const { message, diagnostics } = await failureOf(every(client, PATH, never));
    expect(diagnostics[0].summary ?? message).toBe('/api/orgs/admin/roles answered no list');
  });

  test('end where the links of the API lead in a circle', async () => {
    const headers = { Link: '<https://api.test/api/x?limit=1000&after=object-0>; rel="next"' };
    const { client, received } = await clientOf(({ path }) => {
      const results = path.includes('after=') ? [{ id: 'object-0' }] : [{ id: `moved ${path}` }];
      return { status: 200, body: { total_results: 1e6, results }, headers };
    });
    const { diagnostics } = await failureOf(every(client, PATH, never));
    expect(diagnostics[0].summary).toBe('/api/orgs/admin/roles leads in a circle');
    expect(received.length).toBeLessThan(1_100);
  });

  test('end where the API has more than it gives', async () => {
    const { client, received } = await clientOf(() => ({ status: 200, body: { total_results: 1e15, results: [] } }));
    expect(await every(client, PATH, never)).toEqual([]);
    expect(received).toHaveLength(1);
  });
});
