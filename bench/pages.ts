import { readsPerSecond } from './api/load.ts';
import { describe, HEADING } from './api/section.ts';
import { withServers } from './api/servers.ts';

/** Pages and the one read of the API that each shows; a page may take twice as long. */
const PAGES: readonly [title: string, page: string, read: string][] = [
  ['Where one is signed in', '/cloud/sessions', '/api/me/sessions'],
];
const WARM_UP = 1000;

/** What a page takes beyond the read of the API that it shows. */
export async function benchPages(print: (text: string) => void): Promise<void> {
  await withServers(async ({ gatepost }) => {
    const token = gatepost.headers.Authorization?.replace('Bearer ', '');
    const browser = { ...gatepost, headers: { Cookie: `gatepost-cloud=${token}` } };
    print(HEADING);
    for (const [title, page, read] of PAGES) {
      await readsPerSecond(gatepost, read, WARM_UP);
      await readsPerSecond(browser, page, WARM_UP);
      const contestants = [
        { name: `GET ${read}`, run: () => readsPerSecond(gatepost, read, 400) },
        { name: `GET ${page}`, run: () => readsPerSecond(browser, page, 200), against: [`GET ${read}`] },
      ];
      print(await describe({ title, unit: 'requests/s', rounds: 7, contestants }));
    }
  });
}
