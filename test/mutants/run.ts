import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { runCommand } from '../../toolbox/command.ts';
import { mutants } from './index.ts';
import type { Mutant } from './mutant.ts';

/** npm run mutants [words]: puts each fault into a copy of the project and looks whether a test notices. */
const root = resolve(import.meta.dirname, '..', '..');
/** So many of a hundred faults have to be noticed. */
const NEEDED_PERCENT = 85;

const words = process.argv.slice(2);
const chosen = mutants.filter(({ fault, file }) => words.every((word) => `${file} ${fault}`.includes(word)));

/** Copies that are not at work just now: each is tried on by one fault at a time. */
const idle: string[] = [];

async function copyProject(directory: string): Promise<string> {
  const { stdout, code } = await runCommand('git', ['ls-files', '-z'], { cwd: root });
  if (code !== 0) throw new Error('The list of files comes from git, and git has none.');
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await cp(join(root, file), join(directory, file));
  }
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

async function runTests(directory: string, tests: readonly string[]): Promise<boolean> {
  const args = ['scripts/test.mjs', '--maxWorkers=1', '--bail', ...tests];
  return (await runCommand(process.execPath, args, { cwd: directory })).code === 0;
}

/** Whether a test noticed. */
async function isKilled(mutant: Mutant): Promise<boolean> {
  const directory = idle.pop() as string;
  const path = join(directory, mutant.file);
  const text = await readFile(path, 'utf8');
  try {
    const parts = text.split(mutant.from);
    if (parts.length !== 2) throw new Error(`${mutant.file} holds ${parts.length - 1} times: ${mutant.from}`);
    await writeFile(path, parts.join(mutant.to));
    return !(await runTests(directory, mutant.tests));
  } finally {
    await writeFile(path, text);
    idle.push(directory);
  }
}

async function report(mutant: Mutant): Promise<boolean> {
  const killed = await isKilled(mutant);
  console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.file}: ${mutant.fault}`);
  return killed;
}

async function tryAll(directory: string): Promise<void> {
  const turns = Math.min(availableParallelism(), chosen.length);
  for (let copy = 0; copy < turns; copy += 1) idle.push(await copyProject(join(directory, String(copy))));
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
  console.log(`${chosen.length} faults, ${tests.length} files of tests; first without a fault …`);
  if (!(await runTests(idle[0] as string, tests))) throw new Error('The tests fail as it is; mend them first.');
  const limit = pLimit(turns);
  const results = await Promise.all(chosen.map((mutant) => limit(() => report(mutant))));
  const killed = results.filter(Boolean).length;
  const percent = (100 * killed) / results.length;
  console.log(`${killed} of ${results.length} killed (${percent.toFixed(0)} %)`);
  if (percent < NEEDED_PERCENT) process.exitCode = 1;
}

const directory = await mkdtemp(join(tmpdir(), 'gatepost-mutants-'));
try {
  await tryAll(directory);
} finally {
  await rm(directory, { recursive: true, force: true });
}
