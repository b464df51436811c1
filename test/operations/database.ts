import { randomBytes } from 'node:crypto';
import { execute, onDatabase, SERVER_VARIABLE, type TestDatabase } from '../set-up/test-database.ts';

/** A database without even a schema, as the first start finds it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = process.env[SERVER_VARIABLE] ?? '';
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  return { url: onDatabase(server, name), drop: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}
