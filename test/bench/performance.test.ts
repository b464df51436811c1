import { expect, test } from '@jest/globals';
import { TITLES, withResult } from '../../bench/performance.ts';

test('what a bench printed takes the place of what it printed before, in the order of the page', () => {
  const first = withResult('', 'mail', 'mail, first');
  const second = withResult(first, 'api', 'api');
  const third = withResult(second, 'mail', 'mail, again');
  expect(third.match(/^## .*$/gm)).toEqual([`## ${TITLES.api}`, `## ${TITLES.mail}`]);
  expect(third).toContain('\n\nmail, again\n');
  expect(third).not.toContain('first');
  expect(withResult(third, 'mail', 'mail, again')).toBe(third);
});
