import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { projectPath, runNode } from './command.ts';

const CALLER = `import { ensureInstalled } from ${JSON.stringify(projectPath('scripts/install.mjs'))};
await ensureInstalled(process.argv[1]);`;

/** Takes its time, notes each call and leaves what npm ci leaves. */
const NPM = `const { appendFileSync, copyFileSync, mkdirSync } = require('node:fs');
appendFileSync('installs.log', process.argv.slice(2).join(' ') + '\\n');
setTimeout(() => {
  mkdirSync('node_modules', { recursive: true });
  copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
}, 500);`;

let project: string;
let env: Record<string, string>;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'project-'));
  env = { npm_execpath: join(project, 'npm-cli.js') };
  await writeFile(join(project, 'npm-cli.js'), NPM);
  await writeLock({ 'node_modules/a': { integrity: 'sha512-one' } });
});

afterEach(() => rm(project, { recursive: true, force: true }));

async function writeLock(packages: object): Promise<void> {
  await writeFile(join(project, 'package-lock.json'), JSON.stringify({ packages }));
}

const ensure = () => runNode(['--input-type=module', '-e', CALLER, project], env);

async function readInstalls(): Promise<string[]> {
  const text = await readFile(join(project, 'installs.log'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

describe('the installation of the dependencies', () => {
  test('happens once when several start at once on a fresh clone, without install scripts', async () => {
    const results = await Promise.all([ensure(), ensure(), ensure()]);
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await readInstalls()).toEqual([expect.stringMatching(/^ci --ignore-scripts /)]);
    expect(results.map(({ stdout }) => stdout).join('')).toBe('');
    expect(results.filter(({ stderr }) => stderr.includes('Installing')).length).toBe(1);
    expect((await readdir(project)).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  test('does not happen again, but when package-lock.json changes', async () => {
    await ensure();
    await ensure();
    expect(await readInstalls()).toHaveLength(1);
    await writeLock({ 'node_modules/a': { integrity: 'sha512-two' } });
    await ensure();
    expect(await readInstalls()).toHaveLength(2);
  });

  test('does not happen when npm ci was run by hand', async () => {
    const fits = { os: [process.platform], cpu: [process.arch], integrity: 'x', optional: true };
    await writeLock({ 'node_modules/a': fits, 'node_modules/b': { os: ['aix'], optional: true } });
    await runNode(['-e', `process.chdir(${JSON.stringify(project)}); ${NPM}`]);
    await rm(join(project, 'installs.log'));
    expect((await ensure()).code).toBe(0);
    expect(await readInstalls()).toEqual([]);
  });

  test('is not held up by the lock of one that died', async () => {
    const { stdout } = await runNode(['-p', 'process.pid']);
    await writeFile(join(project, '.install.lock'), JSON.stringify({ pid: Number(stdout), process_start: null }));
    expect((await ensure()).code).toBe(0);
    expect(await readInstalls()).toHaveLength(1);
  });

  test('that fails says so, leaves no lock, and is tried again', async () => {
    await writeFile(join(project, 'npm-cli.js'), 'process.exit(7)');
    const failed = await ensure();
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain('npm ci failed (7)');
    await writeFile(join(project, 'npm-cli.js'), NPM);
    expect((await ensure()).code).toBe(0);
    expect(await readInstalls()).toHaveLength(1);
  });
});
