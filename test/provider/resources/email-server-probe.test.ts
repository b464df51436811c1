import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../../lab/sink.ts';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import type { TestApi } from '../../api/start-api.ts';
import { errorsOf, startTestEngine, type TestEngine, warningsOf } from './test-engine.ts';

const PROBE = 'gatepost_email_server_probe';

let api: TestApi;
let engine: TestEngine;
let sink: Sink;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  sink = await startSink({ security: 'plain' });
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

async function probe(title: string): Promise<{ state: ValueRecord | null; warnings: string[] }> {
  const server = { title, host: '127.0.0.1', port: sink.port, secure: false, timeout_ms: 5000 };
  const { state } = await engine.make('gatepost_email_server', server);
  const outcome = await engine.readData(PROBE, { email_server_id: state.id ?? null });
  expect(errorsOf(outcome)).toEqual([]);
  return { state: outcome.state, warnings: warningsOf(outcome) };
}

describe('the probe of an email server', () => {
  test('tells that every stage passed, and sends nothing', async () => {
    const { state } = await probe('Works');
    expect(state).toMatchObject({ ok: true, failed_stage: null, cause: null, certificate_not_after: null });
    expect(state?.stages).toContainEqual(expect.objectContaining({ stage: 'greeting', ok: true, warnings: [] }));
    expect(sink.mails).toEqual([]);
  });

  test('of one that does not work is no error: it tells the stage, why, and what to do', async () => {
    await sink.goDown();
    const { state, warnings } = await probe('Is down');
    await sink.comeBack();
    expect(state).toMatchObject({
      ok: false,
      failed_stage: 'tcp',
      cause: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    });
    expect(warnings).toEqual([]);
  });

  test('of one that is not there is no error either, and says why with a warning', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const outcome = await engine.readData(PROBE, { email_server_id: nobody });
    expect(errorsOf(outcome)).toEqual([]);
    expect(outcome.state).toMatchObject({ ok: false, failed_stage: null, stages: [], cause: 'Not found' });
    expect(warningsOf(outcome)).toEqual([expect.stringMatching(/^email_server_id: The email server was not tried/)]);
  });
});
