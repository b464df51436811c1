/** One thing that everything is tested with once: a version of Node, of PostgreSQL, or of an engine. */
export interface Axis {
  kind: 'Node' | 'PostgreSQL' | 'Terraform' | 'OpenTofu';
  version: string;
  /** What makes the tests use it. */
  env: Readonly<Record<string, string>>;
  /** Whatever has to end afterwards. */
  stop?: () => Promise<void>;
}

export interface Outcome extends Pick<Axis, 'kind' | 'version'> {
  /** Of the tests that ran. */
  paths: readonly string[];
  passed: number;
  failed: number;
  /** The tests that failed, by their files. */
  files: readonly string[];
}

/** What `npm test` says in its last line, and of each file. @throws when it has no such line */
export function readOutcome(
  { kind, version }: Pick<Axis, 'kind' | 'version'>,
  paths: readonly string[],
  output: string,
): Outcome {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  if (passed === undefined) throw new Error(`The tests with ${kind} ${version} did not end:\n${output.slice(-2_000)}`);
  const files = [...output.matchAll(/^FAIL (\S+)/gm)].map(([, file]) => file ?? '');
  return { kind, version, paths, passed: Number(passed), failed: Number(failed), files: [...new Set(files)].sort() };
}
