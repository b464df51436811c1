import type { Config, Environment } from '../config.ts';
import type { Paint } from './paint.ts';

/** A word after `gatepost`, or several. */
export interface Command {
  name: string;
  /** Another name of it. */
  alias?: string;
  summary: string;
  /** What `--help` says beyond the summary. */
  help: string;
  /** What may stand after the command without an option before it, with its meaning: a file. */
  operand?: { readonly name: string; readonly meaning: string };
  /** Options that take a value, with their meaning. */
  options?: Readonly<Record<string, string>>;
  /** Values of an option that a shell may complete; without them it completes files. */
  choices?: Readonly<Record<string, readonly string[]>>;
  /** Options without a value, with their meaning. */
  flags?: Readonly<Record<string, string>>;
  /** Options that say what a variable of the environment says too, and win over it. */
  variables?: Readonly<Record<string, string>>;
  run(call: CommandCall): Promise<void>;
}

export type Commands = readonly [Command, ...Command[]];

/** Every command under each of its names. */
export function spell(commands: readonly Command[]): { words: string[]; command: Command }[] {
  return commands.flatMap((command) =>
    [command.name, command.alias].flatMap((name) => (name ? [{ words: name.split(' '), command }] : [])),
  );
}

export interface CommandCall {
  /** Of the API. @throws ConfigError that lists everything that is wrong in the environment */
  config: Config;
  /** The environment, with what the options say of it. */
  env: Environment;
  options: Readonly<Record<string, string | undefined>>;
  operand: string | undefined;
  /** Those that were given. */
  flags: ReadonlySet<string>;
  /** Says a line to the person who called. With --json it goes to standard error, so that programs read JSON alone. */
  say: (line: string) => void;
  /** Says a line beside what the command is asked for, on standard error. */
  tell: (line: string) => void;
  /** What came of it, for programs: a line of JSON on standard output with --json, and nothing without. */
  report: (outcome: object) => void;
  paint: Paint;
  /** Whether what is said reaches a person's screen rather than some log. */
  isTerminal: boolean;
}

/** What every command has beside its own. */
export const COMMON_FLAGS: Readonly<Record<string, string>> = {
  json: 'says what came of it as one line of JSON on standard output, and the rest on standard error',
  'no-color': 'without colours, as NO_COLOR and a pipe do too',
  help: 'what this is',
};

/** How the program ends. */
export const EXIT_CODES = { done: 0, failed: 1, misused: 2, interrupted: 130 } as const;

export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
  done: 'done',
  failed: 'failed; standard error says why',
  misused: 'the words, the settings or the folder are not fit; nothing was done',
  interrupted: 'broken off by a signal, and what was begun taken down',
};

/** What is wrong with the command line; the exit code is 2. */
export class UsageError extends Error {}

/** A signal came before it was done; the exit code is 130. */
export class InterruptedError extends Error {}
