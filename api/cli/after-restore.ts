import { OUTBOX_CHOICES, releaseOutbox, settleRestored } from '../resources/cloud/after-restore.ts';
import { type Command, UsageError } from './command.ts';
import { onDatabase } from './on-database.ts';

const HELP = `Run it after a backup was restored, before the API starts. It ends every session and every mailed link, deletes API keys, and
holds the outbox: what waited at the time of the backup may have left since. With --outbox mail leaves again.
It says what it did, and may be run twice; it also works while the API runs.`;

export const afterRestoreCommand: Command = {
  name: 'after-restore',
  summary: 'Makes a database that was set back to a backup safe to run on.',
  help: HELP,
  options: { outbox: 'release sends the mails that are held, drop gives up those from before the restore' },
  choices: { outbox: OUTBOX_CHOICES },
  async run({ config, options, say, report }) {
    const choice = OUTBOX_CHOICES.find((each) => each === options.outbox);
    if (options.outbox !== undefined && !choice) {
      throw new UsageError(`--outbox must be ${OUTBOX_CHOICES.join(' or ')}, not ${options.outbox}.`);
    }
    await onDatabase(config, say, async (database) => {
      const said = choice ? await releaseOutbox(database, choice) : await settleRestored(database);
      for (const line of said) say(line);
      report({ done: said });
    });
  },
};
