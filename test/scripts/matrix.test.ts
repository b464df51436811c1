import { describe, expect, test } from '@jest/globals';
import { among, readRows } from '../../scripts/matrix/rows.ts';
import { type Outcome, readOutcome } from '../../scripts/matrix/run.ts';
import { describeMatrix } from '../../scripts/matrix/table.ts';

const ON = '2026-11-30';

describe('the matrix of versions', () => {
  test('reads what ran and which files failed from the output of the tests', () => {
    const counts = 'Tests:       2 failed, 3 skipped, 12 passed, 17 total\n';
    const output = `PASS test/a.test.ts\nFAIL test/b.test.ts (3 s)\n…\nFAIL test/b.test.ts\n${counts}12 passed, 2 failed\n`;
    expect(readOutcome({ kind: 'Node', version: '24.1.0' }, { paths: ['test'], date: ON }, output)).toEqual({
      kind: 'Node',
      version: '24.1.0',
      paths: ['test'],
      date: ON,
      passed: 12,
      failed: 2,
      skipped: 3,
      files: ['test/b.test.ts'],
    });
  });

  test('finds nothing skipped where the tests speak of none', () => {
    const output = 'Tests:       12 passed, 12 total\n12 passed, 0 failed\n';
    expect(readOutcome({ kind: 'Node', version: '24.1.0' }, { paths: ['test'], date: ON }, output).skipped).toBe(0);
  });

  test('is no table when the tests did not end', () => {
    const ran = { paths: ['test'], date: ON };
    expect(() => readOutcome({ kind: 'PostgreSQL', version: '15.1' }, ran, 'PASS test/a.test.ts\n')).toThrow(
      'The tests with PostgreSQL 15.1 did not end',
    );
  });

  test('names what failed and what was skipped, and which features an engine has', () => {
    const page = describeMatrix(OUTCOMES);
    expect(page).toContain('| PostgreSQL | 15.1 | `test/database` | 2026-11-29 | 6 | 1 (`test/b.test.ts`) | 0 |');
    expect(page).toContain('| Terraform | 1.11.4 | `test/e2e`, `test/demo` | 2026-11-30 | 7 | 0 | 3 |');
    expect(page).toContain('| Feature | Terraform | OpenTofu | Terraform 1.11.4 | OpenTofu 1.12.0 |');
    expect(page).toMatch(/\| Write-only attributes .* \| yes \| yes \|/);
    expect(page).toMatch(/\| Ephemeral resources .* \| yes \| yes \|/);
    expect(page).toMatch(/\| Actions \| 1\.14 \| not yet \| no \| no \|/);
    expect(page).toMatch(/\| Import by identity \| 1\.12 \| 1\.12 \| no \| yes \|/);
  });

  test('reads its rows again as it wrote them', () => {
    expect(readRows(describeMatrix(OUTCOMES))).toEqual(OUTCOMES);
  });

  test('keeps the rows of what did not run again, each kind by its versions', () => {
    const again: Outcome = { ...ENGINE, kind: 'Terraform', version: '1.11.4', passed: 9 };
    const older: Outcome = { ...ENGINE, kind: 'Terraform', version: '1.9.8' };
    const node: Outcome = { ...ENGINE, kind: 'Node', version: '24.1.0' };
    const [postgres, , openTofu] = OUTCOMES;
    expect(among(OUTCOMES, [again, older, node])).toEqual([node, postgres, older, again, openTofu]);
  });
});

const ENGINE = { paths: ['test/e2e', 'test/demo'], date: ON, passed: 7, failed: 0, skipped: 3, files: [] };
const OUTCOMES: readonly Outcome[] = [
  {
    kind: 'PostgreSQL',
    version: '15.1',
    paths: ['test/database'],
    date: '2026-11-29',
    passed: 6,
    failed: 1,
    skipped: 0,
    files: ['test/b.test.ts'],
  },
  { kind: 'Terraform', version: '1.11.4', ...ENGINE },
  { kind: 'OpenTofu', version: '1.12.0', ...ENGINE },
];
