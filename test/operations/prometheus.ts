import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '../../toolbox/command.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';

/** One line of what an expression answers. */
export interface Sample {
  metric: Readonly<Record<string, string>>;
  value: [timeS: number, value: string];
}

export interface RuleState {
  name: string;
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
}

export interface Prometheus {
  /** What an expression answers now. @throws with Prometheus's words when it is none */
  query(expression: string): Promise<Sample[]>;
  /** The alerts, and how their evaluation went. */
  rules(): Promise<RuleState[]>;
  stop(): Promise<void>;
}

/** Prometheus as Debian packs it, on loopback: looks at an API every second, and evaluates a file of rules as often. */
export async function startPrometheus(program: string, apiUrl: string, ruleFile: string): Promise<Prometheus> {
  const directory = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const settings = join(directory, 'prometheus.yml');
  const job = { job_name: 'gatepost', static_configs: [{ targets: [new URL(apiUrl).host] }] };
  // JSON is YAML.
  const text = JSON.stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [ruleFile],
    scrape_configs: [job],
  });
  await writeFile(settings, text);
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const options = [`--config.file=${settings}`, `--storage.tsdb.path=${join(directory, 'data')}`, '--log.level=warn'];
  const words = [...options, `--web.listen-address=${new URL(url).host}`];
  const { child, printed, result } = startCommand(program, words, { cwd: directory });
  const isReady = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await Promise.race([
    waitUntil(isReady, Boolean, { timeoutMs: 60_000 }),
    result.then(() => Promise.reject(new Error(`Prometheus ended: ${printed.output}`))),
  ]);
  return {
    query: async (expression) =>
      (await ask<{ result: Sample[] }>(url, `query?query=${encodeURIComponent(expression)}`)).result,
    async rules() {
      const { groups } = await ask<{ groups: { rules: RuleState[] }[] }>(url, 'rules?type=alert');
      return groups.flatMap((group) => group.rules);
    },
    async stop() {
      child.kill('SIGTERM');
      await result;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function ask<Data>(url: string, question: string): Promise<Data> {
  const response = await fetch(`${url}/api/v1/${question}`);
  const { status, data, error } = (await response.json()) as { status: string; data: Data; error?: string };
  if (status !== 'success') throw new Error(error);
  return data;
}
