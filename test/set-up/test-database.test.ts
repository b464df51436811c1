import { expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, execute } from './test-database.ts';

test('a test database is a migrated copy of its own, and can be dropped with sessions open', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await execute(one.url, 'CREATE TABLE mine (id integer)');
  await expect(execute(other.url, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
  await execute(other.url, 'SELECT * FROM migration');
  const client = new pg.Client({ connectionString: one.url });
  client.on('error', () => {});
  await client.connect();
  await one.drop();
  await other.drop();
  await client.end();
  await expect(execute(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
});
