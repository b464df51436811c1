/** In the order of the table. */
export const KINDS = ['Node', 'PostgreSQL', 'Terraform', 'OpenTofu'] as const;

/** One thing that everything is tested with once: a version of Node, of PostgreSQL, or of an engine. */
export interface Axis {
  kind: (typeof KINDS)[number];
  version: string;
  /** What makes the tests use it. */
  env: Readonly<Record<string, string>>;
  /** Whatever has to end afterwards. */
  stop?: () => Promise<void>;
}

export interface Run {
  /** Of the tests that ran. */
  paths: readonly string[];
  /** The day, as ISO 8601 has it. */
  date: string;
}

export interface Outcome extends Pick<Axis, 'kind' | 'version'>, Run {
  passed: number;
  failed: number;
  skipped: number;
  /** The tests that failed, by their files. */
  files: readonly string[];
}

/** What `npm test` says in its last line, of all tests and of each file. @throws when it has no such line */
export function readOutcome({ kind, version }: Pick<Axis, 'kind' | 'version'>, run: Run, output: string): Outcome {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  if (passed === undefined) throw new Error(`The tests with ${kind} ${version} did not end:\n${output.slice(-2_000)}`);
  const [, skipped = '0'] = /^Tests: .*?(\d+) skipped/m.exec(output) ?? [];
  const failures = [...output.matchAll(/^FAIL (\S+)/gm)].map(([, file]) => file ?? '');
  const files = [...new Set(failures)].sort();
  return { kind, version, ...run, passed: Number(passed), failed: Number(failed), skipped: Number(skipped), files };
}
