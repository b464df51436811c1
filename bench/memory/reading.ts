import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What memory a process has, in MB. */
export interface Reading {
  /** Of the whole process, as the system sees it. */
  rss: number;
  /** Of what JavaScript holds. */
  heap: number;
}

/** Variables for a process that shall tell its memory on a socket. */
export const probeVariables = (socket: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'probe.mjs'))}`,
  BENCH_MEMORY_SOCKET: socket,
});

/** Has the process collect its garbage first. */
export function readMemory(socket: string): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socket, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject).once('end', () => {
        const { rss, heapUsed } = JSON.parse(text);
        resolve({ rss: rss / 1e6, heap: heapUsed / 1e6 });
      });
    });
    asked.once('error', reject).end();
  });
}
