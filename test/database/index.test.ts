import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../api/connect.ts';
import { quoted } from '../../api/database/write.ts';
import { resources } from '../../api/resources/index.ts';
import { tables } from '../../api/tables/index.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await connect(testDatabase.url);
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

/** They have one row, whatever becomes of the cloud. */
const OF_ONE_ROW = ['cloud_setting'];

interface Columns {
  name: string;
  table: string;
  columns: string[];
}

/** Names of a relation's columns by their numbers, in that order; an expression has the number 0 and no name. */
const namesOf = (relation: string, numbers: string) =>
  `(SELECT array_agg(coalesce(a.attname, '') ORDER BY place)::text[]
      FROM unnest(${numbers}) WITH ORDINALITY AS c (number, place)
      LEFT JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = c.number)`;

/** Indexes of all rows; one of some rows serves only those who ask for them. */
const INDEXES = `
  SELECT i.relname AS name, t.relname AS table, ${namesOf('t.oid', 'x.indkey')} AS columns
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
   WHERE t.relnamespace = 'public'::regnamespace AND x.indpred IS NULL`;

const FOREIGN_KEYS = `
  SELECT f.conname AS name, t.relname AS table, ${namesOf('t.oid', 'f.conkey')} AS columns
    FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid
   WHERE f.contype = 'f' AND t.relnamespace = 'public'::regnamespace`;

/** The indexes that begin with these columns, in whichever order. */
function servants(indexes: readonly Columns[], table: string, columns: readonly string[]): Columns[] {
  const first = (index: Columns) => index.columns.slice(0, columns.length).sort().join();
  return indexes.filter((index) => index.table === table && first(index) === [...columns].sort().join());
}

describe('every', () => {
  test('foreign key has an index on its own side, which a deletion on the other one looks up', async () => {
    const indexes: Columns[] = await database.query(INDEXES);
    const keys: Columns[] = await database.query(FOREIGN_KEYS);
    expect(keys.length).toBeGreaterThan(50);
    const without = keys.filter(({ table, columns }) => servants(indexes, table, columns).length === 0);
    expect(without.filter(({ table }) => !OF_ONE_ROW.includes(table)).map(({ name }) => name)).toEqual([]);
  });

  test('list has an index in its order, of an organization or over all of them', async () => {
    const indexes: Columns[] = await database.query(INDEXES);
    const listed = resources.filter(({ methods }) => methods === undefined || methods.includes('list'));
    expect(listed.length).toBeGreaterThan(15);
    const without = listed.filter(({ table, acrossOrgs }) => {
      const order = acrossOrgs ? ['created_at', 'id'] : ['org_id', 'created_at', 'id'];
      const name = quoted(table).replaceAll('"', '');
      return !indexes.some((index) => index.table === name && index.columns.join() === order.join());
    });
    expect(without.map(({ type }) => type)).toEqual([]);
  });

  test('index of the database is declared by its table, and every declared one is in the database', async () => {
    const found: { name: string }[] = await database.query(
      // Those of a partition are made with it, after those of its table.
      `SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migration' AND NOT i.relispartition`,
    );
    const declared = tables.flatMap(({ options }) => [
      `${options.tableName ?? options.name}_pkey`,
      ...[...(options.uniques ?? []), ...(options.indices ?? [])].map(({ name }) => name),
    ]);
    expect(found.map(({ name }) => name).sort()).toEqual(declared.sort());
  });
});
