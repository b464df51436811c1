import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from '../../api/connect.ts';
import { ask } from '../../api/database/statement.ts';
import { toApiError } from '../../api/http/error-handler.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';

const thrownBy = (run: () => Promise<unknown>) =>
  run().then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('what is wrong with us is never said to be wrong with the database', () => {
  test('such as a file that is missing', async () => {
    expect(toApiError(await thrownBy(() => readFile('/no/such/file'))).code).toBe('internal');
  });

  test('such as a statement with more values than the protocol has room for, or a broken one', async () => {
    const source = await connect(database.url);
    const values = Array.from({ length: 65_536 }, () => 1);
    const tooMany = `SELECT 1 WHERE 1 IN (${values.map((_, at) => `$${at + 1}`).join()})`;
    for (const [text, given] of [
      [tooMany, values],
      ['SELEC 1', []],
      ['SELECT $1::int', ['x']],
    ] as const) {
      const error = toApiError(await thrownBy(() => ask(source.manager, text, given)));
      expect([text.slice(0, 20), error.code]).toEqual([text.slice(0, 20), 'internal']);
    }
    await source.destroy();
  });

  test.each([
    ['transaction_timeout', 'SELECT 1'],
    ['transaction_timeout', 'SELECT pg_sleep(5)'],
    ['idle_in_transaction_session_timeout', 'SELECT 1'],
  ])('and what is, is: a transaction that the server ended by its %s, after or within %s', async (bound, statement) => {
    const source = await connect(database.url);
    const runner = source.createQueryRunner();
    const [known] = await runner.query('SELECT name FROM pg_settings WHERE name = $1', [bound]);
    if (known === undefined) {
      // That of a transaction came with PostgreSQL 17; an older one cannot end one by it.
      expect(bound).toBe('transaction_timeout');
      await runner.release();
      return source.destroy();
    }
    await runner.query(`SET ${bound} = '20ms'`);
    const error = await thrownBy(async () => {
      await runner.startTransaction();
      await ask(runner.manager, statement);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await ask(runner.manager, 'SELECT 1');
    });
    await runner.release();
    expect(toApiError(error).code).toBe('database_unavailable');
    await source.destroy();
  });

  test('and what is, is: a server that is not there', async () => {
    const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing';
    for (const url of [nowhere, 'postgresql://nobody@localhost/nothing?host=%2Fno%2Fsuch']) {
      expect(toApiError(await thrownBy(() => connect(url))).code).toBe('database_unavailable');
    }
  });
});
