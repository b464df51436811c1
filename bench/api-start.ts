import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../scripts/bundle.mjs';
import { waitUntil } from '../toolbox/poll.ts';
import { startServer } from './api/server-process.ts';
import { describe } from './table.ts';

const ROUNDS = 5;
const POLL_MS = 5;
const EMPTY = 'empty Node script';
const root = resolve(import.meta.dirname, '..');
/** What `npm start` runs. */
const PROGRAM = 'cli/main.ts';

/** How long from `npm start` until the API says it is ready: for the first time, and with everything there? */
export async function benchApiStart(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-bench-'));
  // PostgreSQL's own user has to pass through it.
  await chmod(directory, 0o755);
  const kept = join(directory, 'kept');
  let first = 0;
  const nextFirst = () => {
    first += 1;
    return join(directory, `first-${first}`);
  };
  try {
    // The round that is not counted makes the database.
    return await describe({
      title: 'Start of the API',
      unit: 'ms',
      rounds: ROUNDS,
      contestants: [
        { name: EMPTY, run: untilEmptyScriptEnds },
        { name: 'API, start to ready', run: () => untilReady(kept), against: [EMPTY] },
        { name: 'API, built first, to ready', run: () => untilReadyUnbuilt(kept), against: [EMPTY] },
        {
          name: 'API, its first start, which makes the database',
          run: () => untilReady(nextFirst()),
          against: [EMPTY],
        },
      ],
    });
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function untilEmptyScriptEnds(): Promise<number> {
  const startedMs = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - startedMs;
}

/** As after a change of a source. */
async function untilReadyUnbuilt(dataDir: string): Promise<number> {
  await rm(`${await bundle(root, PROGRAM)}.json`);
  return untilReady(dataDir);
}

/** Milliseconds until /readyz answers 200; the API is then ended, with its database. */
async function untilReady(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const env = { GATEPOST_DATA_DIR: dataDir, GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'fatal' };
  const api = await startServer({ script: PROGRAM, env, logFile: `${dataDir}.log` });
  try {
    await waitUntil(() => isReady(api.url), Boolean, { everyMs: POLL_MS });
    return performance.now() - startedMs;
  } finally {
    await api.stop();
  }
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}
