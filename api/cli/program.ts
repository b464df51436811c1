import { readFileSync } from 'node:fs';
import { ConfigError, readConfig } from '../config.ts';
import { describeError } from '../operations/log-error.ts';
import { type CommandCall, type Commands, EXIT_CODES, InterruptedError, UsageError } from './command.ts';
import { type CommandLine, environmentOf, findGroup, readCommandLine } from './command-line.ts';
import { describeCommand, describeCommands } from './description.ts';
import { createPaint } from './paint.ts';
import { readVersion } from './version.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const tell = (line: string) => void process.stderr.write(`${line}\n`);

/** Runs the program `gatepost` with the words it was called by, and ends the process with one of the codes of EXIT_CODES. */
export function runProgram(commands: Commands): void {
  process.on('uncaughtException', giveUp).on('unhandledRejection', giveUp);
  const words = process.argv.slice(2);
  run(commands, words).then(
    () => process.exit(EXIT_CODES.done),
    (error: unknown) => {
      const code = codeOf(error);
      const message = error instanceof Error ? error.message : 'Something other than an error was thrown.';
      if (words.includes('--json')) tell(JSON.stringify({ error: { exit_code: code, message } }));
      else tell(paintOn(process.stderr, words)('red', message));
      process.exit(code);
    },
  );
}

function codeOf(error: unknown): number {
  if (error instanceof InterruptedError) return EXIT_CODES.interrupted;
  return error instanceof ConfigError || error instanceof UsageError ? EXIT_CODES.misused : EXIT_CODES.failed;
}

const paintOn = (stream: NodeJS.WriteStream, words: readonly string[]) =>
  createPaint(stream.isTTY === true, process.env, words.includes('--no-color'));

async function run(commands: Commands, words: string[]): Promise<void> {
  const paint = paintOn(process.stdout, words);
  const [first = ''] = words;
  if (['help', '--help', '-h'].includes(first)) return say(describeCommands(commands, paint));
  if (first === '--version') return say(readVersion());
  const group = findGroup(commands, first);
  if (group.length > 0 && /^(-h|--help)$/.test(words[1] ?? '')) return say(describeCommands(group, paint));
  const line = readCommandLine(commands, words);
  if (line.flags.has('help')) return say(describeCommand(line.command, paint));
  await line.command.run(callOf(line, paint));
}

function callOf(line: CommandLine, paint: CommandCall['paint']): CommandCall {
  const { options, flags, operand } = line;
  const isJson = flags.has('json');
  const env = environmentOf(line, process.env);
  return {
    // Read when it is asked for: a command that only calls an API has no use for the settings of one.
    get config() {
      return readConfig(env, (path) => readFileSync(path, 'utf8'));
    },
    env,
    options,
    operand,
    flags,
    say: isJson ? tell : say,
    tell,
    report: (outcome) => (isJson ? say(JSON.stringify(outcome)) : undefined),
    paint,
    isTerminal: (isJson ? process.stderr : process.stdout).isTTY === true,
  };
}

/** Node would print such an error with everything it carries, the parameters of a statement too. */
function giveUp(error: unknown): void {
  console.error(
    JSON.stringify({ level: 60, time: Date.now(), msg: 'unexpected; the process ends', err: describeError(error) }),
  );
  process.exit(EXIT_CODES.failed);
}
