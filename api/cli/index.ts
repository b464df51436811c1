import { afterRestoreCommand } from './after-restore.ts';
import type { Command } from './command.ts';
import { migrateCommand } from './migrate.ts';
import { resetAdminCommand } from './reset-admin.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { startCommand } from './start.ts';

/** Every command, a line each; the first is the one without a word. */
export const commands: readonly [Command, ...Command[]] = [
  startCommand,
  migrateCommand,
  rotateKeyCommand,
  resetAdminCommand,
  afterRestoreCommand,
];
