import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { addEvents } from '../audit/audit-event.ts';
import { dropExported, exportAudit } from '../audit/export.ts';
import { systemEvent } from '../audit/system-event.ts';
import { findPartitions } from '../database/partition.ts';
import { type Command, type CommandCall, UsageError } from './command.ts';
import { onDatabase } from './on-database.ts';

const HELP = `It writes the events of whole months before the one of --before, a line of JSON each, oldest first, to a file that only its
owner reads; once that is on the disk it takes these months out of the database.
The present month cannot be taken. It works while the API runs; broken off, it leaves the database as it was.`;

export const auditExportCommand: Command = {
  name: 'audit export',
  summary: 'Writes the audit of past months to a file, and takes them out of the database.',
  help: HELP,
  options: {
    before: 'the first month that stays, such as 2026-01',
    out: 'the file, which must not be there yet; audit-before-<before>.ndjson unless given',
  },
  run,
};

async function run({ config, options, say, report }: CommandCall): Promise<void> {
  const { before = '' } = options;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(before)) {
    throw new UsageError(`--before must be a month such as 2026-01${before ? `, not ${before}` : ''}.`);
  }
  const path = resolve(options.out ?? `audit-before-${before}.ndjson`);
  await onDatabase(config, say, async (database) => {
    await demandPast(database, before);
    report({ file: path, months: await exportAndDrop(database, before, path, say) });
  });
}

/** The clock of the database made the months. */
async function demandPast(database: DataSource, before: string): Promise<void> {
  const [{ month }] = await database.query(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS month`);
  if (before > month) throw new UsageError(`--before must be ${month} or earlier, since that month is not over.`);
}

type Say = (line: string) => void;

/** As `--json` tells it. */
interface Month {
  month: string;
  events: number;
  /** Why it is still in the database. */
  stays: string | null;
}

async function exportAndDrop(database: DataSource, before: string, path: string, say: Say): Promise<Month[]> {
  const exported = await exportAudit(database.manager, before, path);
  const total = exported.reduce((sum, { events }) => sum + events, 0);
  say(`${total} events are in ${path}.`);
  const months: Month[] = [];
  for (const month of exported) {
    const reason = await dropExported(database.manager, month);
    const became = reason === null ? 'are out of the database' : `stay in the database, for ${reason}; run this again`;
    say(`The ${month.events} events of ${month.name} ${became}.`);
    months.push({ month: month.name, events: month.events, stays: reason });
  }
  await sayWhatStays(database, before, say);
  if (exported.length === 0) return months;
  const [{ org_id: orgId }] = await database.query('SELECT org_id FROM cloud_setting');
  const about = { object_type: 'audit_event', object_name: `before ${before}` };
  await addEvents(database.manager, [systemEvent('audit export', orgId, about)]);
  return months;
}

/** The first partition holds all months before the one that partitions began with, and goes as a whole or not at all. */
async function sayWhatStays({ manager }: DataSource, before: string, say: Say): Promise<void> {
  for (const { name, until } of await findPartitions(manager, 'audit_event')) {
    if (!name.includes('_until_') || until <= before) continue;
    say(`${name} stays: it holds everything before ${until} in one, and goes with --before ${until} or later.`);
  }
}
