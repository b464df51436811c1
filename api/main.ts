import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { startEmbedded } from './database/embedded.ts';
import { keyOfDirectory } from './secrets/key-file.ts';
import { type Gatepost, start } from './start.ts';
import { welcome } from './welcome.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Database {
  url: string;
  stop(): Promise<void>;
}

async function openDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined };
  say(`Starting PostgreSQL on ${config.dataDir} …`);
  return startEmbedded({ dataDir: config.dataDir, log: say });
}

/** Shown on a terminal; anywhere else it would stay in some log, so it goes to a file that only its owner reads. */
async function makeAdminPassword(config: Config): Promise<string> {
  if (config.admin.password !== null) return config.admin.password;
  const password = randomBytes(18).toString('base64url');
  if (process.stdout.isTTY) {
    say(`\nFirst administrator: ${config.admin.username}\nPassword (shown once): ${password}\n`);
    return password;
  }
  const path = join(config.dataDir, 'admin-password');
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(path, `${password}\n`, { mode: 0o600, flag: 'w' });
  say(`First administrator: ${config.admin.username}, password in ${path}; delete the file when you have it.`);
  return password;
}

async function run(): Promise<void> {
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  const log = pino(
    { level: config.logLevel, redact: ['req.headers', '*.password', '*.client_secret', '*.token'] },
    pino.destination(2),
  );
  const database = await openDatabase(config);
  try {
    const encryptionKey = config.encryptionKey ?? (await keyOfDirectory(join(config.dataDir, 'encryption-key')));
    const adminPassword = () => makeAdminPassword(config);
    const gatepost = await start({ config, databaseUrl: database.url, encryptionKey, log, adminPassword });
    say(welcome(config, gatepost.url));
    await stopOnSignal(gatepost);
  } finally {
    await database.stop();
  }
  say('Stopped. The data are kept.');
}

/** The first signal stops cleanly; a second one does not wait. */
async function stopOnSignal(gatepost: Gatepost): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  say('\nStopping …');
  process.once('SIGINT', () => process.exit(130));
  await gatepost.stop();
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    const isConfig = error instanceof ConfigError;
    console.error(isConfig || error instanceof Error ? error.message : error);
    process.exit(isConfig ? 2 : 1);
  },
);
