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

/** What a failed test left ends too. */
const started: Command[] = [];
afterEach(async () => {
  for (const { child, result } of started.splice(0)) {
    if (child.exitCode === null) child.kill('SIGINT');
    await result;
  }
  await rm(temporary, { recursive: true, force: true });
});

/** The demo as a person starts it, in a shell full of variables that must not leak in. */
function startDemo(...args: string[]): Command {
  return startDemoIn({}, ...args);
}

function startDemoIn(env: Record<string, string>, ...args: string[]): Command {
  const demo = startCommand(process.execPath, ['scripts/run.mjs', 'cli/main.ts', 'demo', ...args], {
    cwd: root,
    env: {
      ...process.env,
      TMPDIR: temporary,
      TF_CLI_ARGS_plan: '-nonsense',
      TF_VAR_mail_host: 'elsewhere.example',
      GATEPOST_ENDPOINT: 'http://elsewhere.example',
      GATEPOST_TOKEN: 'nonsense',
      ...env,
    },
  });
  started.push(demo);
  return demo;
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

test.each([[[]], [['--cdktf', '--json']]])(
  'the demo %j sets a cloud up, shows the mails, changes it in place and leaves nothing behind',
  async (args) => {
    const result = await startDemo(...args).result;
    expect(result).toMatchObject({ code: 0 });
    if (args.includes('--json')) expect(result.stdout).toBe('{"done":true}\n');
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

test('with --keep the cloud goes on, with its page, until Ctrl-C takes everything down', async () => {
  const kept = startDemo('--keep');
  await untilPrinted(kept, 'goes at Ctrl-C');
  const word = (title: string) => new RegExp(`${title}: +(\\S+)`).exec(kept.printed.output)?.[1] ?? '';
  const api = word('API');
  expect(word('Cloud Manager')).toBe(api.replace(/\/api$/, '/cloud'));
  const signedIn = await fetch(`${api}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ username: word('Signs in'), password: word('Password'), realm: 'admin/default-idp-1' },
      ...{ client_id: 'toolkit', client_secret: 'toolkit', grant_type: 'password' },
    }),
  });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const servers = await fetch(`${api}/orgs/admin/mail-servers`, { headers: { authorization: `Bearer ${token}` } });
  expect(await servers.json()).toMatchObject({ results: [{ title: 'Second relay' }] });
  kept.child.kill('SIGINT');
  expect((await kept.result).code).toBe(130);
  expect(await leftBehind()).toEqual([]);
}, 180_000);

/** Where no engine is, and nobody could be reached who has one. */
const WITHOUT_ENGINE = { PATH: '/nowhere', XDG_CACHE_HOME: '/nowhere', GATEPOST_TERRAFORM: '' };

test('without an engine on the machine it offers to fetch one, and fetches nothing that nobody asked for', async () => {
  const { code, output } = await startDemoIn(WITHOUT_ENGINE).result;
  expect(code).toBe(1);
  expect(output).toContain('No Terraform or OpenTofu');
  expect(output).toMatch(
    /OpenTofu \d+\.\d+\.\d+ can be fetched from \S+ to \/nowhere\/gatepost: gatepost demo --fetch-engine/,
  );
  expect(output).not.toContain('Fetching');
});

test('on a terminal it asks, and anything but yes is no', async () => {
  const words = `${process.execPath} scripts/run.mjs cli/main.ts demo`;
  const line = `printf 'no\\n' | script -qec "env PATH=/nowhere XDG_CACHE_HOME=/nowhere GATEPOST_TERRAFORM= ${words}" /dev/null`;
  const { output } = await startCommand('/bin/sh', ['-c', line], { cwd: root, timeoutMs: 60_000 }).result;
  expect(output).toContain('Shall it? [y/N]');
  expect(output).toContain('gatepost demo --fetch-engine');
  expect(output).not.toContain('Fetching');
});
