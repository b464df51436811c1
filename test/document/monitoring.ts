import { parse } from 'yaml';
import { readDocument } from './document.ts';

export interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; action: string };
}

interface DataSource {
  type: string;
  uid: string;
}

export interface Panel {
  id: number;
  title: string;
  type: string;
  datasource: DataSource;
  fieldConfig: { defaults: { unit: string } };
  targets: { datasource: DataSource; expr: string; legendFormat: string; refId: string }[];
  gridPos: { x: number; y: number; w: number; h: number };
}

interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: { list: { name: string; type: string; query: string }[] };
}

const FOLDER = 'docs/site/operations';

export const ALERTS = `${FOLDER}/alerts.yaml`;
/** What promtool holds the alerts to. */
export const ALERT_TESTS = `${FOLDER}/alerts.test.yaml`;

const { groups }: { groups: { rules: Rule[] }[] } = parse(readDocument(ALERTS).text);
export const rules = groups.flatMap((group) => group.rules);
export const dashboard: Dashboard = JSON.parse(readDocument(`${FOLDER}/dashboard.json`).text);

/** What an expression measures; `up` is Prometheus's own. */
export const metricsIn = (expression: string): string[] => [
  ...new Set(expression.replaceAll(/"[^"]*"/g, '').match(/\b(?:up\b|(?:gatepost|process|nodejs)_\w+)/g) ?? []),
];

/** The labels that it chooses or groups by. */
export function labelsIn(expression: string): string[] {
  const grouped = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  return [...new Set([...grouped, ...(expression.match(/\w+(?==~?")/g) ?? [])])];
}
