import { expect, test } from '@jest/globals';
import { type Command, type Commands, UsageError } from '../../api/cli/command.ts';
import { readCommandLine } from '../../api/cli/command-line.ts';
import { completionCommands } from '../../api/cli/completion.ts';
import { describeCommand } from '../../api/cli/description.ts';
import { runCommand } from '../../toolbox/command.ts';
import { commandCall } from './command-call.ts';

const plain: Command = { name: 'plain', summary: 'Takes none.', help: '', run: async () => {} };
const reading: Command = { ...plain, name: 'read', operand: { name: 'plan.json', meaning: 'what is read' } };
const COMMANDS: Commands = [plain, reading];

test('one operand is taken by a command that has one, and by no other', () => {
  expect(readCommandLine(COMMANDS, ['read', 'a.json', '--json'])).toMatchObject({ operand: 'a.json' });
  expect(readCommandLine(COMMANDS, ['read']).operand).toBeUndefined();
  expect(() => readCommandLine(COMMANDS, ['read', 'a.json', 'b.json'])).toThrow('Only one plan.json may be given.');
  expect(() => readCommandLine(COMMANDS, ['plain', 'a.json'])).toThrow(UsageError);
});

test('its help shows the operand, and shells complete files there', async () => {
  expect(describeCommand(reading)).toMatch(/^gatepost read <plan\.json> \[options\]\n.*<plan\.json> +what is read/s);
  const said: string[] = [];
  const [bash] = completionCommands(COMMANDS);
  // biome-ignore lint/suspicious/noExplicitAny: nothing of the settings is read
  await bash?.run(commandCall({ config: {} as any, say: (line) => said.push(line) }));
  const offered = async (command: string) => {
    const script = `${said.join('\n')}\nCOMP_WORDS=(gatepost ${command} pack); COMP_CWORD=2; _gatepost; echo "\${COMPREPLY[@]}"`;
    return (await runCommand('bash', ['--norc', '-c', script])).stdout;
  };
  expect(await offered('read')).toContain('package.json');
  expect(await offered('plain')).toBe('\n');
});
