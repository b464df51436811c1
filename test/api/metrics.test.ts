import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, MAIL_SERVERS, selectServer } from './builder.ts';
import { enrol } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const get = () => supertest(api.url).get('/metrics');
const metrics = async () => (await get().expect(200)).text;
const contains = (part: string) => waitUntil(metrics, (text) => text.includes(part));

describe('/metrics', () => {
  test('counts requests by route pattern, method and status, and names no object', async () => {
    const server = await createMailServer(api, { title: 'Nameable relay' });
    await api.admin.get(`${MAIL_SERVERS}/${server.name}`).expect(200);
    await api.admin.get(`${MAIL_SERVERS}/unknown-relay?client_secret=in-the-query`).expect(404);
    await supertest(api.url).get('/no/such/page').expect(404);
    const route = 'route="/api/orgs/{org}/mail-servers/{item}"';
    const text = await contains(`gatepost_http_request_duration_seconds_count{method="GET",${route},status="404"} 1`);
    expect(text).toContain(`gatepost_http_request_duration_seconds_count{method="GET",${route},status="200"} 1`);
    expect(text).toContain('gatepost_http_request_duration_seconds_count{method="GET",route="none",status="404"}');
    expect(text).not.toMatch(/nameable|unknown-relay|in-the-query|no\/such/);
  });

  test('tells the depth and age of the outbox by state, and attempts by server', async () => {
    await api.admin.post('/cloud/org-invitations', { email: 'owner@acme.test', notify: false }).expect(201);
    await api.gatepost.context.database.query(
      `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at)
       SELECT gen_random_uuid(), $1, now() - interval '1 hour', now(), 'invitation', 'x@acme.test', 'queued', now()`,
      [api.gatepost.context.adminOrgId],
    );
    const held = await contains('gatepost_outbox_deliveries{state="held"} 1');
    expect(held).toContain('gatepost_outbox_deliveries{state="queued"} 0');
    const age = Number(/oldest_age_seconds\{state="held"\} (\d+)/.exec(held)?.[1]);
    expect(age).toBeGreaterThanOrEqual(3600);
    const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
    await selectServer(api, server.url);
    const body = { email: 'second@acme.test', notify: true };
    await api.admin.post('/cloud/org-invitations', body).expect(201);
    await sink.waitFor(({ envelope }) => envelope.to.includes('second@acme.test'));
    const attempts = `gatepost_delivery_attempts_total{mail_server_id="${server.id}",outcome="sent",stage=`;
    const sent = await contains(attempts);
    expect(sent).not.toContain('acme.test');
    await contains(`gatepost_smtp_connections{mail_server_id="${server.id}",state="idle"}`);
  });

  test('is open on the machine itself, and needs cloud/view from anywhere else', async () => {
    const viewer = await enrol(api, 'viewer');
    const member = await enrol(api, 'member');
    const forwarded = (token?: string) => {
      const request = get().set('X-Forwarded-For', '203.0.113.9');
      return token ? request.set('Authorization', `Bearer ${token}`) : request;
    };
    await forwarded().expect(401);
    await forwarded(member.token).expect(403);
    const { headers, text } = await forwarded(viewer.token).expect(200);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('gatepost_database_up 1');
  });
});
