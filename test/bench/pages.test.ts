import { expect, test } from '@jest/globals';
import { SHOWN } from '../../bench/pages/shown.ts';
import { ROWS } from '../pages/page-table.ts';

/** Pages of Cloud Manager that show neither an object nor a list, or one that another page has shown already. */
const FURTHER = [
  ...['/cloud/export', '/cloud/forgotten', '/cloud/name-from-title', '/cloud/preferences', '/cloud/reset'],
  ...['/cloud/sign-in', '/cloud/audit/objects/{object}', '/cloud/email-servers/{server}/test', '/cloud/as-code'],
];
const isForm = (path: string) => /\/(new|password|preview)$/.test(path);

/** Whether the path of a page, with its placeholders, is the address of one that is measured. */
const fits = (path: string, page: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(page);

test('the bench of pages measures every page of Cloud Manager that shows an object or a list', () => {
  const expected = ROWS.map(({ path }) => path)
    .filter((path) => path.startsWith('/cloud') && !isForm(path) && !FURTHER.includes(path))
    .sort();
  const measured = expected.filter((path) => SHOWN.some(({ page }) => fits(path, page)));
  expect(measured).toEqual(expected);
  const strays = SHOWN.filter(({ page }) => !expected.some((path) => fits(path, page)));
  expect(strays).toEqual([]);
});

test('each of its rows has a name that a table has room for', () => {
  const titles = SHOWN.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.filter((title) => title.length > 25)).toEqual([]);
});
