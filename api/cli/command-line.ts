import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command.ts';

export interface CommandLine {
  command: Command;
  options: Record<string, string | undefined>;
  wantsHelp: boolean;
}

/** Reads the words after the program. @throws UsageError that says what is possible. */
export function readCommandLine(commands: readonly [Command, ...Command[]], words: string[]): CommandLine {
  const [first, ...rest] = words;
  const isWord = first !== undefined && !first.startsWith('-');
  const command = isWord ? commands.find(({ name }) => name === first) : commands[0];
  if (!command) throw new UsageError(`There is no command ${first}.\n\n${describeCommands(commands)}`);
  const values = parse(command, isWord ? rest : words);
  const given = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { command, options: Object.fromEntries(given), wantsHelp: values.help === true };
}

function parse(command: Command, args: string[]): Readonly<Record<string, unknown>> {
  const own = Object.keys(command.options ?? {}).map((name) => [name, { type: 'string' as const }]);
  const options = { ...Object.fromEntries(own), help: { type: 'boolean' as const, short: 'h' } };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\n\n${describeCommand(command)}`);
  }
}

/** The list of commands, for `--help` and mistakes. */
export function describeCommands(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(13)} ${summary}`);
  return `gatepost <command>\n\n${lines.join('\n')}\n\nWithout a command it starts. gatepost <command> --help says more.`;
}

export function describeCommand({ name, summary, help, options = {} }: Command): string {
  const lines = Object.entries(options).map(([option, meaning]) => `  --${option} <${option}>  ${meaning}`);
  const usage = `gatepost ${name}${lines.length > 0 ? ' [options]' : ''}`;
  return [usage, `${summary}\n${help}`, lines.join('\n')].filter(Boolean).join('\n\n');
}
