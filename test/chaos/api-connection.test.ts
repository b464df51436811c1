import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApi, type TestApi } from '../api/start-api.ts';

const TRUSTSTORES = '/api/orgs/admin/truststores';
const KILLS = 60;

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.stop());

/** Ends every session of the API's database but its own, again and again. */
async function killConnections(times: number): Promise<void> {
  const options = api.gatepost.context.database.options as { url: string };
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  for (let count = 0; count < times; count += 1) {
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.end();
}

async function write(): Promise<number> {
  const response = await fetch(`${api.url}${TRUSTSTORES}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Not PEM', truststore: 'x' }),
  });
  await response.text();
  return response.status;
}

test('connections that end at any moment of a request are a 503, never a 500 nor the end of the process', async () => {
  const statuses = new Set<number>();
  let isKilling = true;
  const killing = killConnections(KILLS).finally(() => {
    isKilling = false;
  });
  while (isKilling) for (const status of await Promise.all([write(), write(), write()])) statuses.add(status);
  await killing;
  expect([...statuses].filter((status) => ![400, 503].includes(status))).toEqual([]);
  expect(statuses).toContain(503);
  expect(await write()).toBe(400);
});
