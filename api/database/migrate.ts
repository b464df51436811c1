import type { QueryRunner } from 'typeorm';
import { unboundedDataSource } from './data-source.ts';

/** Brings the schema of the database up to date, and says what it applied. Safe when several processes start at once. */
export async function migrate(url: string): Promise<string[]> {
  const database = await unboundedDataSource(url).initialize();
  const holder = database.createQueryRunner();
  try {
    await lock(holder);
    const applied = (await database.runMigrations({ transaction: 'each' })).map(({ name }) => name);
    await holder.commitTransaction();
    return applied;
  } finally {
    await holder.release();
    await database.destroy();
  }
}

/**
 * A lock of a transaction that waits beside the migrations, however long they take: one of the session would be lost
 * behind a pooler.
 */
async function lock(holder: QueryRunner): Promise<void> {
  await holder.startTransaction();
  await holder.query(`SELECT pg_advisory_xact_lock(hashtext('gatepost.migrate'))`);
}
