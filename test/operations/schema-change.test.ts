import { afterAll, beforeAll, test } from '@jest/globals';
import { createMailServer, MAIL_SERVERS } from '../api/builder.ts';
import { startApi, type TestApi } from '../api/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a newer release that adds a column meanwhile does not disturb the requests of a running one', async () => {
  const { id } = await createMailServer(api);
  const readAll = async () => {
    // More often than the pool has connections, so that each has prepared its statements.
    for (let time = 0; time < 12; time += 1) {
      await api.admin.get(`${MAIL_SERVERS}/${id}`).expect(200);
      await api.admin.get(MAIL_SERVERS).expect(200);
    }
    await api.admin.patch(`${MAIL_SERVERS}/${id}`, { summary: 'Read once more' }).expect(200);
  };
  await readAll();
  await api.gatepost.context.database.query('ALTER TABLE email_server ADD COLUMN of_tomorrow text');
  await readAll();
  await createMailServer(api);
});
