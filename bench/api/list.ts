import { describe } from '../table.ts';
import { EMAIL_SERVERS, newEmailServer } from './email-server.ts';
import { creationsPerSecond, readsPerSecond } from './load.ts';
import type { Servers } from './servers.ts';

const ROWS = 1000;
const BARE = 'bare, whole rows';
const BARE_URLS = 'bare, ids made URLs';

/** The longest page there is. */
export async function benchList({ gatepost, bare }: Servers): Promise<string> {
  const { total_results: there } = await gatepost.get<{ total_results: number }>(EMAIL_SERVERS);
  await creationsPerSecond(gatepost, EMAIL_SERVERS, ROWS - there, () => ({ body: newEmailServer() }));
  return describe({
    title: 'List 1,000 email servers over 10 connections',
    unit: 'requests/s',
    rounds: 7,
    contestants: [
      { name: BARE, run: () => readsPerSecond(bare, '/list', 100) },
      { name: 'Gatepost', run: () => readsPerSecond(gatepost, EMAIL_SERVERS, 40), against: [BARE] },
      { name: BARE_URLS, run: () => readsPerSecond(bare, '/list?fields=url', 500) },
      {
        name: 'Gatepost, fields=url',
        run: () => readsPerSecond(gatepost, `${EMAIL_SERVERS}?fields=url`, 40),
        against: [BARE, BARE_URLS],
      },
    ],
  });
}
