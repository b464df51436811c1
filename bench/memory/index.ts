import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../api/server-process.ts';
import { withServers } from '../api/servers.ts';
import { withMailCloud } from '../mail/cloud.ts';
import { mailsPerSecond } from '../mail/outbox.ts';
import { sectionOf } from '../table.ts';
import { sendMix } from './mix.ts';
import { probeVariables, type Reading, readMemory } from './reading.ts';

/** After so many even a small leak shows; fewer are for trying the bench out. */
const REQUESTS = Number(process.env.GATEPOST_BENCH_REQUESTS ?? 100_000);
const MAILS = Number(process.env.GATEPOST_BENCH_MAILS ?? 100_000);
/** Mails that are put into the outbox at once. */
const BATCH = 10_000;
/** It sends mail and answers nobody. */
const WORKER = { GATEPOST_ROLES: 'mail', GATEPOST_PUBLIC_URL: 'https://gatepost.example.com' };
const READINGS = 5;
const APART_MS = 500;
const NAMES = { rss: 'Resident memory', heap: 'Heap' } as const;

/** What memory processes have after their start, after a tenth of their work, and after all of it. */
export async function benchMemory(print: (text: string) => void): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-bench-memory-'));
  try {
    await benchApiMemory(print, join(directory, 'api'));
    await benchWorkerMemory(print, join(directory, 'worker'));
    print('At its first stack trace a process reads its source map: some 15 MB of heap, once.');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchApiMemory(print: (text: string) => void, socket: string): Promise<void> {
  await withServers(async ({ gatepost }) => {
    const work = (amount: number) => sendMix(gatepost, amount);
    const course = { of: 'the API, reads, lists and writes', amount: REQUESTS, unit: 'requests', work };
    await follow(print, socket, course);
  }, probeVariables(socket));
}

async function benchWorkerMemory(print: (text: string) => void, socket: string): Promise<void> {
  await withMailCloud(async (cloud, directory) => {
    const sink = await startServer({ script: 'bench/mail/sink.ts', env: {}, logFile: join(directory, 'sink.log') });
    try {
      await cloud.select(Number(new URL(sink.url).port), null);
      const work = async (amount: number) => {
        for (let left = amount; left > 0; left -= BATCH) await mailsPerSecond(cloud, Math.min(left, BATCH));
      };
      const run = () => follow(print, socket, { of: 'the mail worker', amount: MAILS, unit: 'mails', work });
      await cloud.withWorkers(1, run, { ...probeVariables(socket), ...WORKER });
    } finally {
      await sink.stop();
    }
  });
}

interface Course {
  /** Of which process. */
  of: string;
  amount: number;
  unit: string;
  work(amount: number): Promise<void>;
}

/** Each row is divided by that after a tenth of the work, by when everything is loaded and compiled. */
async function follow(
  print: (text: string) => void,
  socket: string,
  { of, amount, unit, work }: Course,
): Promise<void> {
  const tenth = Math.ceil(amount / 10);
  const started = await readings(socket);
  await work(tenth);
  const warm = await readings(socket);
  await work(amount - tenth);
  const worn = await readings(socket);
  for (const kind of ['rss', 'heap'] as const) {
    const reference = { name: `after ${tenth}`, values: warm.map((reading) => reading[kind]) };
    const rowOf = (name: string, taken: readonly Reading[]) => ({
      name,
      values: taken.map((reading) => reading[kind]),
      against: [reference],
    });
    const rows = [
      rowOf('after the start', started),
      { name: `after ${tenth} ${unit}`, values: reference.values },
      rowOf(`after ${amount} ${unit}`, worn),
    ];
    print(sectionOf(`${NAMES[kind]} of ${of}, once garbage is collected, MB`, rows));
  }
}

/** A few, since what was freed goes back to the system in its own time. */
async function readings(socket: string): Promise<Reading[]> {
  const taken: Reading[] = [];
  for (let each = 0; each < READINGS; each += 1) {
    await wait(APART_MS);
    taken.push(await readMemory(socket));
  }
  return taken;
}
