import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../api/connect.ts';
import { ask, run, sendAhead } from '../../api/database/statement.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';

let testDatabase: TestDatabase;
let database: DataSource;
let watcher: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  [database, watcher] = await Promise.all([connect(testDatabase.url, 1), connect(testDatabase.url, 1)]);
  await database.query('CREATE TABLE line (text text PRIMARY KEY)');
});
afterAll(async () => {
  await Promise.all([database.destroy(), watcher.destroy()]);
  await testDatabase.drop();
});

const ADD = 'INSERT INTO line VALUES ($1)';
const lines = async () =>
  (await watcher.query('SELECT text FROM line ORDER BY text')).map(({ text }: { text: string }) => text);

async function stateOf(pid: number): Promise<string> {
  const [session] = await watcher.query('SELECT state FROM pg_stat_activity WHERE pid = $1', [pid]);
  return session.state;
}

describe('a transaction', () => {
  test('begins with its first statement, and then holds its session', async () => {
    const [{ pid }] = await database.query('SELECT pg_backend_pid() AS pid');
    await database.transaction(async (manager) => {
      expect(await stateOf(pid)).toBe('idle');
      await run(manager, ADD, ['first']);
      expect(await stateOf(pid)).toBe('idle in transaction');
      expect(await lines()).toEqual([]);
    });
    expect(await lines()).toEqual(['first']);
  });

  test('that ends without a statement leaves the session as it was', async () => {
    await database.transaction(async () => undefined);
    await database.transaction(() => Promise.reject(new Error('on purpose'))).catch(() => undefined);
    await run(database.manager, ADD, ['alone']);
    expect(await lines()).toEqual(['alone', 'first']);
  });

  test('that fails after its first statement leaves nothing', async () => {
    const failing = database.transaction(async (manager) => {
      await run(manager, ADD, ['never']);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await lines()).toEqual(['alone', 'first']);
  });
});

describe('a statement that was sent ahead', () => {
  test('commits with its transaction', async () => {
    const last = await database.transaction((manager) => sendAhead(manager, ADD, ['last']));
    await last.answered;
    expect(await lines()).toContain('last');
  });

  test('that fails takes the transaction with it, and says why; the connection goes on', async () => {
    const last = await database.transaction(async (manager) => {
      await run(manager, ADD, ['lost']);
      return sendAhead(manager, ADD, ['first']);
    });
    await expect(last.answered).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await lines()).not.toContain('lost');
    expect(await ask(database.manager, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('is told as what failed first, and not those behind it', async () => {
    const sent = await database.transaction(async (manager) => [
      await sendAhead(manager, ADD, ['first']),
      await sendAhead(manager, 'INSERT INTO line VALUES ($1) RETURNING text', ['behind']),
    ]);
    const codes = await Promise.all(sent.map(({ answered }) => answered.catch((error) => error.driverError.code)));
    expect(codes).toEqual(['23505', '25P02']);
    // Its text was not parsed in the transaction that had failed, which the connection knows.
    await run(database.manager, 'INSERT INTO line VALUES ($1) RETURNING text', ['behind']);
    expect(await lines()).toContain('behind');
  });
});
