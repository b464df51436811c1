import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../api/server-process.ts';
import { withServers } from '../api/servers.ts';
import { withMailCloud } from '../mail/cloud.ts';
import { mailsPerSecond } from '../mail/outbox.ts';
import { figuresOf, ratioOf } from '../sample.ts';
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

/** What memory processes have after their start, after a tenth of their work, and after all of it. */
export async function benchMemory(print: (text: string) => void): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-bench-memory-'));
  try {
    const columns = ['RSS', 'heap'].map((name) => cell(name, 'min–max', 'ratio (min–max)'));
    print(`${'once garbage is collected, MB'.padEnd(34)}${columns.join('')}`.trimEnd());
    await benchApiMemory(print, join(directory, 'api'));
    await benchWorkerMemory(print, join(directory, 'worker'));
    print('At its first stack trace a process reads its source map: some 15 MB of heap, once.');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchApiMemory(print: (text: string) => void, socket: string): Promise<void> {
  print('API, reads, lists and writes');
  await withServers(async ({ gatepost }) => {
    const course = { amount: REQUESTS, unit: 'requests', work: (amount: number) => sendMix(gatepost, amount) };
    await follow(print, socket, course);
  }, probeVariables(socket));
}

async function benchWorkerMemory(print: (text: string) => void, socket: string): Promise<void> {
  print('Mail worker');
  await withMailCloud(async (cloud, directory) => {
    const sink = await startServer({ script: 'bench/mail/sink.ts', env: {}, logFile: join(directory, 'sink.log') });
    try {
      await cloud.select(Number(new URL(sink.url).port), null);
      const work = async (amount: number) => {
        for (let left = amount; left > 0; left -= BATCH) await mailsPerSecond(cloud, Math.min(left, BATCH));
      };
      const run = () => follow(print, socket, { amount: MAILS, unit: 'mails', work });
      await cloud.withWorkers(1, run, { ...probeVariables(socket), ...WORKER });
    } finally {
      await sink.stop();
    }
  });
}

interface Course {
  amount: number;
  unit: string;
  work(amount: number): Promise<void>;
}

/** Each line is divided by that after a tenth of the work, by when everything is loaded and compiled. */
async function follow(print: (text: string) => void, socket: string, { amount, unit, work }: Course): Promise<void> {
  const tenth = Math.ceil(amount / 10);
  const started = await readings(socket);
  await work(tenth);
  const warm = await readings(socket);
  print(line('after the start', started, warm));
  print(line(`after ${tenth} ${unit}`, warm, warm));
  await work(amount - tenth);
  print(line(`after ${amount} ${unit}`, await readings(socket), warm));
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

function line(name: string, taken: readonly Reading[], warm: readonly Reading[]): string {
  const cells = (['rss', 'heap'] as const).map((kind) => {
    const values = taken.map((reading) => reading[kind]);
    const reference = warm.map((reading) => reading[kind]);
    const { median, spread } = figuresOf(values);
    return cell(median, spread, ratioOf(values, reference));
  });
  return `  ${name.padEnd(32)}${cells.join('')}`.trimEnd();
}

const cell = (median: string, spread: string, ratio: string) =>
  `${median.padStart(6)}   ${spread.padEnd(12)}${ratio.padEnd(20)}`;
