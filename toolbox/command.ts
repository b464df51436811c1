import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandOptions {
  cwd?: string;
  /** All of it; without it, that of this process. */
  env?: NodeJS.ProcessEnv;
  /** As whom, where we may choose. */
  uid?: number;
  gid?: number;
  /** In a session of its own, out of reach of the terminal's Ctrl-C. */
  detached?: boolean;
  /** After that it gets SIGTERM. */
  timeoutMs?: number;
  /** Hears what it prints on either stream, as it comes. */
  onOutput?: ((text: string) => void) | undefined;
}

export interface Printed {
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  output: string;
}

/** How a command ended; a failure is a result here, not an exception. */
export interface CommandResult extends Printed {
  /** Null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Command {
  child: ChildProcess;
  /** Grows while it runs. */
  printed: Readonly<Printed>;
  /** Fails only when it could not be started. */
  result: Promise<CommandResult>;
}

/** Starts a program without standard input, and collects what it prints. */
export function startCommand(path: string, args: readonly string[], options: CommandOptions = {}): Command {
  const { onOutput, timeoutMs, ...rest } = options;
  const child = spawn(path, args, { ...rest, timeout: timeoutMs, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Printed = { stdout: '', stderr: '', output: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
      printed.output += text;
      onOutput?.(text);
    });
  }
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...printed }));
  });
  return { child, printed, result };
}

/** Runs a program to its end. */
export function runCommand(
  path: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return startCommand(path, args, options).result;
}

/** Runs a program that has to end well; answers its standard output. */
export async function runToSuccess(
  path: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, signal, output, stdout } = await runCommand(path, args, options);
  if (code === 0) return stdout;
  throw new Error(`${path} ${args.join(' ')} ended with ${signal ?? code}:\n${output}`);
}
