import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { BoundedClient, UnboundedClient } from './client.ts';
import { migrations } from './migrations/index.ts';
import { NamingStrategy } from './naming.ts';

/** Longer than the server lets a statement run: it ends what not even the server's word about it reaches. */
const QUERY_TIMEOUT_MS = 35_000;

/** Enough for a command, and for one test. */
const POOL_SIZE = 10;

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
    // Pipelined: a statement is sent whether or not the one before it has its answer.
    extra: { Client: BoundedClient, query_timeout: QUERY_TIMEOUT_MS, pipeline: true },
  });
}

/** Two connections for what may take as long as it takes, such as a migration of a large table. */
export function unboundedDataSource(url: string): DataSource {
  return new DataSource({ ...common(url), poolSize: 2, extra: { Client: UnboundedClient } });
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
