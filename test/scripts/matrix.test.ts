import { describe, expect, test } from '@jest/globals';
import { readOutcome } from '../../scripts/matrix/run.ts';
import { describeMatrix } from '../../scripts/matrix/table.ts';

describe('the matrix of versions', () => {
  test('reads what ran and which files failed from the output of the tests', () => {
    const output = 'PASS test/a.test.ts\nFAIL test/b.test.ts (3 s)\n…\nFAIL test/b.test.ts\n12 passed, 2 failed\n';
    expect(readOutcome({ kind: 'Node', version: '24.1.0' }, ['test'], output)).toEqual({
      kind: 'Node',
      version: '24.1.0',
      paths: ['test'],
      passed: 12,
      failed: 2,
      files: ['test/b.test.ts'],
    });
  });

  test('is no table when the tests did not end', () => {
    expect(() => readOutcome({ kind: 'PostgreSQL', version: '15.1' }, ['test'], 'PASS test/a.test.ts\n')).toThrow(
      'The tests with PostgreSQL 15.1 did not end',
    );
  });

  test('names what failed, and which features an engine has', () => {
    const ran = { paths: ['test/e2e', 'test/demo'], passed: 7, failed: 0, files: [] };
    const page = describeMatrix(
      [
        {
          kind: 'PostgreSQL',
          version: '15.1',
          paths: ['test/database'],
          passed: 6,
          failed: 1,
          files: ['test/b.test.ts'],
        },
        { kind: 'Terraform', version: '1.11.4', ...ran },
        { kind: 'OpenTofu', version: '1.12.0', ...ran },
      ],
      '2026-11-30',
    );
    expect(page).toContain('| PostgreSQL | 15.1 | `test/database` | 6 | 1 (`test/b.test.ts`) |');
    expect(page).toContain('| Terraform | 1.11.4 | `test/e2e`, `test/demo` | 7 | 0 |');
    expect(page).toContain('| Feature | Terraform | OpenTofu | Terraform 1.11.4 | OpenTofu 1.12.0 |');
    expect(page).toMatch(/\| Write-only attributes .* \| yes \| yes \|/);
    expect(page).toMatch(/\| Ephemeral resources .* \| yes \| yes \|/);
    expect(page).toMatch(/\| Import by identity \| 1\.12 \| not yet \| no \| no \|/);
  });
});
