import { spawn } from 'node:child_process';

export interface EngineCommand {
  path: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  onOutput: ((text: string) => void) | undefined;
}

export interface EngineRun {
  result: Promise<{
    args: string[];
    code: number | null;
    signal: NodeJS.Signals | null;
    stdout: string;
    /** Standard output and standard error as they came. */
    output: string;
  }>;
  /** False when it has ended. */
  signal(signal: NodeJS.Signals): boolean;
}

/**
 * Starts the engine in a session of its own: the terminal's Ctrl-C must reach it once, through us, for a second one
 * makes it abandon what is in flight.
 */
export function startRun({ path, args, cwd, env, onOutput }: EngineCommand): EngineRun {
  const child = spawn(path, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let [stdout, output] = ['', ''];
  const hear = (text: string) => {
    output += text;
    onOutput?.(text);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding('utf8').on('data', hear);
  const result = new Promise<Awaited<EngineRun['result']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ args, code, signal, stdout, output }));
  });
  return { result, signal: (signal) => child.kill(signal) };
}
