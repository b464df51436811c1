import type { DataSource } from 'typeorm';
import { dataSource } from './database/data-source.ts';
import { tables } from './tables/index.ts';

/** A connected pool that knows every table. */
export async function connect(url: string, poolSize?: number): Promise<DataSource> {
  return dataSource(url, tables, poolSize).initialize();
}
