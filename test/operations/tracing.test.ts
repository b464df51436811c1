import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Sink, startSink } from '../../lab/sink.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, selectServer } from '../api/builder.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../api/start-api.ts';
import { startCollector } from './trace-collector.ts';

const run = promisify(execFile);

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const INVITED = 'secretive-person@acme.test';

let sink: Sink;
let api: TestApi;
beforeEach(async () => {
  sink = await startSink({ security: 'plain' });
});
afterEach(() => sink.stop());

/** Invites somebody within a trace of ours, and waits until the mail has left. */
async function invite(): Promise<string> {
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
  await selectServer(api, server.url);
  const { body } = await api.admin
    .post('/cloud/org-invitations', { email: INVITED, notify: true })
    .set('traceparent', `00-${TRACE}-${CALLER}-01`)
    .expect(201);
  await waitUntil(
    async () => (await api.admin.get(`/cloud/deliveries?recipient=${INVITED}`).expect(200)).body.results[0],
    ({ state }) => state === 'sent',
  );
  return body.activation_link;
}

const traceparents = async () => (await api.gatepost.context.database.query('SELECT traceparent FROM delivery'))[0];

describe('with a collector', () => {
  test('a trace leads from the request to the delivery, and names nobody', async () => {
    const collector = await startCollector();
    api = await startApi({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
    const link = await invite();
    await supertest(api.url).get('/livez').expect(200);
    await api.admin
      .get('/cloud/deliveries/no-such-id?recipient=in-the-query')
      .set('traceparent', `00-${TRACE}-${CALLER}-01`)
      .expect(404);
    await api.stop();
    await collector.stop();

    const ours = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const [request, delivery, offer] = ['POST /api/cloud/org-invitations', 'deliver mail', 'offer mail to server'].map(
      (name) => ours.find((span) => span.name === name),
    );
    expect(ours).toHaveLength(4);
    expect(request).toMatchObject({
      parentSpanId: CALLER,
      attributes: { 'http.route': '/api/cloud/org-invitations', 'http.response.status_code': 201 },
    });
    expect(delivery).toMatchObject({
      parentSpanId: request?.spanId,
      attributes: { 'gatepost.delivery.template': 'invitation', 'gatepost.recipient.domain': 'acme.test' },
    });
    expect(offer).toMatchObject({
      parentSpanId: delivery?.spanId,
      attributes: { 'gatepost.attempt.outcome': 'sent', 'gatepost.attempt.stage': 'data' },
    });
    expect(BigInt(offer?.startTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(request?.startTimeUnixNano ?? 0));
    expect(BigInt(offer?.endTimeUnixNano ?? 0)).toBeGreaterThan(BigInt(offer?.startTimeUnixNano ?? 0));
    expect(ours.map(({ name }) => name)).toContain('GET /api/cloud/deliveries/{item}');
    expect(collector.resources[0]).toMatchObject({ 'service.name': 'gatepost' });

    const text = JSON.stringify(collector.spans);
    const token = /activation=(.+)/.exec(link)?.[1] ?? 'none';
    for (const secret of [
      INVITED,
      'secretive-person',
      token,
      api.token,
      ADMIN_PASSWORD,
      'in-the-query',
      'no-such-id',
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('livez');
  });

  test("it goes by OpenTelemetry's own variables: headers, sampler and the name of the service", async () => {
    const own = {
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer of-the-collector',
      OTEL_TRACES_SAMPLER: 'parentbased_always_off',
      OTEL_SERVICE_NAME: 'mail-of-the-cloud',
    };
    Object.assign(process.env, own);
    const collector = await startCollector();
    try {
      api = await startApi({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
      await invite();
      await api.stop();
    } finally {
      for (const name of Object.keys(own)) delete process.env[name];
      await collector.stop();
    }
    // Of all requests only the one was sampled whose caller had it sampled, and its mail with it.
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(collector.spans).toHaveLength(3);
    expect(collector.resources[0]).toMatchObject({ 'service.name': 'mail-of-the-cloud' });
    expect(new Set(collector.authorizations)).toEqual(new Set(['Bearer of-the-collector']));
  });

  test('that is away everything goes on, and the log says so once', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await findFreePort()}`, GATEPOST_LOG_LEVEL: 'warn' };
    api = await startApi(env, { logStream: stream });
    await invite();
    await api.stop();
    expect(lines.filter((line) => line.includes('traces are not sent'))).toHaveLength(1);
  }, 120_000);
});

describe('without a collector', () => {
  test('nothing is traced, whatever the caller sends', async () => {
    api = await startApi();
    await invite();
    expect(await traceparents()).toEqual({ traceparent: null });
    await api.stop();
  });

  test('no library for it is loaded but the one that does nothing', async () => {
    const { stdout } = await run(process.execPath, ['scripts/run.mjs', 'test/operations/tracing-fixture.ts']);
    const { without, configured } = JSON.parse(stdout);
    expect(without).toEqual(['@opentelemetry/api']);
    expect(configured).toContain('@opentelemetry/sdk-trace-node');
  });
});
