import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Contestant, describeSamples, takeSamples } from './sample.ts';

const ROUNDS = 15;
const COOKIE = { TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2' };

/** How long from spawning the provider to its handshake line, against what Node alone and a bare listener take? */
export async function benchStartUp(provider: string): Promise<string> {
  const contestants = new Map<string, Contestant>([
    ['empty Node script', () => untilLine(process.execPath, [join(import.meta.dirname, 'fixture', 'empty.cjs')])],
    [
      'bare node:http2 TLS listener',
      () => untilLine(process.execPath, [join(import.meta.dirname, 'fixture', 'listener.cjs')]),
    ],
    ['provider, spawn to handshake', () => untilLine(process.execPath, [provider])],
  ]);
  return describeSamples('Start-up', await takeSamples(contestants, ROUNDS), 'empty Node script');
}

/** Milliseconds until the first byte on standard output; the process is then ended. */
function untilLine(command: string, args: string[]): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...COOKIE }, stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    let elapsedMs: number | undefined;
    child.stdout.once('data', () => {
      elapsedMs = performance.now() - startedMs;
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('close', () =>
      elapsedMs === undefined ? reject(new Error(`${args[0]} printed nothing`)) : resolve(elapsedMs),
    );
  });
}
