import type { DataSource } from 'typeorm';
import type { Config } from './config.ts';
import { connect } from './connect.ts';
import { dataSource } from './database/data-source.ts';

/** The connections of a process. Mail leaves whatever requests do, and who watches the process waits for neither. */
export interface Pools {
  database: DataSource;
  mail: DataSource;
  watch: DataSource;
  /** Where new mail is heard of: one connection, past a pooler where there is a way. */
  announcements: DataSource;
}

const WATCH_POOL_SIZE = 2;

export async function openPools({ scale, databaseDirectUrl }: Config, url: string): Promise<Pools> {
  const [database, mail, watch, announcements] = await Promise.all([
    connect(url, scale.databasePoolSize),
    connect(url, scale.mailWorker.poolSize),
    dataSource(url, [], WATCH_POOL_SIZE).initialize(),
    dataSource(databaseDirectUrl ?? url, [], 1).initialize(),
  ]);
  return { database, mail, watch, announcements };
}

export async function closePools(pools: Pools): Promise<void> {
  await Promise.all(Object.values(pools).map((pool: DataSource) => pool.destroy()));
}
