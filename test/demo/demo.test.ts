import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Command, startCommand } from '../../toolbox/command.ts';
import { waitUntil } from '../../toolbox/poll.ts';

const root = resolve(import.meta.dirname, '../..');

let temporary: string;

beforeEach(async () => {
  // PostgreSQL runs as another user where the tests are root, and has to pass through.
  temporary = await mkdtemp(join(tmpdir(), 'demo-'));
  await chmod(temporary, 0o755);
});

afterEach(() => rm(temporary, { recursive: true, force: true }));

/** The demo as a person starts it, in a shell full of variables that must not leak in. */
function startDemo(...args: string[]): Command {
  return startCommand(process.execPath, ['scripts/run.mjs', 'demo/main.ts', ...args], {
    cwd: root,
    env: {
      ...process.env,
      TMPDIR: temporary,
      TF_CLI_ARGS_plan: '-nonsense',
      TF_VAR_mail_host: 'elsewhere.example',
      GATEPOST_ENDPOINT: 'http://elsewhere.example',
      GATEPOST_TOKEN: 'nonsense',
    },
  });
}

async function leftBehind(): Promise<string[]> {
  return readdir(temporary);
}

async function untilPrinted({ child, printed }: Command, text: string): Promise<void> {
  const hasEnded = () => child.exitCode !== null;
  await waitUntil(
    () => printed.output,
    (output) => output.includes(text) || hasEnded(),
    { timeoutMs: 120_000 },
  );
  if (hasEnded()) throw new Error(`The demo ended before it printed “${text}”:\n${printed.output}`);
}

test.each([[[]], [['--cdktf']]])(
  'the demo %j sets a cloud up, shows the mails, changes it in place and leaves nothing behind',
  async (args) => {
    const result = await startDemo(...args).result;
    expect(result).toMatchObject({ code: 0 });
    for (const text of [
      '8 to change in all',
      'olivia@example.com',
      'partner@example.com',
      'activation=',
      'No changes',
      '1 to change in all',
    ]) {
      expect(result.output).toContain(text);
    }
    expect(await leftBehind()).toEqual([]);
  },
  120_000,
);

test('two at once do not meet, and Ctrl-C in mid-apply takes everything down', async () => {
  const [interrupted, other] = [startDemo(), startDemo()];
  await untilPrinted(interrupted, '… Applying that very plan');
  interrupted.child.kill('SIGINT');
  expect((await interrupted.result).code).toBe(130);
  expect(await other.result).toMatchObject({ code: 0 });
  expect(await leftBehind()).toEqual([]);
}, 180_000);
