import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMON_FLAGS, EXIT_CODES } from '../../api/cli/command.ts';
import { commands } from '../../cli/all.ts';
import { runCommand } from '../../toolbox/command.ts';
import { createEmptyDatabase } from './database.ts';
import { endAll, ROOT, runGatepost } from './gatepost.ts';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await endAll();
  await database.drop();
});

describe.each(commands)('gatepost $name', (command) => {
  const { name, alias, summary, operand, options, flags } = command;
  const words = name.split(' ');

  test('explains with --help how it is written, each option, and how it ends', async () => {
    const help = await runGatepost([...words, '--help'], {});
    expect(help).toMatchObject({ code: 0, stderr: '' });
    const usage = `gatepost ${name}${operand ? ` <${operand.name}>` : ''} [options]${alias ? `, or gatepost ${alias}` : ''}`;
    expect(help.stdout.startsWith(`${usage}\n\n${summary}\n`)).toBe(true);
    for (const [word, meaning] of Object.entries({ ...options, ...flags, ...COMMON_FLAGS })) {
      const line = help.stdout.split('\n').find((each) => each.startsWith(`  --${word} `));
      expect([word, line?.endsWith(`  ${meaning}`)]).toEqual([word, true]);
    }
    for (const code of Object.values(EXIT_CODES)) expect(help.stdout).toMatch(new RegExp(`^  ${code} `, 'm'));
  });

  test('ends with 2 for an option that it does not have, and says in a line of JSON which it has', async () => {
    const { code, stdout, stderr } = await runGatepost([...words, '--frobnicate', '--json'], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const message = expect.stringMatching(new RegExp(`'--frobnicate'[\\s\\S]*\\ngatepost ${name} `));
    expect(JSON.parse(stderr)).toEqual({ error: { exit_code: 2, message } });
  });
});

describe('gatepost', () => {
  test('--help lists the commands, under each of their names', async () => {
    const { code, stdout } = await runGatepost(['--help'], {});
    expect(code).toBe(0);
    for (const { name, alias, summary } of commands) {
      const line = stdout.split('\n').find((each) => each.startsWith(`  ${[name, alias].filter(Boolean).join(', ')} `));
      expect([name, line?.endsWith(`  ${summary}`)]).toEqual([name, true]);
    }
  });

  test('--help tells every code it ends with, and --version which one it is', async () => {
    const [help, version] = await Promise.all([runGatepost(['help'], {}), runGatepost(['--version'], {})]);
    for (const code of Object.values(EXIT_CODES)) expect(help.stdout).toMatch(new RegExp(`^  ${code} `, 'm'));
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('the first word of several commands lists these, and is none by itself', async () => {
    const [help, bare] = await Promise.all([runGatepost(['completion', '-h'], {}), runGatepost(['completion'], {})]);
    expect(help.stdout.match(/^ {2}\S+ \S+/gm)).toEqual(
      expect.arrayContaining(['  completion bash', '  completion zsh', '  completion fish']),
    );
    expect(help.stdout).not.toContain('rotate-key');
    expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining('completion zsh') });
  });

  test('with --json a mistake is a line of JSON on standard error', async () => {
    const { code, stdout, stderr } = await runGatepost(['export', '--json'], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({ error: { exit_code: 2, message: expect.stringContaining('--out') } });
  });

  test.each([
    ['shown on a terminal', [], {}, true],
    ['off with --no-color', ['--no-color'], {}, false],
    ['off with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['off on a terminal that knows none', [], { TERM: 'dumb' }, false],
  ] as const)('colours are %s', async (_, words, env, isColoured) => {
    const line = [process.execPath, 'scripts/run.mjs', 'cli/main.ts', 'migrate', '--help', ...words].join(' ');
    const options = { cwd: ROOT, env: { PATH: process.env.PATH, TERM: 'xterm', ...env } };
    const { output } = await runCommand('script', ['-qec', line, '/dev/null'], options);
    expect(output).toContain('gatepost migrate');
    expect(output.includes('\u001b[')).toBe(isColoured);
  });

  test('colours are off in a pipe', async () => {
    const { output } = await runGatepost(['migrate', '--help'], { TERM: 'xterm' });
    expect(output).not.toContain('\u001b[');
  });

  test('an unknown command or option ends with 2 and says what is possible', async () => {
    const [command, option] = await Promise.all([
      runGatepost(['reset-the-admin'], {}),
      runGatepost(['migrate', '--force'], {}),
    ]);
    expect(command).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('reset-admin') });
    expect(option).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--force') });
  });

  test('a configuration that cannot be used ends with 2 and lists everything', async () => {
    const { code, stderr } = await runGatepost(['migrate'], {
      GATEPOST_PORT: 'many',
      GATEPOST_DATABASE_URL: database.url,
      GATEPOST_ENCRYPTION_KEY_PREVIOUS: 'too short',
    });
    expect(code).toBe(2);
    for (const name of ['GATEPOST_PORT', 'GATEPOST_ENCRYPTION_KEY ', 'GATEPOST_ENCRYPTION_KEY_PREVIOUS']) {
      expect(stderr).toContain(name);
    }
    expect(stderr).not.toContain('too short');
  });

  test('commands that need the schema say that it is not there; migrate makes it, and can be run twice', async () => {
    const env = {
      GATEPOST_DATABASE_URL: database.url,
      GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
    const early = await runGatepost(['reset-admin'], env);
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('gatepost migrate') });
    const first = await runGatepost(['migrate'], env);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Applied FirstTables') });
    const second = await runGatepost(['migrate', '--json'], env);
    const said = { stdout: '{"applied":[]}\n', stderr: 'The schema is up to date.\n' };
    expect(second).toMatchObject({ code: 0, ...said });
    const still = await runGatepost(['reset-admin'], env);
    expect(still).toMatchObject({ code: 1, stderr: expect.stringContaining('no cloud yet') });
  });
});
