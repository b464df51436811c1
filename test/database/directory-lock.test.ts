import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isRunning } from '../../api/database/embedded/process-status.ts';
import { dataDir, own, query, start } from './embedded-fixture.ts';

describe('embedded PostgreSQL and its owner', () => {
  test('starts after its owner was killed, stopping the server that was left running', async () => {
    const owner = own();
    const { url, server_pid } = await owner.next();
    await query(String(url), "CREATE TABLE kept AS SELECT 'yes' AS answer");
    await owner.kill();
    expect(await isRunning(Number(server_pid))).toBe(true);
    const lines: string[] = [];
    const server = await start({ lines });
    expect(await isRunning(Number(server_pid))).toBe(false);
    expect(lines).toEqual([expect.stringContaining('left behind')]);
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
  });

  test('starts after owner, server and sessions were all killed', async () => {
    const owner = own();
    const { url, server_pid } = await owner.next();
    await query(String(url), "CREATE TABLE kept AS SELECT 'yes' AS answer");
    const sessions = await query(String(url), 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    await owner.kill();
    for (const pid of [Number(server_pid), ...sessions.map((session) => Number(session.pid))]) killIfAlive(pid);
    const server = await start();
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
  });

  test('starts after the server alone was killed, waiting for what it left', async () => {
    const owner = own();
    const { server_pid } = await owner.next();
    await owner.kill();
    process.kill(Number(server_pid), 'SIGKILL');
    const server = await start();
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('is not hindered by a pid file that names a process of someone else', async () => {
    const server = await start();
    await server.stop();
    const pidFile = join(dataDir, 'postgres', 'cluster', 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n/elsewhere\n0\n5432\n\n`);
    const again = await start();
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('is not hindered by an owner whose pid now belongs to another process', async () => {
    await writeFile(
      join(dataDir, 'owner.json'),
      JSON.stringify({ pid: process.ppid, started_at: '2020-01-01T00:00:00.000Z', process_start: 'an earlier one' }),
    );
    expect((await start()).pid).toBeGreaterThan(0);
  });

  test('refuses a directory that another process holds, saying which and since when', async () => {
    const owner = own();
    await owner.next();
    const { started_at } = JSON.parse(await readFile(join(dataDir, 'owner.json'), 'utf8'));
    const since = String(started_at).replace('T', ' ').slice(0, 19);
    await expect(start()).rejects.toThrow(`is held by process ${owner.pid} since ${since} UTC`);
  });

  test('lets exactly one of several that start at once have the directory', async () => {
    const results = await Promise.allSettled([start(), start(), start(), start()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  test('survives the Ctrl-C of its owner until the owner stops it', async () => {
    const owner = own();
    const { server_pid } = await owner.next();
    process.kill(-owner.pid, 'SIGINT');
    expect(await owner.next()).toEqual({ event: 'interrupted', rows: [{ one: 1 }] });
    owner.child.stdin?.end();
    expect(await owner.next()).toEqual({ event: 'stopped' });
    expect(await isRunning(Number(server_pid))).toBe(false);
  });
});

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ESRCH');
  }
}
