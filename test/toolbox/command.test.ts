import { describe, expect, test } from '@jest/globals';
import { runCommand, runToSuccess, startCommand } from '../../toolbox/command.ts';
import { waitUntil } from '../../toolbox/poll.ts';

const node = (script: string) => ['-e', script];

describe('a command', () => {
  test('answers exit code and output, each stream by itself and both as they came', async () => {
    const script = "console.log('öne'); setTimeout(() => { console.error('two'); process.exitCode = 3 }, 100)";
    const pieces: string[] = [];
    const result = await runCommand(process.execPath, node(script), { onOutput: (text) => pieces.push(text) });
    expect(result).toEqual({ code: 3, signal: null, stdout: 'öne\n', stderr: 'two\n', output: 'öne\ntwo\n' });
    expect(pieces.join('')).toBe('öne\ntwo\n');
  });

  test('shows what it has printed while it runs, and names the signal that ended it', async () => {
    const command = startCommand(process.execPath, node("console.log('here'); setInterval(() => {}, 1000)"));
    await waitUntil(
      () => command.printed.stdout,
      (text) => text === 'here\n',
    );
    command.child.kill('SIGKILL');
    expect(await command.result).toMatchObject({ code: null, signal: 'SIGKILL', output: 'here\n' });
  });

  test('runs in the given directory with the given environment alone', async () => {
    const options = { cwd: '/', env: { PLOVER: 'yes' } };
    const { stdout } = await runCommand(process.execPath, node('console.log(process.cwd(), process.env)'), options);
    expect(stdout).toBe("/ { PLOVER: 'yes' }\n");
  });

  test('that takes too long is ended', async () => {
    const result = await runCommand(process.execPath, node('setInterval(() => {}, 1000)'), { timeoutMs: 200 });
    expect(result).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  test('that has to end well answers its output, or fails with all that it said', async () => {
    expect(await runToSuccess(process.execPath, node("console.log('well')"))).toBe('well\n');
    const failing = runToSuccess(process.execPath, node("console.error('why'); process.exitCode = 3"));
    await expect(failing).rejects.toThrow(/ended with 3:\nwhy/);
  });

  test('that can not be started is an error', async () => {
    await expect(runCommand('/nowhere/program', [])).rejects.toThrow('ENOENT');
  });
});
