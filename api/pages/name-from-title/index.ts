import { nameFromTitle } from '../../../common/name-from-title.ts';
import type { Page } from '../frame/page.ts';

/** The name that a title would give, for scripts that show it while the title is typed. */
export const nameFromTitlePage: Page = {
  path: '/cloud/name-from-title',
  title: 'emailServers.name',
  needs: 'signed-in',
  document: async ({ query }) => ({
    type: 'text/plain',
    text: nameFromTitle((query.title ?? '').slice(0, 1023)) ?? '',
  }),
};
