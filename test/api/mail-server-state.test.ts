import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, SETTINGS } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let sink: Sink;
let down: Sink;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  down = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
  await down.stop();
});

test('A server that is sick shows in deliveries, metrics and audit, and so does that it is well again', async () => {
  await down.goDown();
  const first = await createMailServer(api, { host: '127.0.0.1', port: down.port });
  const second = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
  await api.admin.put(SETTINGS, { mail_server_url: first.url, fallback_mail_server_urls: [second.url] }).expect(200);
  await api.admin.post('/cloud/org-invitations', { email: 'owner@acme.test', notify: true }).expect(201);
  await sink.waitFor(({ envelope }) => envelope.to.includes('owner@acme.test'));

  const delivery = async () => (await api.admin.get('/cloud/deliveries').expect(200)).body.results[0];
  const sent = await waitUntil(delivery, ({ state }) => state === 'sent');
  expect(sent.mail_server_url).toBe(second.url);

  const detail = async () => (await api.admin.get(`${SETTINGS}/mail-server-configured?detail=true`)).body;
  const sick = await waitUntil(detail, ({ degraded }) => degraded);
  expect(sick.mail_servers).toMatchObject([
    { mail_server_url: first.url, reason: expect.stringContaining('ECONNREFUSED') },
    { mail_server_url: second.url, state: 'closed' },
  ]);
  const metrics = async () => (await supertest(api.url).get('/metrics').expect(200)).text;
  expect(await metrics()).toMatch(
    new RegExp(`mail_server_breaker\\{mail_server_id="${first.id}",state="(half-)?open"\\} 1`),
  );
  const events = async () =>
    (await api.admin.get(`/cloud/audit-events?object_id=${first.id}`).expect(200)).body.results;
  const passed = { action: 'pass-over', caller: { kind: 'system' }, object: { type: 'mail_server', name: first.name } };
  await waitUntil(events, (some) => some[0]?.action === 'pass-over');
  expect((await events())[0]).toMatchObject(passed);

  await down.comeBack();
  await api.gatepost.context.database.query('UPDATE mail_server_breaker SET next_probe_at = now()');
  await waitUntil(detail, ({ degraded }) => !degraded);
  await waitUntil(events, (some) => some[0]?.action === 'return-to');
  expect(await metrics()).toContain(`mail_server_breaker{mail_server_id="${first.id}",state="closed"} 1`);
});
