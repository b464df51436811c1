import type { ReadApi } from '../../as-code.ts';
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

/** A minute of them at most; nobody waits for more in a browser, and all that was read is kept until the end. */
const MOST_READS = 10_000;

/** @throws ApiError where there is more to read than a page may ask for */
function boundedReader(visit: Visit): ReadApi {
  const read = readerOf(visit);
  let left = MOST_READS;
  return async (path, query) => {
    left -= 1;
    if (left < 0) throw new ApiError('conflict', visit.t('export.tooMuch'));
    return read(path, query);
  };
}

async function exportAll(visit: Visit): Promise<Outcome> {
  const { codeWriter } = visit.context;
  const who = visit.who?.id ?? '';
  if (codeWriter === null) throw new ApiError('conflict', visit.t('export.notThere'));
  if (underWay.has(who)) throw new ApiError('conflict', visit.t('export.underWay'));
  underWay.add(who);
  try {
    const { files, left } = await codeWriter.writeCloud(boundedReader(visit));
    const all = left.length === 0 ? files : new Map([...files, ['not-exported.txt', `${left.join('\n')}\n`]]);
    return { file: { name: 'gatepost.zip', type: 'application/zip', content: zip(all) } };
  } finally {
    underWay.delete(who);
  }
}
