import { randomBytes } from 'node:crypto';
import { resetAdministrator } from '../resources/people/reset-administrator.ts';
import type { Command } from './command.ts';
import { handOverPassword } from './hand-over.ts';
import { onDatabase } from './on-database.ts';

const HELP = `Without --username it is the owner of the organization admin, who is the first administrator unless that was passed on.
The account is enabled, its sessions end, lock-outs are forgotten, and a lost owner role comes back.
The password is shown once on a terminal; otherwise it goes to the file admin-password in GATEPOST_DATA_DIR.
It works while the API runs, and also when it does not.`;

export const resetAdminCommand: Command = {
  name: 'reset-admin',
  summary: 'Gives an administrator a new password and lets them in again.',
  help: HELP,
  options: { username: 'a user of the admin realm' },
  async run(call) {
    const { config, options, say, report } = call;
    const password = randomBytes(18).toString('base64url');
    await onDatabase(config, say, async (database) => {
      const { username, restored } = await resetAdministrator(database, options.username, password);
      for (const what of restored) say(what);
      const passwordFile = await handOverPassword(call, { title: 'Administrator', username, password });
      report({ username, restored, password_file: passwordFile });
    });
  },
};
