import type { Config } from '../config.ts';

/** A word after `gatepost`. */
export interface Command {
  name: string;
  summary: string;
  /** What `--help` says beyond the summary. */
  help: string;
  /** Options that take a value, with their meaning. */
  options?: Readonly<Record<string, string>>;
  run(call: CommandCall): Promise<void>;
}

export interface CommandCall {
  config: Config;
  options: Readonly<Record<string, string | undefined>>;
  /** Says a line to the person who called. */
  say: (line: string) => void;
  /** Whether what is said reaches a person's screen rather than some log. */
  isTerminal: boolean;
}

/** What is wrong with the command line; the exit code is 2. */
export class UsageError extends Error {}
