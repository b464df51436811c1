import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Whether a process of that id runs, ours or another user's. One that died and was never reaped does not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const state = (await readStatus(pid))?.[0];
  return state !== 'Z' && state !== 'X';
}

/** A text that differs between two processes that had the same pid, or undefined where the platform has none. */
export async function readProcessStart(pid: number): Promise<string | undefined> {
  const status = await readStatus(pid);
  if (status !== undefined) {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()} ${status[19]}`;
  }
  if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  const listed = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout.trim() || undefined;
}

/** The fields of /proc/<pid>/stat from the third (state) on; the second, the name, may hold spaces (proc(5)). */
async function readStatus(pid: number): Promise<string[] | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ');
}
