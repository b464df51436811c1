import { expect, test } from '@jest/globals';
import { HEADING, sectionOf } from '../../bench/table.ts';

test('a section stands in the columns of the heading, with a ratio for each yardstick, taken round by round', () => {
  const bare = { name: 'bare', values: [100, 200, 400] };
  const slow = { name: 'slow', values: [400, 400, 400] };
  const ours = { name: 'Gatepost', values: [200, 200, 200], against: [bare, slow] };
  const [title, first = '', second = '', third = ''] = sectionOf('Read one, requests/s', [bare, ours]).split('\n');
  expect(title).toBe('Read one, requests/s');
  expect(first.trim().split(/\s{2,}/)).toEqual(['bare', '200', '100–400']);
  expect(second.trim().split(/\s{2,}/)).toEqual(['Gatepost', '200', '200–200', '1.00 (0.50–2.00) ÷ bare']);
  const column = HEADING.indexOf('ratio');
  expect([second.indexOf('1.00'), third.indexOf('0.50')]).toEqual([column, column]);
});

test('what else is to be said of a row follows its ratio', () => {
  const read = { name: 'what it reads', values: [2] };
  const page = sectionOf('First byte, ms', [{ name: 'Home', values: [3], against: [read], note: '55 kB' }]);
  expect(page).toMatch(/1\.50 \(1\.50–1\.50\) ÷ what it reads; 55 kB$/);
});
