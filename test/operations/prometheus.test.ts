import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { parse } from 'yaml';
import { type Sink, startSink } from '../../lab/sink.ts';
import { runCommand } from '../../toolbox/command.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { create, createMailServer, KEYSTORES, PROFILES, SETTINGS } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';
import { readDocument, root } from '../document/document.ts';
import { ALERT_TESTS, ALERTS, dashboard, labelsIn, metricsIn, rules } from '../document/monitoring.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';

jest.setTimeout(120_000);

const DIRECTORIES = ['/usr/bin', '/usr/local/bin'];
const promtool = await findProgram('promtool', DIRECTORIES);
const program = await findProgram('prometheus', DIRECTORIES);

interface AlertTest {
  name: string;
  alert_rule_test: { alertname: string; exp_alerts?: object[] }[];
}

describeWith(promtool, 'prometheus')('to promtool the alerts', () => {
  const run = (...words: string[]) => runCommand(promtool as string, words, { cwd: join(root, dirname(ALERT_TESTS)) });

  test('are a file of rules without fault', async () => {
    const { code, output } = await run('check', 'rules', '--lint=all', '--lint-fatal', join(root, ALERTS));
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`${rules.length} rules found`) });
  });

  test('fire when they should and not when they should not', async () => {
    const { code, output } = await run('test', 'rules', join(root, ALERT_TESTS));
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('SUCCESS') });
  });
});

test('each alert has a case in which it fires, and one in which it never does', () => {
  const { tests }: { tests: AlertTest[] } = parse(readDocument(ALERT_TESTS).text);
  const outcomes = tests.map(({ name, alert_rule_test: asked }) => {
    const alerts = new Set(asked.map(({ alertname }) => alertname));
    return { about: [...alerts].join(), name, fires: asked.some(({ exp_alerts = [] }) => exp_alerts.length > 0) };
  });
  for (const { about, name, fires } of outcomes)
    expect(name).toMatch(fires ? `${about} fires` : `${about} does not fire`);
  const alertsWith = (wanted: boolean) =>
    [...new Set(outcomes.filter(({ fires }) => fires === wanted).map(({ about }) => about))].sort();
  const all = rules.map(({ alert }) => alert).sort();
  expect({ fire: alertsWith(true), doNot: alertsWith(false) }).toEqual({ fire: all, doNot: all });
});

describeWith(program, 'prometheus')('a Prometheus that looks at a cloud in which all happens that is measured', () => {
  let api: TestApi;
  let sink: Sink;
  let prometheus: Prometheus;
  beforeAll(async () => {
    api = await startApi();
    sink = await startSink({ security: 'plain' });
    await sendPastSickServer();
    await useCertificate();
    prometheus = await startPrometheus(program as string, api.url, join(root, ALERTS));
  });
  afterAll(async () => {
    await prometheus?.stop();
    await api.stop();
    await sink.stop();
  });

  /** A mail goes by the second server, since the first one is away. */
  async function sendPastSickServer(): Promise<void> {
    const down = await startSink({ security: 'plain' });
    await down.stop();
    const [first, second] = [
      await createMailServer(api, { host: '127.0.0.1', port: down.port }),
      await createMailServer(api, { host: '127.0.0.1', port: sink.port }),
    ];
    await api.admin.put(SETTINGS, { mail_server_url: first.url, fallback_mail_server_urls: [second.url] }).expect(200);
    await api.admin.post('/cloud/org-invitations', { email: 'owner@acme.test', notify: true }).expect(201);
    await sink.waitFor(({ envelope }) => envelope.to.includes('owner@acme.test'));
    const metrics = async () => (await supertest(api.url).get('/metrics').expect(200)).text;
    await waitUntil(metrics, (text) => /gatepost_mail_server_breaker\{.*open"\} 1/.test(text));
  }

  async function useCertificate(): Promise<void> {
    const keystore = await create(api, KEYSTORES, { keystore: await createKeystorePem({ days: 30, kind: 'rsa' }) });
    const profile = await create(api, PROFILES, { keystore_url: keystore.url });
    await createMailServer(api, { secure: true, tls_client_profile_url: profile.url });
  }

  test('evaluates every alert without an error', async () => {
    const states = await waitUntil(
      () => prometheus.rules(),
      (some) => some.length > 0 && some.every(({ health }) => health !== 'unknown'),
    );
    expect(states.map(({ name, lastError }) => ({ name, lastError }))).toEqual(
      rules.map(({ alert }) => ({ name: alert, lastError: undefined })),
    );
  });

  test.each(rules.map(({ alert, expr }) => [alert, expr]))('has what %s measures, with its labels', async (_, expr) => {
    const matchers = labelsIn(expr).map((label) => `${label}!=""`);
    const named = metricsIn(expr);
    expect(named).toHaveLength(1);
    await waitUntil(
      () => prometheus.query(`${named[0]}{${matchers}}`),
      (samples) => samples.length > 0,
    );
  });

  const targets = dashboard.panels.flatMap(({ title, targets: some }) =>
    some.map(({ expr, legendFormat }) => [title, expr, legendFormat] as const),
  );
  test.each(targets)('has something to show for the panel %s, whose legend it knows', async (_, expr, legend) => {
    const samples = await waitUntil(
      () => prometheus.query(expr),
      (some) => some.length > 0,
    );
    const labels = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    for (const { metric } of samples) expect(Object.keys(metric)).toEqual(expect.arrayContaining(labels));
    if (labels.length === 0) expect(samples).toHaveLength(1);
  });
});
