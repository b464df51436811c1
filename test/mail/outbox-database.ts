import type { DataSource } from 'typeorm';
import { connect } from '../../api/connect.ts';
import { createTestDatabase } from '../set-up/test-database.ts';

export interface OutboxDatabase {
  database: DataSource;
  url: string;
  stop(): Promise<void>;
}

/** A database of the test's own, migrated and empty. */
export async function startOutboxDatabase(): Promise<OutboxDatabase> {
  const { url, drop } = await createTestDatabase();
  const database = await connect(url);
  return {
    database,
    url,
    async stop() {
      await database.destroy();
      await drop();
    },
  };
}

export function openOutbox(url: string): Promise<DataSource> {
  return connect(url);
}
