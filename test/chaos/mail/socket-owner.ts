import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Which of these processes the other end of a connection on this machine is; undefined: none of them. Linux tells
 * (proc(5): /proc/<pid>/net/tcp, /proc/<pid>/fd); elsewhere there is no asking.
 */
export function ownerOfPort(port: number, pids: readonly number[]): number | undefined {
  return pids.find((pid) => {
    try {
      const inode = inodeOf(port, readFileSync(`/proc/${pid}/net/tcp`, 'utf8'));
      return inode !== undefined && socketsOf(pid).includes(`socket:[${inode}]`);
    } catch {
      // It has just ended, or there is no /proc.
      return false;
    }
  });
}

/** The table has the local address as `0100007F:C350`, the port in hexadecimal digits. */
function inodeOf(port: number, table: string): string | undefined {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const row = table.split('\n').find((line) => line.trim().split(/\s+/)[1]?.endsWith(local));
  return row?.trim().split(/\s+/)[9];
}

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${name}`)];
    } catch {
      return [];
    }
  });
}
