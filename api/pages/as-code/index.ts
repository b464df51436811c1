import type { Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { asCode } from './panel.ts';

/** An object as code, by its path: a page of its own, for writing code takes longer than showing the object. */
export const asCodePage = (ui: Ui): Page => ({
  path: `/${ui}/as-code`,
  title: 'asCode.title',
  needs: 'signed-in',
  template: 'as-code/page.hbs',
  data: describe,
});

async function describe(visit: Visit) {
  const { of: path = '' } = visit.query;
  const { body } = await visit.read(path);
  return asCode(visit, path, body);
}
