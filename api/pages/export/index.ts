import { ApiError } from '../../errors.ts';
import { readerOf } from '../as-code/panel.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { zip } from './zip.ts';

/** The whole cloud as a configuration of Terraform. */
export const exportPage: Page = {
  path: '/cloud/export',
  title: 'export.title',
  needs: 'GET /cloud/registrations',
  nav: { section: 'access', icon: 'file-text' },
  template: 'export/page.hbs',
  data: ({ context }) => ({ isThere: context.codeWriter !== null }),
  actions: { export: exportAll },
};

/** Whose exports are under way: each reads everything there is. */
const underWay = new Set<string>();

async function exportAll(visit: Visit): Promise<Outcome> {
  const { codeWriter } = visit.context;
  const who = visit.who?.id ?? '';
  if (codeWriter === null) throw new ApiError('conflict', visit.t('export.notThere'));
  if (underWay.has(who)) throw new ApiError('conflict', visit.t('export.underWay'));
  underWay.add(who);
  try {
    const { files, left } = await codeWriter.writeCloud(readerOf(visit));
    const all = left.length === 0 ? files : new Map([...files, ['not-exported.txt', `${left.join('\n')}\n`]]);
    return { file: { name: 'gatepost.zip', type: 'application/zip', content: zip(all) } };
  } finally {
    underWay.delete(who);
  }
}
