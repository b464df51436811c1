import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../operations/log.ts';
import { readOrCreateKey } from '../secrets/key-file.ts';
import { start } from '../start.ts';
import { welcome } from '../welcome.ts';
import type { Command, CommandCall } from './command.ts';
import { handOverPassword } from './hand-over.ts';
import { startDatabase } from './open-database.ts';

export const startCommand: Command = {
  name: 'start',
  summary: 'Runs the API until it is told to stop.',
  help: 'SIGINT, SIGTERM or SIGHUP lets it finish requests and mails under way; a second one ends it at once.',
  run,
};

async function run(call: CommandCall): Promise<void> {
  const { config, say } = call;
  const log = createLog(config.logLevel);
  // Listened for from the start: a signal that ended us before would leave the database behind.
  const toldToStop = firstSignal();
  const database = await startDatabase(config, say);
  try {
    const encryptionKey = config.encryptionKey ?? (await readOrCreateKey(join(config.dataDir, 'encryption-key')));
    const adminPassword = () => firstPassword(call);
    const gatepost = await start({ config, databaseUrl: database.url, encryptionKey, log, adminPassword });
    say(welcome(config, gatepost.url));
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
