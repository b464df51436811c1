import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, readProcessStart } from './process-status.ts';

// Beside scripts/lock.mjs, which installs what this is built with, and cannot import it; this one refuses, and never waits.

/** Who holds a data directory, as written in its `owner.json`. */
export interface Owner {
  pid: number;
  /** ISO time at which it took the directory. */
  started_at: string;
  /** Tells the process from a later one with the same pid; null where the platform does not say. */
  process_start: string | null;
}

/**
 * Takes the directory for this process; the returned function gives it back.
 * Fails, naming the process and since when, while another living one holds it.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'owner.json');
  const mine = await describeSelf();
  while (!(await writeExclusively(path, mine))) await removeIfStale(path, directory);
  return () => release(path, mine);
}

/** Whether a living process holds the directory. */
export async function isLocked(directory: string): Promise<boolean> {
  const content = await readOrNothing(join(directory, 'owner.json'));
  const owner = content === undefined ? undefined : parseOwner(content);
  return owner !== undefined && (await isAlive(owner));
}

async function describeSelf(): Promise<string> {
  const process_start = (await readProcessStart(process.pid)) ?? null;
  const owner: Owner = { pid: process.pid, started_at: new Date().toISOString(), process_start };
  return `${JSON.stringify({ ...owner, id: randomUUID() })}\n`;
}

/** A link appears with its whole content or not at all, which exclusive creation cannot promise. */
async function writeExclusively(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o644 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function removeIfStale(path: string, directory: string): Promise<void> {
  const content = await readOrNothing(path);
  if (content === undefined) return;
  const owner = parseOwner(content);
  if (owner !== undefined && (await isAlive(owner))) throw new Error(describeHold(directory, owner));
  await removeExactly(path, content);
}

/** Two starters may judge the same file stale; only the one that moves that very file away removes it. */
async function removeExactly(path: string, content: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) !== content) await link(aside, path);
  await unlink(aside);
}

async function release(path: string, mine: string): Promise<void> {
  if ((await readOrNothing(path)) === mine) await unlink(path);
}

function describeHold(directory: string, owner: Owner): string {
  const since = owner.started_at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  return (
    `The data directory ${directory} is held by process ${owner.pid} since ${since}. ` +
    'Stop that one first, or set GATEPOST_DATA_DIR to another directory.'
  );
}

function parseOwner(content: string): Owner | undefined {
  try {
    return JSON.parse(content) as Owner;
  } catch {
    return undefined;
  }
}

async function isAlive(owner: Owner): Promise<boolean> {
  if (!(await isRunning(owner.pid))) return false;
  const start = await readProcessStart(owner.pid);
  return start === undefined || owner.process_start === null || start === owner.process_start;
}

async function readOrNothing(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
