// A lock between processes: a file that names its holder, appears whole, and is broken when the holder is dead.
// Beside api/database/embedded/directory-lock.ts, since it runs before there is anything that reads TypeScript; it waits.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 200;

/** Does the work while holding the lock; `onWait` hears once who holds it meanwhile. */
export async function withLock(path, onWait, work) {
  const mine = JSON.stringify({
    pid: process.pid,
    process_start: await readProcessStart(process.pid),
    id: randomUUID(),
  });
  let told = false;
  while (!(await take(path, mine))) {
    const holder = await findHolder(path);
    if (holder === undefined) continue;
    if (!told) onWait(holder.pid);
    told = true;
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await unlink(path);
  }
}

/** A link appears with its whole content or not at all. */
async function take(path, content) {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    await unlink(draft);
  }
}

/** The living holder; the file of a dead one is removed. */
async function findHolder(path) {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const holder = JSON.parse(content);
  if (await isAlive(holder)) return holder;
  await removeExactly(path, content);
  return undefined;
}

/** Two may judge the same file dead; only the one that moves that very file away removes it. */
async function removeExactly(path, content) {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== content) await link(aside, path);
  await unlink(aside);
}

async function isAlive({ pid, process_start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return (await readProcessStart(pid)) === process_start;
}

/** The 22nd field of /proc/<pid>/stat tells a process from a later one with its pid; null without /proc. */
async function readProcessStart(pid) {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (status === undefined) return null;
  const [state, ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? 'dead' : fields[18];
}
