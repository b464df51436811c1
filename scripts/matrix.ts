import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from '../toolbox/command.ts';
import { axes } from './matrix/axes.ts';
import { type Axis, type Outcome, readOutcome } from './matrix/run.ts';
import { describeMatrix } from './matrix/table.ts';

/**
 * npm run matrix [-- paths of tests]: the tests with each Node, PostgreSQL and engine (GATEPOST_ENGINES) that is to be
 * had, one after the other. Writes what ran into the documentation.
 */
const PAGE = 'docs/guides/compatibility.md';
/** What a version can make a difference to, in minutes rather than hours. */
const ENGINE_PATHS = ['test/e2e', 'test/demo'];
const PATHS: Readonly<Record<Axis['kind'], readonly string[]>> = {
  Node: ['test/mail', 'test/operations', 'test/provider'],
  PostgreSQL: ['test/database', 'test/mail', 'test/operations'],
  Terraform: ENGINE_PATHS,
  OpenTofu: ENGINE_PATHS,
};

const root = resolve(import.meta.dirname, '..');
/** As the files are called, so that a reader of the page finds them. */
const asked = process.argv
  .slice(2)
  .map((path) => (existsSync(join(root, `${path}.test.ts`)) ? `${path}.test.ts` : path));
const folder = await mkdtemp(join(tmpdir(), 'gatepost-matrix-'));

async function runWith(axis: Axis): Promise<Outcome> {
  const paths = asked.length > 0 ? asked : PATHS[axis.kind];
  const { output } = await runCommand('node', ['scripts/test.mjs', ...paths], {
    cwd: root,
    env: { ...process.env, ...axis.env },
    onOutput: (text) => void process.stderr.write(text),
  });
  return readOutcome(axis, paths, output);
}

const outcomes: Outcome[] = [];
try {
  for await (const axis of axes(process.env, folder)) {
    console.log(`… ${axis.kind} ${axis.version}`);
    const outcome = await runWith(axis).finally(axis.stop);
    console.log(
      `${outcome.failed === 0 ? '✓' : '✗'} ${axis.kind} ${axis.version}: ${outcome.passed} passed, ${outcome.failed} failed`,
    );
    outcomes.push(outcome);
  }
  await writeFile(join(root, PAGE), describeMatrix(outcomes, new Date().toISOString().slice(0, 10)));
  console.log(`The table stands in ${PAGE}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
