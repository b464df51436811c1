import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';

const FOLDER = join(import.meta.dirname, 'golden');

/** What is another one in each run. */
const PASSING: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>'],
  [/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g, '<certificate>'],
  [/(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/g, '<fingerprint>'],
  [/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<time>'],
  [/whole plan of the engine [\w.-]+/g, 'whole plan of the engine <version>'],
];

/** Compares with test/review/golden/<name>.md; UPDATE_GOLDEN=yes writes it, to be read before it is committed. */
export function expectGolden(name: string, comment: string): void {
  const shown = PASSING.reduce((text, [pattern, put]) => text.replace(pattern, put), comment);
  const path = join(FOLDER, `${name}.md`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, shown);
  expect(shown).toBe(readFileSync(path, 'utf8'));
}
