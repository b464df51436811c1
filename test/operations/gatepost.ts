import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** `gatepost <words>` as a process of its own. */
export interface GatepostProcess {
  /** Where it listens, once it does. Fails when it ends before. */
  url: Promise<string>;
  exit: Promise<Exit>;
  /** All of standard output so far. */
  said(): string;
  signal(signal: NodeJS.Signals): void;
}

const running = new Set<GatepostProcess>();

export function spawnGatepost(words: string[], env: Record<string, string>): GatepostProcess {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'api/main.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /Gatepost is at (\S+)/.exec(stdout)?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(`It ended before it listened.\n${stdout}\n${stderr}`)));
  });
  // Commands never listen, and nobody waits for it then.
  url.catch(() => undefined);
  const exit = once(child, 'close').then(([code, signal]): Exit => {
    running.delete(started);
    return { code, signal, stdout, stderr };
  });
  const started = { url, exit, said: () => stdout, signal: (signal: NodeJS.Signals) => void child.kill(signal) };
  running.add(started);
  return started;
}

/** Runs a command to its end. */
export function runGatepost(words: string[], env: Record<string, string>): Promise<Exit> {
  return spawnGatepost(words, env).exit;
}

/** Ends what a failed test left. */
export async function endAll(): Promise<void> {
  const left = [...running];
  for (const each of left) each.signal('SIGTERM');
  await Promise.all(left.map(({ exit }) => exit));
}
