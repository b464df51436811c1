import { COMMON_FLAGS, type Command, spell } from './command.ts';
import { fishCompletion } from './completion-fish.ts';

/** What a shell completes after some words. */
interface Place {
  words: string;
  choices: string[];
  /** Files stand there too. */
  takesFile: boolean;
}

const SHELLS: Readonly<Record<string, { write: (commands: readonly Command[]) => string; install: string }>> = {
  bash: { write: bashCompletion, install: 'source <(gatepost completion bash)' },
  zsh: { write: zshCompletion, install: 'source <(gatepost completion zsh)' },
  fish: { write: fishCompletion, install: 'gatepost completion fish | source' },
};

/** The commands that print what completes all others in a shell. */
export function completionCommands(commands: readonly Command[]): Command[] {
  const completing = Object.entries(SHELLS).map(
    ([shell, { write, install }]): Command => ({
      name: `completion ${shell}`,
      summary: `Prints what completes the words of gatepost in ${shell}.`,
      help: `For this session: ${install}`,
      async run({ flags, say, report }) {
        const script = write([...commands, ...completing]).trimEnd();
        if (flags.has('json')) report({ shell, script });
        else say(script);
      },
    }),
  );
  return completing;
}

/** The longest first, so that what a command is followed by wins over what its first word is. */
function placesOf(commands: readonly Command[]): Place[] {
  const after = new Map<string, Set<string>>();
  for (const { words } of spell(commands)) {
    words.forEach((word, at) => {
      const before = words.slice(0, at).join(' ');
      after.set(before, (after.get(before) ?? new Set()).add(word));
    });
  }
  const within = spell(commands).map(({ words, command }) => {
    const all = { ...command.options, ...command.flags, ...COMMON_FLAGS };
    const choices = Object.keys(all).map((option) => `--${option}`);
    return { words: `${words.join(' ')} `, choices, takesFile: command.operand !== undefined };
  });
  const between = [...after].map(([words, next]) => ({
    words: words === '' ? '' : `${words} `,
    choices: [...next],
    takesFile: false,
  }));
  return [...within, ...between].sort((a, b) => b.words.length - a.words.length);
}

function bashCompletion(commands: readonly Command[]): string {
  const places = placesOf(commands).map(({ words, choices, takesFile }) => {
    const pattern = words === '' ? `''` : `'${words}'*`;
    return `    ${pattern}) choices='${choices.join(' ')}'${takesFile ? ' files=-f' : ''} ;;`;
  });
  const options = Object.entries(valuesOf(commands)).map(([option, values]) => {
    const complete = values.length === 0 ? '-f' : `-W '${values.join(' ')}'`;
    return `    --${option}) COMPREPLY=($(compgen ${complete} -- "$word")); return ;;`;
  });
  return `_gatepost() {
  local word="\${COMP_WORDS[COMP_CWORD]}" choices='' said='' files='' at
  for ((at = 1; at < COMP_CWORD; at++)); do said+="\${COMP_WORDS[at]} "; done
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${options.join('\n')}
  esac
  case "$said" in
${places.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
  [ -n "$files" ] && COMPREPLY+=($(compgen -f -- "$word"))
  return 0
}
complete -F _gatepost gatepost
`;
}

/** Options that take a value, each with the values there are; none means any file. */
function valuesOf(commands: readonly Command[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    commands.flatMap(({ options = {}, choices = {} }) =>
      Object.keys(options).map((option) => [option, choices[option] ?? []]),
    ),
  );
}

/** zsh reads completions of bash by a module of its own. */
function zshCompletion(commands: readonly Command[]): string {
  const load = 'autoload -Uz compinit bashcompinit && { (( $+functions[compdef] )) || compinit -D; } && bashcompinit';
  return `${load}\n${bashCompletion(commands)}`;
}
