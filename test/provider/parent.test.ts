import { afterEach, describe, expect, test } from '@jest/globals';
import { every, pagesOf } from '../../provider/rest/every.ts';
import { locateIn } from '../../provider/rest/import-within.ts';
import { missingParent } from '../../provider/rest/missing-parent.ts';
import { clientOf, closeServers, problem } from './answering-server.ts';

afterEach(closeServers);

const ZONE = { attribute: 'zone', all: '/zones', noun: 'zone' };
const OBJECT = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
/** More than the API answers at once. */
const ZONES = Array.from({ length: 1_200 }, (_, at) => ({ id: `id-${at}`, name: `zone-${at}` }));
const { signal } = new AbortController();
const call = { signal, warn: () => undefined };

/** An API with so many zones, the last of which has an object. */
const manyZones = () =>
  clientOf(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://api.test');
    if (pathname === `/api/zones/zone-1199/things/${OBJECT}`) return { status: 200, body: { id: OBJECT } };
    if (pathname !== '/api/zones') return problem(404, 'not_found');
    const offset = Number(searchParams.get('offset'));
    return { status: 200, body: { total_results: ZONES.length, results: ZONES.slice(offset, offset + 1_000) } };
  });

describe('of more parents than one answer has', () => {
  test('the last one is found', async () => {
    const { client } = await manyZones();
    expect(await every(client, '/zones', signal)).toEqual(ZONES);
    const pages = [];
    for await (const page of pagesOf(client, '/zones', signal)) pages.push(page.length);
    expect(pages).toEqual([1_000, 200]);
  });

  test('an import by id alone looks through all', async () => {
    const { client } = await manyZones();
    const things = { typeName: 'test_thing', collection: '/zones/{zone}/things' };
    const state = await locateIn({ ...call, client }, things, ZONE, ({ id }: { id: string }) => ({ id }), OBJECT);
    expect(state).toEqual({ zone: 'zone-1199', id: OBJECT });
  });

  test('none is said to be missing that is there', async () => {
    const { client } = await manyZones();
    const asking = { client, signal, parent: ZONE };
    expect(await missingParent({ ...asking, values: { zone: 'zone-1199' } })).toBeUndefined();
    const missing = await missingParent({ ...asking, values: { zone: 'nowhere' } });
    expect(missing?.diagnostics[0]?.detail).toContain('and 1180 more');
  });
});
