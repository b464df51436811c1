import { fileURLToPath } from 'node:url';
import { type CommandResult, startCommand } from '../../toolbox/command.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `gatepost <words>` as a process of its own. */
export interface GatepostProcess {
  pid: number;
  /** Where it listens, once it does. Fails when it ends before. */
  url: Promise<string>;
  exit: Promise<CommandResult>;
  /** All of standard output so far. */
  printed(): string;
  signal(signal: NodeJS.Signals): void;
}

const running = new Set<GatepostProcess>();

export function spawnGatepost(words: string[], env: Record<string, string>): GatepostProcess {
  let announce: (url: string) => void = () => {};
  const listening = new Promise<string>((resolve) => {
    announce = resolve;
  });
  const { child, printed, result } = startCommand(process.execPath, ['scripts/run.mjs', 'cli/main.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '', ...env },
    onOutput: () => {
      const found = /Gatepost is at (\S+)/.exec(printed.stdout)?.[1];
      if (found) announce(found);
    },
  });
  const ended = result.then(({ output }) => {
    throw new Error(`It ended before it listened.\n${output}`);
  });
  const url = Promise.race([listening, ended]);
  // Commands never listen, and nobody waits for it then.
  url.catch(() => undefined);
  const exit = result.finally(() => running.delete(started));
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  const started = { pid: child.pid ?? 0, url, exit, printed: () => printed.stdout, signal };
  running.add(started);
  return started;
}

/** Runs a command to its end. */
export function runGatepost(words: string[], env: Record<string, string>): Promise<CommandResult> {
  return spawnGatepost(words, env).exit;
}

/** Ends what a failed test left. */
export async function endAll(): Promise<void> {
  const left = [...running];
  for (const each of left) each.signal('SIGTERM');
  await Promise.all(left.map(({ exit }) => exit));
}
