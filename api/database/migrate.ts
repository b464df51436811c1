import { unboundedDataSource } from './data-source.ts';

/** Brings the schema of the database up to date, and says what it applied. Safe when several processes start at once. */
export async function migrate(url: string): Promise<string[]> {
  const database = await unboundedDataSource(url).initialize();
  try {
    // A lock of the session, on the one connection there is: it goes with it, and other processes wait for that.
    await database.query(`SELECT pg_advisory_lock(hashtext('gatepost.migrate'))`);
    return (await database.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await database.destroy();
  }
}
