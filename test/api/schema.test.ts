import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { connect } from '../../api/connect.ts';
import { migrate } from '../../api/database/migrate.ts';
import { migrations } from '../../api/database/migrations/index.ts';
import { resources } from '../../api/resources/index.ts';
import { createTestDatabase, execute, onDatabase, SERVER_VARIABLE } from '../set-up/test-database.ts';

describe('the migrated schema', () => {
  test('equals what the tables declare', async () => {
    const testDatabase = await createTestDatabase();
    const database = await connect(testDatabase.url);
    const { upQueries } = await database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await database.destroy();
    await testDatabase.drop();
  });

  test('has org_id, version and updated_by in the table of every resource', () => {
    for (const { table } of resources) {
      expect(Object.keys(table.options.columns)).toEqual(expect.arrayContaining(['org_id', 'version', 'updated_by']));
    }
  });
});

describe('migrations', () => {
  test('run safely three times at once on an empty database, and again', async () => {
    const server = process.env[SERVER_VARIABLE] ?? '';
    const name = `migrated_${randomBytes(6).toString('hex')}`;
    await execute(server, `CREATE DATABASE ${name}`);
    const url = onDatabase(server, name);
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await migrate(url);
    const database = await connect(url);
    const done: { name: string }[] = await database.query('SELECT name FROM migration ORDER BY id');
    expect(done.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
    await database.destroy();
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
});
