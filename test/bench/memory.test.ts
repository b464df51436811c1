import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { probeVariables, readMemory } from '../../bench/memory/reading.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-memory-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('a process with the probe tells its memory without its garbage, and is not kept running by it', async () => {
  const socket = join(directory, 'socket');
  const script = `
    let garbage = Array.from({ length: 200_000 }, () => ({ some: 'garbage' }));
    garbage = null;
    console.log(process.memoryUsage().heapUsed / 1e6);
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, ...probeVariables(socket) } });
  const [before] = await once(child.stdout, 'data');
  const { rss, heap } = await readMemory(socket);
  expect(heap).toBeLessThan(Number(before));
  expect(rss).toBeGreaterThan(heap);
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});
