import type { Client } from '../api/client.ts';
import { readsPerSecond } from '../api/load.ts';
import { withServers } from '../api/servers.ts';
import { figuresOf, ratioOf, takeSamples } from '../sample.ts';
import { addObjects } from './object.ts';
import { SHOWN, type Shown } from './shown.ts';
import { transferOf } from './transfer.ts';

/** How often each is asked for in a round; fewer are for trying the bench out. */
const AMOUNT = Number(process.env.GATEPOST_BENCH_READS ?? 200);
const ROUNDS = 5;
/** As they travel, page and assets; more of it is named. */
const MOST_BYTES = 150_000;

const HEADING = [
  'page, requests/s'.padEnd(28),
  'median'.padStart(7),
  '   ',
  'min–max'.padEnd(15),
  'ratio to its read'.padEnd(20),
  'kB, of 150',
].join('');

/** What a page takes beyond the read of the API that it shows, of which it may take twice the time; and what it weighs. */
export async function benchPages(print: (text: string) => void): Promise<void> {
  await withServers(async ({ gatepost }) => {
    await addObjects(gatepost);
    print(HEADING);
    let id = '';
    for (const each of SHOWN) {
      print(await measure(gatepost, filled(each, id)));
      id = (await firstId(gatepost, each.read)) ?? id;
    }
  });
}

const filled = ({ title, page, read }: Shown, id: string): Shown => ({
  title,
  page: page.replace('{id}', id),
  read: read.replace('{id}', id),
});

/** Null: it is no list, or an empty one. */
async function firstId(api: Client, read: string): Promise<string | null> {
  if (read.includes('{id}')) return null;
  const { results = [] } = await api.get<{ results?: { id?: string }[] }>(read);
  return results[0]?.id ?? null;
}

async function measure(api: Client, { title, page, read }: Shown): Promise<string> {
  const token = api.headers.Authorization?.replace('Bearer ', '');
  const browser = { ...api, headers: { Cookie: `gatepost-cloud=${token}` } };
  await readsPerSecond(api, read, AMOUNT);
  await readsPerSecond(browser, page, AMOUNT);
  const contestants = new Map([
    ['read', () => readsPerSecond(api, read, AMOUNT)],
    ['page', () => readsPerSecond(browser, page, AMOUNT)],
  ]);
  const samples = await takeSamples(contestants, ROUNDS);
  const [reads = [], pages = []] = samples.values();
  const bytes = await transferOf(api.url, page, browser.headers);
  const weight = `${(bytes / 1000).toFixed(0).padStart(4)}${bytes > MOST_BYTES ? ', too much' : ''}`;
  const { median, spread } = figuresOf(pages);
  return `  ${title.padEnd(26)}${median.padStart(7)}   ${spread.padEnd(15)}${ratioOf(pages, reads).padEnd(20)}${weight}`;
}
