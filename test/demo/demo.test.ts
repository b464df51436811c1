import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');

let temporary: string;

beforeEach(async () => {
  // PostgreSQL runs as another user where the tests are root, and has to pass through.
  temporary = await mkdtemp(join(tmpdir(), 'demo-'));
  await chmod(temporary, 0o755);
});

afterEach(() => rm(temporary, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

/** The demo as a person starts it, in a shell full of variables that must not leak in. */
function startDemo(...args: string[]): Run {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'demo/main.ts', ...args], {
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
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return { child, output: () => output, ended };
}

async function leftBehind(): Promise<string[]> {
  return readdir(temporary);
}

async function hasSaid(run: Run, text: string): Promise<void> {
  while (!run.output().includes(text)) {
    if (run.child.exitCode !== null) throw new Error(`The demo ended before it said “${text}”:\n${run.output()}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

test.each([[[]], [['--cdktf']]])(
  'the demo %j sets a cloud up, shows the mails, changes it in place and leaves nothing behind',
  async (args) => {
    const run = startDemo(...args);
    expect({ code: await run.ended, output: run.output() }).toMatchObject({ code: 0 });
    for (const said of [
      '8 to change in all',
      'olivia@example.com',
      'partner@example.com',
      'activation=',
      'No changes',
      '1 to change in all',
    ]) {
      expect(run.output()).toContain(said);
    }
    expect(await leftBehind()).toEqual([]);
  },
  120_000,
);

test('two at once do not meet, and Ctrl-C in mid-apply takes everything down', async () => {
  const [interrupted, other] = [startDemo(), startDemo()];
  await hasSaid(interrupted, '… Applying that very plan');
  interrupted.child.kill('SIGINT');
  expect(await interrupted.ended).toBe(130);
  expect({ code: await other.ended, output: other.output() }).toMatchObject({ code: 0 });
  expect(await leftBehind()).toEqual([]);
}, 180_000);
