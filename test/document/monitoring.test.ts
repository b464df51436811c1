import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { startApi, type TestApi } from '../api/start-api.ts';
import { readDocument, scriptsOf } from './document.ts';
import { dashboard, metricsIn, rules } from './monitoring.ts';
import { succeed } from './shell.ts';

const page = readDocument('docs/site/operations/monitoring.md');
let api: TestApi;
let shown: Set<string>;
beforeAll(async () => {
  api = await startApi();
  const { text } = await supertest(api.url).get('/metrics').expect(200);
  const families = [...text.matchAll(/^# TYPE (\S+) (\w+)/gm)];
  const suffixes = (type: string) => (type === 'histogram' ? ['', '_count', '_sum', '_bucket'] : ['']);
  shown = new Set(families.flatMap(([, name = '', type = '']) => suffixes(type).map((suffix) => name + suffix)));
});
afterAll(() => api.stop());

const isBalanced = (expression: string) =>
  ['()', '{}', '[]'].every(
    ([open = '', close = '']) => expression.split(open).length === expression.split(close).length,
  );

test('the commands of the page answer as the document asks', async () => {
  const scripts = scriptsOf(page).map((script) => script.replaceAll('http://127.0.0.1:9443', api.url));
  expect(scripts).toHaveLength(1);
  const said = await succeed(scripts.join('\n'), tmpdir(), { PATH: process.env.PATH });
  expect(said).toContain('"ready":true');
  expect(said).toContain('gatepost_database_up 1');
});

test('the page tells of every metric of ours, and of no other', () => {
  const told = [...page.text.matchAll(/^\| `(gatepost_\w+)`/gm)].map(([, name]) => name);
  const ours = [...shown].filter((name) => name.startsWith('gatepost_') && !/_(count|sum|bucket)$/.test(name));
  expect(told.sort()).toEqual(ours.sort());
});

describe('the alerts', () => {
  test('measure what /metrics shows', () => {
    const named = rules.map(({ expr }) => metricsIn(expr));
    expect(named.filter(({ length }) => length === 0)).toEqual([]);
    // Of what Prometheus itself knows.
    expect(named.flat().filter((name) => name !== 'up' && !shown.has(name))).toEqual([]);
  });

  test('are in the form that Prometheus reads, and each says what is so and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(Object.keys(rule).sort()).toEqual(['alert', 'annotations', 'expr', 'for', 'labels']);
      expect(rule.alert).toMatch(/^Gatepost[A-Z]\w+$/);
      expect(rule.for).toMatch(/^\d+[mh]$/);
      expect(['critical', 'warning']).toContain(rule.labels.severity);
      expect(Object.values(rule.annotations).every((text) => text.endsWith('.'))).toBe(true);
      expect(isBalanced(rule.expr)).toBe(true);
    }
  });

  test('stand on the page, in their order', () => {
    const told = [...page.text.matchAll(/^\| `(Gatepost\w+)`/gm)].map(([, name]) => name);
    expect(told).toEqual(rules.map(({ alert }) => alert));
  });
});

describe('the dashboard', () => {
  test('measures what /metrics shows', () => {
    const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    for (const expression of expressions) {
      expect(metricsIn(expression)).not.toEqual([]);
      expect(metricsIn(expression).filter((name) => !shown.has(name))).toEqual([]);
      expect(isBalanced(expression)).toBe(true);
    }
  });

  test('has panels that lie beside each other', () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(new Set(dashboard.panels.map(({ title }) => title)).size).toBe(dashboard.panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test('asks the Prometheus that is chosen, whatever its name', () => {
    expect(dashboard.templating.list).toMatchObject([{ name: 'prometheus', type: 'datasource', query: 'prometheus' }]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Grafana's
    const chosen = { type: 'prometheus', uid: '${prometheus}' };
    for (const { datasource, targets } of dashboard.panels) {
      expect(datasource).toEqual(chosen);
      expect(targets.map((target) => target.datasource)).toEqual(targets.map(() => chosen));
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  test('shows everything in the unit in which it is measured', () => {
    const units = dashboard.panels.map(({ title, fieldConfig: { defaults }, targets }) => {
      return { title, unit: targets.map(({ expr }) => unitOf(expr)).join(), shown: defaults.unit };
    });
    expect(units.map(({ title, unit }) => ({ title, unit }))).toEqual(
      units.map(({ title, shown: unit }) => ({ title, unit })),
    );
  });
});

/** Grafana's name of the unit that Prometheus's convention of names tells. */
function unitOf(expression: string): string {
  const [name = ''] = metricsIn(expression);
  if (expression.includes('rate(') && !expression.includes('quantile'))
    return name.includes('request') ? 'reqps' : 'cps';
  if (/_seconds(_bucket)?$/.test(name)) return 's';
  if (name.endsWith('_bytes')) return 'bytes';
  return name.endsWith('_days_left') ? 'd' : 'none';
}
