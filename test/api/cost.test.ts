import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../api/http/yaml.ts';
import { type Growing, growthOf, MAX_GROWTH } from './cost.ts';

const many = (size: number, one: (index: number) => string) =>
  Array.from({ length: size }, (_, at) => one(at)).join('');

const yaml = (name: string, size: number, make: (size: number) => string): Growing => ({
  name: `YAML: ${name}`,
  size,
  make,
  run: readYaml,
});

const INPUTS: readonly Growing[] = [
  yaml('keys', 4_000, (size) => many(size, (at) => `k${at}: 1\n`)),
  yaml('keys in braces', 4_000, (size) => `{${many(size, (at) => `k${at}: 1, `)}}`),
  yaml('keys of YAML 1.1', 4_000, (size) => `%YAML 1.1\n--- !!omap\n${many(size, (at) => `- k${at}: 1\n`)}`),
  yaml('brackets within each other', 20_000, (size) => '['.repeat(size)),
  yaml('lists within each other', 20_000, (size) => '- '.repeat(size)),
  yaml('nothing but faults', 20_000, (size) => `[${','.repeat(size)}`),
  yaml('documents', 10_000, (size) => 'a\n---\n'.repeat(size)),
  yaml('empty lines', 20_000, (size) => '\n'.repeat(size)),
  yaml('a list', 4_000, (size) => '- a\n'.repeat(size)),
  yaml('a text of many lines', 20_000, (size) => `"${'a\n'.repeat(size)}"`),
];

describe('twice the input takes no longer than twice the time', () => {
  test.each(INPUTS)('$name', (growing) => {
    expect(growthOf(growing)).toBeLessThanOrEqual(MAX_GROWTH);
  });
});
