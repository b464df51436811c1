import type { CodeWriter } from '../as-code.ts';
import { afterRestoreCommand } from './after-restore.ts';
import { auditExportCommand } from './audit-export.ts';
import type { Command } from './command.ts';
import { healthCommand } from './health.ts';
import { migrateCommand } from './migrate.ts';
import { resetAdminCommand } from './reset-admin.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { startCommand } from './start.ts';

/**
 * Every command, a line each; the first is the one without a word.
 * @param codeWriter writes objects as code for their pages; without it they have no code but curl
 */
export const createCommands = (codeWriter: CodeWriter | null = null): readonly [Command, ...Command[]] => [
  startCommand(codeWriter),
  healthCommand,
  migrateCommand,
  rotateKeyCommand,
  resetAdminCommand,
  afterRestoreCommand,
  auditExportCommand,
];
