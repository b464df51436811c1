import { spawn } from 'node:child_process';

const COOKIE = { TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2' };

/** Milliseconds until the first byte on standard output; the process is then ended. */
export function timeUntilFirstByte(command: string, args: string[]): Promise<number> {
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
