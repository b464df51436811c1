import { describe, expect, test } from '@jest/globals';
import { projectPath, runNode } from './command.ts';

describe('scripts/run.mjs', () => {
  test('runs a TypeScript entry in its own process, with its arguments and its exit code', async () => {
    const { code, stdout } = await runNode(['scripts/run.mjs', 'test/scripts/argument-fixture.ts', '--flag', 'a b']);
    expect(JSON.parse(stdout)).toEqual([projectPath('test/scripts/argument-fixture.ts'), '--flag', 'a b']);
    expect(code).toBe(3);
  });

  test('says what is missing when no entry is given', async () => {
    const { code, stderr } = await runNode(['scripts/run.mjs']);
    expect(stderr).toContain('node scripts/run.mjs <entry>');
    expect(code).toBe(1);
  });
});
