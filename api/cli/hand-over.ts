import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandCall } from './command.ts';

/**
 * Tells a new password of an administrator, once: on a terminal, and anywhere else, where it would stay in some log, in a
 * file that only its owner reads.
 * @returns the file, if it is in one
 */
export async function handOverPassword(
  { config, say, isTerminal }: Pick<CommandCall, 'config' | 'say' | 'isTerminal'>,
  administrator: { title: string; username: string; password: string },
): Promise<string | null> {
  const { title, username, password } = administrator;
  if (isTerminal) {
    say(`\n${title}: ${username}\nPassword (shown once): ${password}\n`);
    return null;
  }
  const path = join(config.dataDir, 'admin-password');
  await mkdir(config.dataDir, { recursive: true });
  // A file that is there already would keep its mode and its owner.
  await rm(path, { force: true });
  await writeFile(path, `${password}\n`, { mode: 0o600, flag: 'wx' });
  say(`${title}: ${username}, password in ${path}; delete the file when you have it.`);
  return path;
}
