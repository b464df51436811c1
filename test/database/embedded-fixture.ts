import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import pg from 'pg';
import { startEmbedded } from '../../api/database/embedded.ts';
import { spawnOwner } from './owner.ts';

let seed: string;
/** Of the running test. */
export let dataDir: string;
let cleanUp: (() => Promise<unknown>)[];

/** Most tests begin with a cluster that was made and stopped; making one takes most of their time. */
beforeAll(async () => {
  seed = await mkdtemp(join(tmpdir(), 'embedded-seed-'));
  await chmod(seed, 0o755);
  const server = await startEmbedded({ dataDir: seed, durable: false, log: () => {} });
  await server.stop();
});

afterAll(() => rm(seed, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  cleanUp = [];
  await promisify(execFile)('cp', ['-a', `${seed}/.`, dataDir]);
});

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
  await rm(dataDir, { recursive: true, force: true });
});

export async function start(options: { dataDir?: string; tcpPort?: number; lines?: string[] } = {}) {
  const { lines = [], ...rest } = options;
  const server = await startEmbedded({ dataDir, durable: false, log: (line) => lines.push(line), ...rest });
  cleanUp.push(() => server.stop());
  return server;
}

export function own(env?: NodeJS.ProcessEnv, directory = dataDir) {
  const owner = spawnOwner(directory, env);
  cleanUp.push(() => owner.end());
  return owner;
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
