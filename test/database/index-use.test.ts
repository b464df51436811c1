import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { SORTS } from '../../api/crud/sort.ts';
import { keepHouse } from '../../api/housekeeping.ts';
import type { Route } from '../../api/http/route.ts';
import { routes } from '../../api/routes.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { type Client, startApi, type TestApi } from '../api/start-api.ts';
import { nextOf } from '../api/walk.ts';
import { liveThrough, ownerOf } from './everyday.ts';
import { connectTo, fillCloud } from './large-cloud.ts';
import { type Catalogue, type Recorder, readCatalogue, recordPlans, scansOf } from './plan.ts';
import { isOfOrganization, samplePath } from './sample-path.ts';
import { nameOf, watched } from './watched-api.ts';

/** From the sixth time on PostgreSQL may carry a prepared statement out by one plan for all values. */
const TIMES = 7;

/** Every route, several times: a machine with other things to do takes minutes. */
jest.setTimeout(240_000);

let recorder: Recorder;
let api: TestApi;
let sink: Sink;
let catalogue: Catalogue;
beforeAll(async () => {
  recorder = recordPlans();
  sink = await startSink({ security: 'plain' });
  // Only the test keeps house, when it is time to.
  api = watched(await startApi({ GATEPOST_ROLES: 'api,mail' }), recorder);
  await fillCloud(api);
  const database = await connectTo(api);
  catalogue = await readCatalogue(database);
  await database.end();
}, 180_000);
afterAll(async () => {
  await api.stop();
  await sink.stop();
  recorder.stop();
});

beforeEach(() => {
  recorder.plans.length = 0;
});

/** What was scanned since the test began, each with the statement that did. */
function scans(): string[] {
  const found = recorder.plans.flatMap((plan) =>
    scansOf(catalogue, plan).map((scan) => `${plan.during}: ${scan}: ${plan.statement}`),
  );
  return [...new Set(found)];
}

/** What comes with the program is in no table. */
const isGiven = ({ path }: Route) => path.includes('{collection}');

const isList = ({ path }: Route) => !path.endsWith('}');

/** Clearing deletes one by one, and of what `admin` has there is too much for that. */
const isLeftOut = (route: Route) =>
  isGiven(route) ||
  (route.method === 'delete' &&
    isList(route) &&
    !isOfOrganization(route) &&
    !route.path.includes('/{availability_zone}/'));

/** The number of the object that routes are asked about; a deletion has one of its own. */
const FIRST = 500;

const owners = new Map<number, Client>();
async function clientOf(n: number): Promise<Client> {
  const client = owners.get(n) ?? (await ownerOf(api, n));
  owners.set(n, client);
  return client;
}

/** Asks each route of a method; a refusal because of use counts as an answer. */
async function askAll(method: 'get' | 'patch' | 'delete', times: number): Promise<void> {
  for (const [index, route] of routes.entries()) {
    if (route.method !== method || isLeftOut(route)) continue;
    const n = FIRST + (method === 'delete' ? index : 0);
    const client = isOfOrganization(route) ? await clientOf(n) : api.admin;
    for (let time = 0; time < times; time += 1) {
      const path = `${samplePath(route, n)}${queryOf(route, n, time)}`;
      const { status, text } = await (method === 'patch'
        ? client.patch(path, { summary: 'new' })
        : client[method](path));
      const isNobodys = route.path === '/me/sessions/{item}' && status === 404;
      if (![200, 204, 400, 409].includes(status) && !isNobodys)
        throw new Error(`${nameOf(route)} answers ${status}: ${text}`);
    }
  }
}

/** Asks each list in each order, and for the page behind it. */
async function sortAll(): Promise<void> {
  for (const route of routes) {
    if (!route.doc?.isSorted) continue;
    const client = isOfOrganization(route) ? await clientOf(FIRST) : api.admin;
    for (const sort of SORTS) {
      for (let time = 0; time < TIMES; time += 1) {
        const path = `${samplePath(route, FIRST)}?sort=${sort}&limit=5&offset=${time}`;
        const { headers } = await client.get(path).expect(200);
        const next = nextOf(api, headers.link);
        if (next) await client.get(next).expect(200);
      }
    }
  }
}

function queryOf(route: Route, n: number, time: number): string {
  if (!isList(route)) return '';
  return route.method === 'delete'
    ? `?confirm=${isOfOrganization(route) ? `org-x${n}` : 'admin'}`
    : `?limit=5&offset=${time * 100}`;
}

test('a scan is noticed, and so is a sort', async () => {
  recorder.during = 'looking for a title';
  await api.gatepost.context.database.query(`SELECT id FROM organization WHERE title = 'nobody has this one'`);
  expect(scans()).toEqual([expect.stringContaining('Seq Scan on organization reads 100001 rows for nothing')]);
  recorder.plans.length = 0;
  recorder.during = 'sorting by a summary';
  const { database } = api.gatepost.context;
  await database.query(`SELECT id FROM organization ORDER BY coalesce(summary, name) LIMIT 1`);
  expect(scans()).toEqual(expect.arrayContaining([expect.stringContaining('Sort of 100001 rows')]));
});

describe('on a cloud with 100,000 organizations an index leads to', () => {
  test('whatever is read, by plans for all values too', async () => {
    await askAll('get', TIMES);
    expect(scans()).toEqual([]);
  }, 180_000);

  test('whatever is sorted, and the page behind that', async () => {
    await sortAll();
    expect(scans()).toEqual([]);
  }, 180_000);

  test('whatever is changed', async () => {
    await askAll('patch', 1);
    expect(scans()).toEqual([]);
  });

  test('whatever is deleted, what uses it, and what goes with it', async () => {
    await askAll('delete', 1);
    expect(scans()).toEqual([]);
  });

  test('whatever people and clients need in the course of days', async () => {
    await liveThrough(api, sink);
    expect(scans()).toEqual([]);
  });

  test('what has expired, and what is measured', async () => {
    recorder.during = 'housekeeping';
    await keepHouse(api.gatepost.context);
    await supertest(api.url).get('/metrics').expect(200);
    expect(scans()).toEqual([]);
  });

  test('and no other route was left out', () => {
    const left = routes.filter((route) => !recorder.asked.has(nameOf(route)) && !isLeftOut(route));
    expect(left.map(nameOf)).toEqual([]);
  });
});
