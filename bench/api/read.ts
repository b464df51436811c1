import { describe } from '../table.ts';
import type { Client } from './client.ts';
import { EMAIL_SERVERS, newEmailServer } from './email-server.ts';
import { readsPerSecond } from './load.ts';
import type { Servers } from './servers.ts';

const TWO = 'bare, two prepared statements';
const FIVE = 'bare, five statements, each planned anew';
/** So many requests compile what is hot; with fewer it is the compiler that is measured. */
const WARM_UP = 12_000;
/** As many for everybody: the first of a round pay for what the process has put away meanwhile. */
const AMOUNT = 4_000;

/** One object by its id: what Terraform asks for most, once for each resource of every plan. */
export async function benchRead({ gatepost, bare }: Servers): Promise<string> {
  const { id } = await gatepost.post<{ id: string }>(EMAIL_SERVERS, newEmailServer());
  const [ours, two, five] = [`${EMAIL_SERVERS}/${id}`, `/two-statements/admin/${id}`, `/five-statements/admin/${id}`];
  await demandSameFields([gatepost, ours], [bare, two], [bare, five]);
  await readsPerSecond(gatepost, ours, WARM_UP);
  await readsPerSecond(bare, two, WARM_UP);
  await readsPerSecond(bare, five, WARM_UP);
  return describe({
    title: 'Read one email server over 10 connections',
    unit: 'requests/s',
    rounds: 9,
    contestants: [
      { name: TWO, run: () => readsPerSecond(bare, two, AMOUNT) },
      { name: FIVE, run: () => readsPerSecond(bare, five, AMOUNT), against: [TWO] },
      { name: 'Gatepost', run: () => readsPerSecond(gatepost, ours, AMOUNT), against: [TWO, FIVE] },
    ],
  });
}

/** What answers less is quicker, and would be no measure. */
async function demandSameFields(...answers: [Client, string][]): Promise<void> {
  const fields = await Promise.all(answers.map(async ([client, path]) => Object.keys(await client.get<object>(path))));
  const different = new Set(fields.map((names) => names.join()));
  if (different.size > 1) throw new Error(`The answers differ:\n${[...different].join('\n')}`);
}
