import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { type Config, type Environment, readConfig } from '../../api/config.ts';
import { type Gatepost, start } from '../../api/start.ts';
import { createTestDatabase } from '../set-up/test-database.ts';
import { ADMIN_PASSWORD } from './start-api.ts';

/** One cloud that may be started several times, also several at once: the same database and encryption key. */
export interface Instance {
  start(env?: Environment, tls?: Config['tls']): Promise<Gatepost>;
  /** Gives the database up. */
  drop(): Promise<void>;
}

export async function createInstance(): Promise<Instance> {
  const database = await createTestDatabase();
  return { ...instanceOn(database.url), drop: () => database.drop() };
}

export function instanceOn(databaseUrl: string): Pick<Instance, 'start'> {
  const encryptionKey = randomBytes(32);
  return {
    start(env = {}, tls = null) {
      const read = readConfig({ GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'silent', ...env }, () => '');
      const config = { ...read, tls };
      const log = pino({ level: config.logLevel });
      return start({ config, databaseUrl, encryptionKey, log, adminPassword: async () => ADMIN_PASSWORD });
    },
  };
}
