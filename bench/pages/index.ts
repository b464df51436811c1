import type { Client } from '../api/client.ts';
import { withServers } from '../api/servers.ts';
import { median } from '../sample.ts';
import { type Row, rowText } from '../table.ts';
import { firstByteMs } from './first-byte.ts';
import { addObjects } from './object.ts';
import { SHOWN, type Shown } from './shown.ts';
import { transferOf } from './transfer.ts';

/** How often each is asked for in a round; fewer are for trying the bench out. */
const AMOUNT = Number(process.env.GATEPOST_BENCH_READS ?? 40);
const ROUNDS = 5;
/** As they travel, page and assets; more of it is named. */
const MOST_BYTES = 150_000;

/**
 * How long one person waits for a page to begin, against what it shows read from the API, of which it may take twice the
 * time; and what it weighs.
 */
export async function benchPages(print: (text: string) => void): Promise<void> {
  await withServers(async ({ gatepost }) => {
    await addObjects(gatepost);
    print('First byte of a page, ms');
    let id = '';
    for (const each of SHOWN) {
      print(rowText(await measure(gatepost, filled(each, id))));
      id = (await firstId(gatepost, each)) ?? id;
    }
  });
}

const filled = ({ title, page, reads }: Shown, id: string): Shown => ({
  title,
  page: page.replace('{id}', id),
  reads: reads.map((read) => read.replace('{id}', id)),
});

/** Null: it is no list, or an empty one. */
async function firstId(api: Client, { reads: [read = ''] }: Shown): Promise<string | null> {
  if (read.includes('{id}')) return null;
  const { results = [] } = await api.get<{ results?: { id?: string }[] }>(read);
  return results[0]?.id ?? null;
}

async function measure({ url, headers }: Client, { title, page, reads }: Shown): Promise<Row> {
  const cookie = { Cookie: `gatepost-cloud=${headers.Authorization?.replace('Bearer ', '')}` };
  const rounds: { readMs: number; pageMs: number }[] = [];
  // The first is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const readMs: number[] = [];
    const pageMs: number[] = [];
    for (let time = 0; time < AMOUNT; time += 1) {
      readMs.push(await firstByteMs(url, headers, reads));
      pageMs.push(await firstByteMs(url, cookie, [page]));
    }
    if (round > 0) rounds.push({ readMs: median(readMs), pageMs: median(pageMs) });
  }
  const pagesMs = rounds.map(({ pageMs }) => pageMs);
  const readsMs = rounds.map(({ readMs }) => readMs);
  const bytes = await transferOf(url, page, cookie);
  const note = `${(bytes / 1000).toFixed(0)} kB${bytes > MOST_BYTES ? ', too much' : ''}`;
  return { name: title, values: pagesMs, against: [{ name: 'what it reads', values: readsMs }], note };
}
