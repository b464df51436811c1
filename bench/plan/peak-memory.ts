import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The most memory that a provider had, in MiB, while an engine runs in a folder; on Linux alone, else undefined.
 */
export async function peakMemory(folder: string, run: () => Promise<unknown>): Promise<number | undefined> {
  let isOver = false;
  let peakKib = 0;
  const running = run().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const pid of await readdir('/proc').catch(() => [])) {
      if (/^\d+$/.test(pid)) peakKib = Math.max(peakKib, await highWaterMark(pid, folder));
    }
    await pause(20);
  }
  await running;
  return peakKib > 0 ? peakKib / 1024 : undefined;
}

/** Of a provider that was started in the folder, in KiB; else 0. A process may be gone at any time. */
async function highWaterMark(pid: string, folder: string): Promise<number> {
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  const command = place === folder ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
  if (!command.includes('.terraform/providers/')) return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0);
}
