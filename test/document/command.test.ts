import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS, type Row } from './command-table.ts';
import { commandsOf, commentCommandsOf, deployed, documents, inlineCommandsOf, root } from './document.ts';

const fits = ({ command: known }: Row, command: string) =>
  typeof known === 'string' ? known === command : known.test(command);

const commands = [
  ...documents.flatMap((document) =>
    [...commandsOf(document), ...inlineCommandsOf(document)].map((command) => ({ document, command })),
  ),
  ...deployed.flatMap((document) => commentCommandsOf(document).map((command) => ({ document, command }))),
];

describe('the commands of the documents', () => {
  test('each have a row that names a test', () => {
    expect(commands.length).toBeGreaterThan(50);
    const unknown = commands.filter(({ command }) => !COMMANDS.some((row) => fits(row, command)));
    expect(unknown.map(({ document, command }) => `${document.path}: ${command}`)).toEqual([]);
  });

  test.each(COMMANDS.map((row) => [String(row.command), row] as const))(
    '%s stands in some, and in its test',
    (_, row) => {
      expect(commands.filter(({ command }) => fits(row, command))).not.toEqual([]);
      const path = join(root, row.by);
      expect(existsSync(path) && readFileSync(path, 'utf8').includes(row.words)).toBe(true);
    },
  );

  test('of npm are scripts of the project, whose entries are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const text = documents.map((each) => each.text).join('\n');
    const names = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect([...new Set(names)].filter((name) => scripts[name] === undefined)).toEqual([]);
    for (const script of Object.values<string>(scripts)) {
      const entry = /^node scripts\/run\.mjs (\S+)/.exec(script)?.[1] ?? '';
      expect(existsSync(join(root, entry))).toBe(true);
    }
  });
});
