import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { BoundedClient, Client } from './client.ts';
import { migrations } from './migrations/index.ts';
import { NamingStrategy } from './naming.ts';

/** Every statement has a bound, so that a stuck database becomes an error and not a hang. */
const BOUNDS = { statement_timeout: 30_000, query_timeout: 35_000, idle_in_transaction_session_timeout: 60_000 };

/** The connections for requests. */
export const POOL_SIZE = 10;
/** How many of them the requests of one caller hold at once. */
export const CALLER_SHARE = Math.floor(POOL_SIZE / 3);

/** A pool that is not connected yet, with the tables that are asked for by it. */
export function dataSource(
  url: string,
  tables: readonly EntitySchema[] = [],
  poolSize: number = POOL_SIZE,
): DataSource {
  return new DataSource({
    ...common(url),
    entities: [...tables],
    poolSize,
    extra: { Client: BoundedClient, ...BOUNDS },
  });
}

/** One connection for what may take as long as it takes, such as a migration of a large table. */
export function unboundedDataSource(url: string): DataSource {
  return new DataSource({ ...common(url), poolSize: 1, extra: { Client } });
}

function common(url: string): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migration',
    namingStrategy: new NamingStrategy(),
    logging: false,
    connectTimeoutMS: 5_000,
  };
}
