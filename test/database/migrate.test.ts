import { expect, test } from '@jest/globals';
import { migrate } from '../../api/database/migrate.ts';
import { migrations } from '../../api/database/migrations/index.ts';
import { withEmptyDatabase } from '../set-up/empty-database.ts';
import { makeMigrationSlow } from './slow-migration.ts';

test('a migration, and whoever waits for it, may take longer than the database lets a statement run', async () => {
  await withEmptyDatabase(async (url) => {
    await makeMigrationSlow(url);
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied.map(({ length }) => length).sort()).toEqual([0, migrations.length]);
  });
});
