import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EntityManager } from 'typeorm';
import { findPartitions, inHaste, type Partition } from '../database/partition.ts';

/** A line of the file is an event as it stands in the table; so many are held in memory at once. */
const LINES_AT_ONCE = 1_000;

export interface Exported extends Partition {
  events: number;
}

/**
 * Writes the audit of whole months before a month (`2026-01`) to a file that is not there yet, an event a line (NDJSON),
 * oldest first. When this returns, the file is whole and on the disk; when it throws, there is none.
 * @returns what was written; the partitions that lie before the month altogether
 */
export async function exportAudit(manager: EntityManager, before: string, path: string): Promise<Exported[]> {
  const partial = `${path}.partial`;
  for (const each of [path, partial]) await demandFree(each);
  const file = await open(partial, 'wx', 0o600);
  try {
    const exported: Exported[] = [];
    for (const partition of await findPartitions(manager, 'audit_event')) {
      if (partition.until > before) continue;
      exported.push({ ...partition, events: await writeEvents(manager, partition, file) });
    }
    await file.sync();
    await file.close();
    await putInPlace(partial, path);
    return exported;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** @throws where something has the name: what was exported once is never written over */
async function demandFree(path: string): Promise<void> {
  const isFree = await stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
  if (!isFree) throw new Error(`${path} is there already; name another file with --out.`);
}

/** The name is on the disk too once its directory is. */
async function putInPlace(partial: string, path: string): Promise<void> {
  await rename(partial, path);
  const directory = await open(dirname(path));
  await directory.sync().finally(() => directory.close());
}

interface Line {
  line: string;
  /** As text, to the microsecond and past what a Date can hold. */
  moment: string;
  step: number;
  id: string;
}

/** Goes along the index of the list, page by page: nothing of what was written changes any more. */
async function writeEvents(manager: EntityManager, { name }: Partition, file: FileHandle): Promise<number> {
  let after: [string, number, string] = ['-infinity', 0, '00000000-0000-0000-0000-000000000000'];
  for (let events = 0; ; ) {
    const lines: Line[] = await manager.query(
      `SELECT to_jsonb(e)::text AS line, e.created_at::text AS moment, e.step, e.id FROM "${name}" e
        WHERE (e.created_at, e.step, e.id) > ($1::timestamptz, $2, $3)
        ORDER BY e.created_at, e.step, e.id LIMIT ${LINES_AT_ONCE}`,
      after,
    );
    await file.writeFile(lines.map(({ line }) => `${line}\n`).join(''));
    events += lines.length;
    const last = lines.at(-1);
    if (last === undefined || lines.length < LINES_AT_ONCE) return events;
    after = [last.moment, last.step, last.id];
  }
}

/**
 * Takes a month away that was written, whole, unless it has come to hold something else since.
 * @returns why it stays; null: it is gone
 */
export async function dropExported(manager: EntityManager, { name, events }: Exported): Promise<string | null> {
  try {
    return await inHaste(manager, async (inner) => {
      await inner.query(`LOCK TABLE "${name}" IN SHARE ROW EXCLUSIVE MODE`);
      const [{ found }] = await inner.query(`SELECT count(*)::int AS found FROM "${name}"`);
      if (found !== events) return `it holds ${found} events by now`;
      await inner.query(`DROP TABLE "${name}"`);
      return null;
    });
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return 'somebody reads the audit just now';
    throw error;
  }
}

/** Of PostgreSQL's error codes (appendix A of its manual). */
const LOCK_NOT_AVAILABLE = '55P03';
