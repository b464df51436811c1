import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findPythonWithVenv } from './python.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-python-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test.each([
  ['makes no environment is none', 'exit 1', false],
  ['makes one is found', '[ "$1 $2" = "-m venv" ]', true],
])('a python3 that %s', async (_, script, isFound) => {
  const python = join(directory, 'python3');
  await writeFile(python, `#!/bin/sh\n${script}\n`);
  await chmod(python, 0o755);
  expect(await findPythonWithVenv(directory)).toBe(isFound ? python : null);
});

test('no python3 at all is none', async () => {
  expect(await findPythonWithVenv('/nowhere')).toBeNull();
});
