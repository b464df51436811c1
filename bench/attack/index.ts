import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '../api/client.ts';
import { withServers } from '../api/servers.ts';
import { figuresOf, type Row, rowText, sectionOf } from '../table.ts';
import { ATTACKS, type Attack } from './attacks.ts';

/** How long nobody asks anything else, for comparison. */
const QUIET_MS = 1_000;
const EVERY_MS = 5;
const ROUNDS = 3;

/** How long each attack takes, how it is answered, and how long others wait meanwhile. */
export async function benchAttack(print: (text: string) => void): Promise<void> {
  await withServers(async ({ gatepost }) => {
    const quiet = await repeated(() => watched(gatepost, () => wait(QUIET_MS)));
    const none = { name: 'while nobody asks anything', values: quiet.map(({ slowestMs }) => slowestMs) };
    print(sectionOf('Slowest answer of /livez meanwhile, ms', [none]));
    for (const attack of ATTACKS) print(rowText(await measure(gatepost, attack, none)));
  });
}

async function measure(
  api: Client,
  { name, times, request }: Attack,
  quiet: Required<Row>['against'][number],
): Promise<Row> {
  const rounds = await repeated(async () => {
    const requests = await Promise.all(Array.from({ length: times }, () => request(api)));
    return watched(api, () => Promise.all(requests.map(({ path, init }) => statusOf(api.url + path, init))));
  });
  const statuses = [...new Set(rounds.flatMap(({ result }) => result))].sort();
  const wrong = statuses.filter((status) => status < 400 || status >= 500);
  if (wrong.length > 0) throw new Error(`${name}: answered ${wrong.join(', ')}, which is no refusal.`);
  const { median, spread } = figuresOf(rounds.map(({ tookMs }) => tookMs));
  const note = `answered ${statuses.join(', ')} after ${median} ms (${spread})`;
  return { name, values: rounds.map(({ slowestMs }) => slowestMs), against: [quiet], note };
}

async function repeated<Answer>(run: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < ROUNDS; round += 1) answers.push(await run());
  return answers;
}

async function statusOf(url: string, init: object): Promise<number> {
  const answer = await fetch(url, init);
  await answer.arrayBuffer();
  return answer.status;
}

/** Runs something, and asks all the while whether the process lives. */
async function watched<Result>({ url }: Client, run: () => Promise<Result>) {
  let isOver = false;
  const startedMs = performance.now();
  const watching = slowestLook(url, () => isOver);
  const result = await run().finally(() => {
    isOver = true;
  });
  return { result, tookMs: performance.now() - startedMs, slowestMs: await watching };
}

async function slowestLook(url: string, isOver: () => boolean): Promise<number> {
  let slowestMs = 0;
  do {
    const askedMs = performance.now();
    await (await fetch(`${url}/livez`)).arrayBuffer();
    slowestMs = Math.max(slowestMs, performance.now() - askedMs);
    await wait(EVERY_MS);
  } while (!isOver());
  return slowestMs;
}
