import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from './index.ts';

const root = resolve(import.meta.dirname, '..', '..');

test('every mutant finds what it changes, once, and names tests that there are', () => {
  const stray = mutants.filter(({ file, from, tests }) => {
    const times = readFileSync(join(root, file), 'utf8').split(from).length - 1;
    return times !== 1 || tests.some((path) => readFileSync(join(root, path), 'utf8') === '');
  });
  expect(stray).toEqual([]);
});
