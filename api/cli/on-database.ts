import type { DataSource } from 'typeorm';
import type { Config } from '../config.ts';
import { connect } from '../connect.ts';
import { openDatabase } from './open-database.ts';

/**
 * Runs a command on the database of the API, whether that runs or not.
 * @throws when the schema is not that of this version: its tables may be others than the command knows.
 */
export async function onDatabase(
  config: Config,
  say: (line: string) => void,
  run: (database: DataSource) => Promise<void>,
): Promise<void> {
  const open = await openDatabase(config, say);
  try {
    const database = await connect(open.url);
    try {
      if (await database.showMigrations()) {
        throw new Error('The database is not up to date, or was never set up. Run gatepost migrate, or start the API.');
      }
      await run(database);
    } finally {
      await database.destroy();
    }
  } finally {
    await open.close();
  }
}
