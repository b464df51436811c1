import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundle } from '../scripts/bundle.mjs';
import { describe } from './table.ts';

const ROUNDS = 5;
const POLL_MS = 5;
const EMPTY = 'empty Node script';
const root = resolve(import.meta.dirname, '..');
const entry = 'api/main.ts';

/** How long from `npm start`, on a database that exists, until the API says it is ready? */
export async function benchApiStart(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatepost-bench-'));
  try {
    // The round that is not counted makes the database.
    return await describe({
      title: 'Start of the API',
      unit: 'ms',
      rounds: ROUNDS,
      contestants: [
        { name: EMPTY, run: untilEmptyScriptEnds },
        { name: 'API, start to ready', run: () => untilReady(dataDir), against: [EMPTY] },
        { name: 'API, built first, to ready', run: () => untilReadyUnbuilt(dataDir), against: [EMPTY] },
      ],
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function untilEmptyScriptEnds(): Promise<number> {
  const startedMs = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - startedMs;
}

/** As after a change of a source. */
async function untilReadyUnbuilt(dataDir: string): Promise<number> {
  await rm(`${await bundle(root, entry)}.json`);
  return untilReady(dataDir);
}

/** Milliseconds until /readyz answers 200; the API is then ended, with its database. */
async function untilReady(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), entry], {
    env: { PATH: process.env.PATH, GATEPOST_DATA_DIR: dataDir, GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  try {
    const url = await urlOf(child.stdout, ended);
    while (!(await isReady(url))) await wait(POLL_MS);
    return performance.now() - startedMs;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Where it says it is. */
function urlOf(output: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  let text = '';
  return new Promise((found, reject) => {
    output.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const url = /Gatepost is at (\S+)/.exec(text)?.[1];
      if (url) found(url);
    });
    ended.then(() => reject(new Error(`The API ended before it was ready:\n${text}`)), reject);
  });
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}
