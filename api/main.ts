import { readFileSync } from 'node:fs';
import { UsageError } from './cli/command.ts';
import { describeCommand, describeCommands, readCommandLine } from './cli/command-line.ts';
import { commands } from './cli/index.ts';
import { ConfigError, readConfig } from './config.ts';
import { describeError } from './operations/log-error.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(words: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(words[0] ?? '')) return void say(describeCommands(commands));
  const { command, options, wantsHelp } = readCommandLine(commands, words);
  if (wantsHelp) return void say(describeCommand(command));
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  await command.run({ config, options, say, isTerminal: process.stdout.isTTY === true });
}

/** Node would print such an error with everything it carries, the parameters of a statement too. */
function giveUp(error: unknown): void {
  console.error(
    JSON.stringify({ level: 60, time: Date.now(), msg: 'unexpected; the process ends', err: describeError(error) }),
  );
  process.exit(1);
}

process.on('uncaughtException', giveUp).on('unhandledRejection', giveUp);

run(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'Something other than an error was thrown.');
    process.exit(error instanceof ConfigError || error instanceof UsageError ? 2 : 1);
  },
);
