import { DataSource } from 'typeorm';
import { Client } from './client.ts';
import { migrations } from './migrations/index.ts';
import { NamingStrategy } from './naming.ts';
import { tables } from './tables.ts';

/** A connected pool; every statement has a bound, so that a stuck database becomes an error and not a hang. */
export async function connect(url: string): Promise<DataSource> {
  return dataSource(url).initialize();
}

/** Brings the schema of the database up to date, and says what it applied. Safe when several processes start at once. */
export async function migrate(url: string): Promise<string[]> {
  const database = await connect(url);
  const runner = database.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('gatepost.migrate'))`);
    return (await database.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('gatepost.migrate'))`).catch(() => undefined);
    await runner.release();
    await database.destroy();
  }
}

export function dataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: tables,
    migrations,
    migrationsTableName: 'migration',
    namingStrategy: new NamingStrategy(),
    logging: false,
    poolSize: 10,
    connectTimeoutMS: 5_000,
    extra: { Client, statement_timeout: 30_000, query_timeout: 35_000, idle_in_transaction_session_timeout: 60_000 },
  });
}
