import type { DataSource } from 'typeorm';
import { connect } from '../../api/connect.ts';
import { createTestDatabase } from '../set-up/test-database.ts';

export interface OutboxDatabase {
  database: DataSource;
  url: string;
  stop(): Promise<void>;
}

/** A database of the test's own, migrated and empty but for cloud settings, which refer to nothing. */
export async function startOutboxDatabase(): Promise<OutboxDatabase> {
  const { url, drop } = await createTestDatabase();
  const database = await connect(url);
  await addSettings(database);
  return {
    database,
    url,
    async stop() {
      await database.destroy();
      await drop();
    },
  };
}

export async function addSettings(database: DataSource): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    await manager.query(SETTINGS);
  });
}

const SETTINGS = `
  INSERT INTO cloud_setting (id, org_id, created_at, updated_at, name, title, email_sender,
    tls_client_profile_default_id, admin_user_registry_default_id, provider_user_registry_default_id)
  SELECT nothing, nothing, now(), now(), 'settings', 'settings', '{}', nothing, nothing, nothing
    FROM gen_random_uuid() nothing`;

export function openOutbox(url: string): Promise<DataSource> {
  return connect(url);
}
