import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { CodeWriter } from '../as-code.ts';
import { createLog } from '../operations/log.ts';
import { readOrCreateKey } from '../secrets/key-file.ts';
import { start } from '../start.ts';
import { welcome } from '../welcome.ts';
import type { Command, CommandCall } from './command.ts';
import { handOverPassword } from './hand-over.ts';
import { startDatabase } from './open-database.ts';

export const startCommand = (codeWriter: CodeWriter | null): Command => ({
  name: 'start',
  alias: 'serve',
  summary: 'Runs the API until it is told to stop.',
  help: `SIGINT, SIGTERM or SIGHUP lets it finish requests and mails under way; a second one ends it at once.
A process may take on some roles and leave the others to processes beside it, on the same PostgreSQL:
api answers requests, mail sends what is in the outbox, housekeeping takes away what is over. All of them answer /livez, /readyz and /metrics.`,
  options: { roles: 'api,mail,housekeeping (the default) or some of these; wins over GATEPOST_ROLES' },
  choices: { roles: ['api', 'mail', 'housekeeping', 'api,mail', 'mail,housekeeping'] },
  variables: { roles: 'GATEPOST_ROLES' },
  run: (call) => run(call, codeWriter),
});

async function run(call: CommandCall, codeWriter: CodeWriter | null): Promise<void> {
  const { config, say, report } = call;
  const log = createLog(config.logLevel);
  // Listened for from the start: a signal that ended us before would leave the database behind.
  const toldToStop = firstSignal();
  const database = await startDatabase(config, say);
  try {
    const encryptionKey = config.encryptionKey ?? (await readOrCreateKey(join(config.dataDir, 'encryption-key')));
    const adminPassword = () => firstPassword(call);
    const gatepost = await start({ config, databaseUrl: database.url, encryptionKey, log, adminPassword, codeWriter });
    say(welcome(config, gatepost.url, gatepost.listensAt));
    report({ url: gatepost.url, listens_at: gatepost.listensAt });
    await toldToStop;
    say('\nStopping …');
    await gatepost.stop();
  } finally {
    await database.close();
  }
  say('Stopped. The data are kept.');
}

async function firstPassword(call: CommandCall): Promise<string> {
  const { config } = call;
  if (config.admin.password !== null) return config.admin.password;
  const password = randomBytes(18).toString('base64url');
  await handOverPassword(call, { title: 'First administrator', username: config.admin.username, password });
  return password;
}

/** The first signal stops cleanly; a second one does not wait. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (signal: NodeJS.Signals) => {
      // 128 and the number of the signal, as shells report it.
      if (isStopping) process.exit(128 + constants.signals[signal]);
      isStopping = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
