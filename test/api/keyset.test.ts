import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPage } from '../../api/crud/page.ts';
import { createMailServer, MAIL_SERVERS } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';
import { nextOf, walk } from './walk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a list is walked page by page, each object once, also when objects come and go meanwhile', async () => {
  const made: string[] = [];
  for (let count = 0; count < 7; count += 1) made.push((await createMailServer(api)).id);
  expect((await walk(api, `${MAIL_SERVERS}?limit=3`)).map(({ id }) => id)).toEqual(made);
  const { body, headers } = await api.admin.get(`${MAIL_SERVERS}?limit=3&fields=url`).expect(200);
  expect(body.total_results).toBe(7);
  // What was seen goes away: an offset would now leave some out.
  await api.admin.delete(`${MAIL_SERVERS}/${made[0]}`).expect(200);
  await api.admin.delete(`${MAIL_SERVERS}/${made[2]}`).expect(200);
  const rest = await walk(api, nextOf(api, headers.link) ?? '');
  expect(rest).toEqual(made.slice(3).map((id) => ({ url: expect.stringContaining(id) })));
});

test('the last page leads nowhere', async () => {
  const { body, headers } = await api.admin.get(MAIL_SERVERS).expect(200);
  expect(body.results).toHaveLength(5);
  expect(headers.link).toBeUndefined();
});

test('the audit is walked too, newest first', async () => {
  const all = (await api.admin.get('/cloud/audit-events').expect(200)).body.results;
  const walked = await walk(api, '/cloud/audit-events?limit=4');
  expect(walked.map(({ id }) => id)).toEqual(all.map(({ id }: { id: string }) => id));
});

test.each(['x', 'WyJhIl0', 'eyJhIjoxfQ', 'WyIyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMFoiLCJ4Il0'])(
  'after=%s, which no page gave, is refused',
  async (after) => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}?after=${after}`).expect(400);
    expect(body.errors).toEqual([expect.stringContaining('Link header')]);
  },
);

test('a page holds a thousand at most, and that many when nobody says how many', () => {
  expect(readPage({ limit: '5000' })).toEqual({ limit: 1000, offset: 0 });
  expect(readPage({})).toEqual({ limit: 1000, offset: 0 });
  expect(readPage({ limit: '7', offset: '3' })).toEqual({ limit: 7, offset: 3 });
});
