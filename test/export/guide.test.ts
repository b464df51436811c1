import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { COMMON_FLAGS } from '../../api/cli/command.ts';
import { exportCommand } from '../../cli/export.ts';
import { FILES } from '../../export/configuration/configuration.ts';

const guide = readFileSync('docs/guides/importing-an-existing-cloud.md', 'utf8');
const namesIn = (pattern: RegExp) => [...new Set([...guide.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('the guide tells of every file that there may be, and of no other', () => {
  expect(namesIn(/`([\w-]+\.tf)`/g)).toEqual([...FILES].sort());
});

test('the guide names options that there are', () => {
  const { options, flags } = exportCommand;
  const known = Object.keys({ ...options, ...flags, ...COMMON_FLAGS });
  const named = namesIn(/(?<!-)--([a-z][\w-]*)/g);
  expect(named).toContain('out');
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
