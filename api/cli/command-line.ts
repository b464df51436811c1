import { parseArgs } from 'node:util';
import type { Environment } from '../config.ts';
import { COMMON_FLAGS, type Command, type Commands, spell, UsageError } from './command.ts';
import { describeCommand, describeCommands } from './description.ts';

export interface CommandLine {
  command: Command;
  options: Record<string, string | undefined>;
  flags: ReadonlySet<string>;
  operand: string | undefined;
}

/** Reads the words after the program. @throws UsageError that says what is possible. */
export function readCommandLine(commands: Commands, words: string[]): CommandLine {
  const [first] = words;
  const isWord = first !== undefined && !first.startsWith('-');
  const begins = (name: readonly string[]) => name.every((word, at) => words[at] === word);
  const found = isWord ? spell(commands).find((each) => begins(each.words)) : { command: commands[0], words: [] };
  if (!found) {
    const group = findGroup(commands, first ?? '');
    const possible = describeCommands(group.length > 0 ? group : commands);
    throw new UsageError(`There is no command ${words.join(' ')}.\n\n${possible}`);
  }
  const { command } = found;
  const { values, operand } = parse(command, words.slice(found.words.length));
  const given = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const flags = new Set(Object.keys(values).filter((name) => values[name] === true));
  return { command, options: Object.fromEntries(given), flags, operand };
}

/** Commands of several words that begin with this one. */
export function findGroup(commands: readonly Command[], first: string): Command[] {
  return commands.filter(({ name }) => name.startsWith(`${first} `));
}

interface Parsed {
  values: Readonly<Record<string, unknown>>;
  operand: string | undefined;
}

function parse(command: Command, args: string[]): Parsed {
  const own = Object.keys(command.options ?? {}).map((name) => [name, { type: 'string' as const }]);
  const names = Object.keys({ ...command.flags, ...COMMON_FLAGS }).filter((name) => name !== 'help');
  const flags = names.map((name) => [name, { type: 'boolean' as const }]);
  const help = { type: 'boolean' as const, short: 'h' };
  const options = { ...Object.fromEntries([...own, ...flags]), help };
  try {
    const allowPositionals = command.operand !== undefined;
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals });
    if (positionals.length > 1) throw new Error(`Only one ${command.operand?.name} may be given.`);
    return { values, operand: positionals[0] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\n\n${describeCommand(command)}`);
  }
}

/** The environment, with what the options say of it. */
export function environmentOf({ command, options }: CommandLine, env: Environment): Environment {
  const said = Object.entries(command.variables ?? {}).filter(([option]) => options[option] !== undefined);
  return { ...env, ...Object.fromEntries(said.map(([option, variable]) => [variable, options[option]])) };
}
