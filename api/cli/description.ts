import { COMMON_FLAGS, type Command, EXIT_CODES, EXIT_MEANINGS } from './command.ts';
import type { Paint } from './paint.ts';

const plain: Paint = (_, text) => text;

/** The list of commands, for `--help` and mistakes. */
export function describeCommands(commands: readonly Command[], paint: Paint = plain): string {
  const names = commands.map(({ name, alias }) => (alias ? `${name}, ${alias}` : name));
  const summaries = commands.map(({ summary }) => summary);
  return [
    paint('bold', 'gatepost <command>'),
    columns(names, summaries, paint),
    'Without a command it starts. gatepost <command> --help says more, gatepost --version which one this is.',
    describeExits(paint),
  ].join('\n\n');
}

export function describeCommand(command: Command, paint: Paint = plain): string {
  const { name, alias, summary, help, operand, options = {}, flags = {} } = command;
  const all = { ...flags, ...COMMON_FLAGS };
  const words = [
    ...(operand ? [`<${operand.name}>`] : []),
    ...Object.keys(options).map((option) => `--${option} <${option}>`),
    ...Object.keys(all).map((flag) => `--${flag}`),
  ];
  const meanings = [...(operand ? [operand.meaning] : []), ...Object.values(options), ...Object.values(all)];
  return [
    paint('bold', `gatepost ${name}${operand ? ` <${operand.name}>` : ''} [options]`) +
      (alias ? `, or gatepost ${alias}` : ''),
    [summary, help].filter(Boolean).join('\n'),
    columns(words, meanings, paint),
    describeExits(paint),
  ].join('\n\n');
}

/** The codes a command ends with. */
function describeExits(paint: Paint): string {
  const codes = Object.entries(EXIT_MEANINGS).map(([name]) => String(EXIT_CODES[name as keyof typeof EXIT_CODES]));
  return `It ends with\n${columns(codes, Object.values(EXIT_MEANINGS), paint)}`;
}

/** Words with what they mean beside them. */
function columns(words: readonly string[], meanings: readonly string[], paint: Paint): string {
  const width = Math.max(...words.map(({ length }) => length));
  return words.map((word, at) => `  ${paint('bold', word.padEnd(width))}  ${meanings[at] ?? ''}`).join('\n');
}
