import { migrate } from '../database/migrate.ts';
import type { Command } from './command.ts';
import { openDatabase } from './open-database.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Brings the schema of the database up to date.',
  help: 'The API does so too when it starts; this is for those who want it as a step of its own. It can be run twice.',
  async run({ config, say, report }) {
    const database = await openDatabase(config, say);
    try {
      const applied = await migrate(config.databaseDirectUrl ?? database.url);
      for (const name of applied) say(`Applied ${name}`);
      say('The schema is up to date.');
      report({ applied });
    } finally {
      await database.close();
    }
  },
};
