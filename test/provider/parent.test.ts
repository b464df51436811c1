import { afterEach, describe, expect, test } from '@jest/globals';
import { ZONES as PATH, zoneParent } from '../../provider/rest/availability-zone.ts';
import { every, pagesOf } from '../../provider/rest/every.ts';
import { locateIn } from '../../provider/rest/import-within.ts';
import { missingParent } from '../../provider/rest/missing-parent.ts';
import { clientOf, closeServers, problem } from './answering-server.ts';

afterEach(closeServers);

const THINGS = `${PATH}/{availability_zone}/things`;
/** It has no first one. */
const ZONE = { attribute: zoneParent.attribute, all: PATH, noun: zoneParent.noun };
const OBJECT = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
/** More than the API answers at once. */
const ZONES = Array.from({ length: 1_200 }, (_, at) => ({ id: `id-${at}`, name: `zone-${at}` }));
const { signal } = new AbortController();
const call = { signal, warn: () => undefined };

/** An API with so many zones, the last of which has an object. */
const manyZones = () =>
  clientOf(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://api.test');
    if (pathname === `/api${PATH}/zone-1199/things/${OBJECT}`) return { status: 200, body: { id: OBJECT } };
    if (pathname === `/api${PATH}/closed`) return problem(403, 'forbidden');
    if (pathname === `/api${PATH}/zone-1199`) return { status: 200, body: { id: 'id-1199' } };
    if (pathname !== `/api${PATH}`) return problem(404, 'not_found');
    const offset = Number(searchParams.get('offset'));
    return { status: 200, body: { total_results: ZONES.length, results: ZONES.slice(offset, offset + 1_000) } };
  });

describe('of more parents than one answer has', () => {
  test('the last one is found', async () => {
    const { client } = await manyZones();
    expect(await every(client, PATH, signal)).toEqual(ZONES);
    const pages = [];
    for await (const page of pagesOf(client, PATH, signal)) pages.push(page.length);
    expect(pages).toEqual([1_000, 200]);
  });

  test('an import by id alone looks through all', async () => {
    const { client } = await manyZones();
    const things = { typeName: 'test_thing', collection: THINGS };
    const state = await locateIn({ ...call, client }, things, ZONE, ({ id }: { id: string }) => ({ id }), OBJECT);
    expect(state).toEqual({ availability_zone: 'zone-1199', id: OBJECT });
  });

  test('none is said to be missing that is there, or may not be looked at', async () => {
    const { client } = await manyZones();
    const missingOf = (zone: string) =>
      missingParent(client, { signal, path: THINGS, values: { availability_zone: zone } });
    expect(await missingOf('zone-1199')).toBeUndefined();
    expect(await missingOf('closed')).toBeUndefined();
    const missing = await missingOf('nowhere');
    expect(missing?.diagnostics[0]?.detail).toContain('and 1180 more');
  });
});
