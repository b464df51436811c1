import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '../../..');
const fixture = fileURLToPath(new URL('./fixture/echo-plugin.ts', import.meta.url));
export const cookie = { ECHO_COOKIE: 'crumbs' };

export interface PluginChild {
  readonly child: ChildProcess;
  /** Grows while the process runs. */
  readonly output: { stdout: string; stderr: string };
  readonly exited: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts the fixture plugin in a process of its own, with the given variables added to a bare environment. */
export function startPlugin(environment: Record<string, string>): PluginChild {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), fixture], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += chunk));
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  const exited = once(child, 'close').then(([code]) => code);
  exited.finally(() => running.delete(child));
  return { child, output, exited };
}

/** The six fields of the handshake line, as soon as it is there. */
export async function fieldsOf({ output, exited }: PluginChild): Promise<string[]> {
  const gone = exited.then((code) => {
    throw new Error(`the plugin exited with ${code}: ${output.stderr}`);
  });
  await Promise.race([until(() => output.stdout.includes('\n')), gone]);
  return output.stdout.trimEnd().split('|');
}

/** Checks again and again until the condition holds, at most 20 s. */
export async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the condition never held');
}

/** Waits for the plugins to end by themselves, since their callers are gone, and removes their sockets; kills the rest. */
export async function endPlugins(): Promise<void> {
  try {
    await until(() => running.size === 0);
  } finally {
    for (const child of running) child.kill('SIGKILL');
  }
}
