import { randomBytes } from 'node:crypto';
import { execute, onDatabase, SERVER_VARIABLE } from './test-database.ts';

/** An empty database, without any of our tables. */
export async function withEmptyDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const server = process.env[SERVER_VARIABLE] ?? '';
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  try {
    await use(onDatabase(server, name));
  } finally {
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}
