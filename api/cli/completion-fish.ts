import { COMMON_FLAGS, type Command, spell } from './command.ts';

/** Whether the words so far are just these, and whether they begin with these. */
const CONDITIONS = `function __gatepost_is
  set -l said (commandline -opc)[2..-1]
  test "$said" = "$argv"
end
function __gatepost_in
  set -l said (commandline -opc)[2..-1]
  string match -q -- "$argv *" "$said "
end
complete -c gatepost -f`;

export function fishCompletion(commands: readonly Command[]): string {
  const lines = spell(commands).flatMap(({ words, command }) => [
    ...nameLines(words, command),
    ...optionLines(words, command),
  ]);
  return `${[CONDITIONS, ...new Set(lines)].join('\n')}\n`;
}

/** A name of several words is completed word by word; the last one has the summary. */
function nameLines(words: readonly string[], { summary }: Command): string[] {
  return words.map((word, at) => {
    const about = at === words.length - 1 ? ` -d ${quote(summary)}` : '';
    return `complete -c gatepost -n ${quote(`__gatepost_is ${words.slice(0, at).join(' ')}`.trim())} -a ${word}${about}`;
  });
}

function optionLines(words: readonly string[], { operand, options = {}, flags = {}, choices = {} }: Command): string[] {
  const place = `complete -c gatepost -n ${quote(`__gatepost_in ${words.join(' ')}`)}`;
  const valued = Object.entries(options).map(([option, meaning]) => {
    const values = choices[option] ? `-x -a ${quote(choices[option].join(' '))}` : '-r -F';
    return `${place} -l ${option} ${values} -d ${quote(meaning)}`;
  });
  const bare = Object.entries({ ...flags, ...COMMON_FLAGS }).map(
    ([flag, meaning]) => `${place} -l ${flag} -d ${quote(meaning)}`,
  );
  return [...(operand ? [`${place} -F`] : []), ...valued, ...bare];
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
