import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, MAIL_SERVERS, mailServer, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi({ GATEPOST_SMTP_DENY: '127.0.0.0/8' });
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const there = () => ({ host: '127.0.0.1', port: sink.port });

test('where mail may not go a test of a connection does not go, saved or not, and says who can allow it', async () => {
  const server = await createMailServer(api, there());
  for (const [path, body] of [
    [`${MAIL_SERVERS}/test-connection`, { mail_server: mailServer(there()) }],
    [`${MAIL_SERVERS}/${server.id}/test-connection`, {}],
  ] as const) {
    const { body: refused } = await api.admin.post(path, body).expect(400);
    expect(refused.message[0]).toMatch(/at the stage tcp.*GATEPOST_SMTP_ALLOW/);
  }
});

test('where mail may not go no mail goes', async () => {
  await selectServer(api, (await createMailServer(api, there())).url);
  await api.admin.post('/cloud/org-invitations', { email: 'owner@acme.test', notify: true }).expect(201);
  const deliveries = async () => (await api.admin.get('/cloud/deliveries').expect(200)).body.results;
  const [delivery] = await waitUntil(deliveries, ([first]) => first?.last_response !== null);
  expect(delivery).toMatchObject({ state: 'queued', last_response: expect.stringContaining('may not go') });
  expect(sink.mails).toEqual([]);
});
