import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../toolbox/command.ts';
import { axes } from './matrix/axes.ts';
import { featureNamed, hasFeature } from './matrix/feature.ts';
import { among, readRows } from './matrix/rows.ts';
import { type Axis, KINDS, type Outcome, readOutcome } from './matrix/run.ts';
import { describeMatrix } from './matrix/table.ts';

/**
 * npm run matrix [-- --only Terraform,OpenTofu] [paths of tests]: the tests with each Node, PostgreSQL and engine
 * (GATEPOST_ENGINES) that is to be had, one after the other. Writes what ran into the documentation, where the rows of
 * kinds that `--only` does not name stay as they are.
 */
const PAGE = 'docs/guides/compatibility.md';
/** What a version can make a difference to, in minutes rather than hours. */
const ENGINE_PATHS = ['test/e2e', 'test/demo', 'test/release/provider-release.test.ts'];
const PATHS: Readonly<Record<Axis['kind'], readonly string[]>> = {
  Node: [
    'test/api',
    'test/e2e/quickstart.test.ts',
    'test/mail',
    'test/operations',
    'test/provider',
    'test/release/command-package.test.ts',
  ],
  PostgreSQL: ['test/api', 'test/database', 'test/mail', 'test/operations'],
  Terraform: ENGINE_PATHS,
  OpenTofu: ENGINE_PATHS,
};

const OLDER_ENGINE_PATHS = ['test/e2e/older-engine.test.ts'];
const WRITE_ONLY = featureNamed('Write-only attributes (`password_wo`)');

const root = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, workers: { type: 'string' } },
});
/** As the files are called, so that a reader of the page finds them. */
const asked = positionals.map((path) => (existsSync(join(root, `${path}.test.ts`)) ? `${path}.test.ts` : path));
const kinds = values.only === undefined ? KINDS : namedKinds(values.only);
const jest = values.workers === undefined ? [] : [`--maxWorkers=${values.workers}`];
const folder = await mkdtemp(join(tmpdir(), 'gatepost-matrix-'));

function namedKinds(list: string): readonly Axis['kind'][] {
  const unknown = list.split(',').find((name) => !KINDS.some((kind) => kind === name));
  if (unknown !== undefined) throw new Error(`--only names ${KINDS.join(', ')}, and not ${unknown}`);
  return KINDS.filter((kind) => list.split(',').includes(kind));
}

async function runWith(axis: Axis): Promise<Outcome> {
  const paths = pathsFor(axis);
  const { output } = await runCommand('node', ['scripts/test.mjs', ...jest, ...paths], {
    cwd: root,
    env: { ...process.env, ...axis.env },
    onOutput: (text) => void process.stderr.write(text),
  });
  return readOutcome(axis, { paths, date: new Date().toISOString().slice(0, 10) }, output);
}

/** Most tests write secrets as the newer engines take them; those that an older one can run are few. */
function pathsFor(axis: Axis): readonly string[] {
  if (isEngine(axis) && !hasFeature(axis, WRITE_ONLY)) return OLDER_ENGINE_PATHS;
  return asked.length > 0 ? asked : PATHS[axis.kind];
}

const isEngine = ({ kind }: Axis): boolean => kind === 'Terraform' || kind === 'OpenTofu';

const outcomes: Outcome[] = [];
try {
  for await (const axis of axes(process.env, folder, kinds)) {
    console.log(`… ${axis.kind} ${axis.version}`);
    const outcome = await runWith(axis).finally(axis.stop);
    console.log(
      `${outcome.failed === 0 ? '✓' : '✗'} ${axis.kind} ${axis.version}: ${outcome.passed} passed, ${outcome.failed} failed`,
    );
    outcomes.push(outcome);
  }
  const earlier = values.only === undefined ? [] : readRows(await readFile(join(root, PAGE), 'utf8'));
  await writeFile(join(root, PAGE), describeMatrix(among(earlier, outcomes)));
  console.log(`The table stands in ${PAGE}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
