import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../../toolbox/command.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';
import { runGatepost } from './gatepost.ts';

const PLACES = ['/usr/bin', '/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const [bash, zsh, fish] = await Promise.all(['bash', 'zsh', 'fish'].map((name) => findProgram(name, PLACES)));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runGatepost(['completion', shell], {});
    expect(code).toBe(0);
    await writeFile(join(directory, shell), stdout);
  }
}, 60_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

async function run(shell: string | null | undefined, args: string[]): Promise<string> {
  const { code, output, stdout } = await runCommand(shell ?? '', args, { cwd: directory, timeoutMs: 30_000 });
  if (code !== 0) throw new Error(output);
  return stdout;
}

describeWith(bash ?? null, 'bash')('in bash', () => {
  /** What Tab offers for the last of the words. */
  async function offered(...words: string[]): Promise<string[]> {
    const script = `source ./bash; COMP_WORDS=(gatepost "$@"); COMP_CWORD=$#; _gatepost; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return (await run(bash, ['--norc', '-c', script, 'bash', ...words])).split('\n').filter(Boolean);
  }

  test('commands are completed, word by word, under each of their names', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['start', 'serve', 'export', 'completion']));
    expect(await offered('re')).toEqual(['reset-admin', 'review']);
    expect(await offered('provider', '')).toEqual(['install']);
  });

  test('options are those of the command', async () => {
    expect(await offered('audit', 'export', '--')).toEqual(['--before', '--out', '--json', '--no-color', '--help']);
    expect(await offered('export', '--fo')).toEqual(['--force']);
    expect(await offered('serve', '--ro')).toEqual(['--roles']);
  });

  test('values of an option are completed, and files where there is no list', async () => {
    expect(await offered('after-restore', '--outbox', '')).toEqual(['release', 'drop']);
    expect(await offered('export', '--out', 'fi')).toEqual(['fish']);
  });
});

describeWith(zsh ?? null, 'zsh')('in zsh', () => {
  test('Tab completes commands, their further words and their options', async () => {
    const script = `
      zmodload zsh/zpty
      zpty shell env TERM=dumb zsh -f -i
      zpty -w shell 'source ./zsh; gatepost() { print "said:\${(j:,:)@}:" }; print rea""dy'
      zpty -r shell out '*ready*'
      zpty -w -n shell $'gatepost prov\\tin\\t--js\\t\\n'
      zpty -r shell out '*said:*:*'
      print -r -- "$out"`;
    expect(await run(zsh, ['-f', '-c', script])).toContain('said:provider,install,--json:');
  });
});

describeWith(fish ?? null, 'fish')('in fish', () => {
  const offered = async (line: string) =>
    (await run(fish, ['--no-config', '-c', `source ./fish; complete -C "${line}"`])).split('\n').filter(Boolean);

  test('commands come with what they do, and options with what they mean', async () => {
    expect(await offered('gatepost audit ')).toEqual([expect.stringMatching(/^export\t/)]);
    expect(await offered('gatepost rot')).toEqual([expect.stringMatching(/^rotate-key\tEncrypts/)]);
    const options = (await offered('gatepost audit export --')).map((line) => line.split('\t')[0]);
    expect(options.sort()).toEqual(['--before', '--help', '--json', '--no-color', '--out']);
    expect((await offered('gatepost after-restore --outbox ')).map((line) => line.split('\t')[0])).toEqual([
      'drop',
      'release',
    ]);
  });
});
