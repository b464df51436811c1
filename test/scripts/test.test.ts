import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runNode } from './command.ts';

const PASS = "test('passes', () => {});\n";
const FAIL = "test('fails', () => { throw new Error('no'); });\n";

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'tests-'));
  await writeFile(join(project, 'package.json'), '{"type":"commonjs"}');
  await writeFile(
    join(project, 'jest.config.json'),
    JSON.stringify({ rootDir: project, testMatch: ['**/*.test.cjs'] }),
  );
});

afterEach(() => rm(project, { recursive: true, force: true }));

async function runTests(files: Record<string, string>) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(project, name), content);
  const { code, stdout } = await runNode(['scripts/test.mjs', `--config=${join(project, 'jest.config.json')}`]);
  return { code, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('npm test', () => {
  test('ends with the count and succeeds when all pass', async () => {
    expect(await runTests({ 'a.test.cjs': PASS, 'b.test.cjs': PASS })).toEqual({
      code: 0,
      lastLine: '2 passed, 0 failed',
    });
  });

  test('counts what failed and keeps the exit code', async () => {
    expect(await runTests({ 'a.test.cjs': PASS + FAIL })).toEqual({ code: 1, lastLine: '1 passed, 1 failed' });
  });

  test('counts a file that cannot run as failed', async () => {
    const files = { 'a.test.cjs': PASS, 'b.test.cjs': "require('./missing.cjs');" };
    expect(await runTests(files)).toEqual({ code: 1, lastLine: '1 passed, 1 failed' });
  });

  test('fails when there is nothing to test', async () => {
    expect(await runTests({})).toEqual({ code: 1, lastLine: '0 passed, 1 failed' });
  });

  test('fails when jest itself breaks', async () => {
    expect(await runTests({ 'jest.config.json': 'not JSON' })).toEqual({ code: 1, lastLine: '0 passed, 1 failed' });
  });
});
