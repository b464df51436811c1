import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { commands } from '../../cli/all.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { planText } from '../review/plan-text.ts';
import { createEmptyDatabase } from './database.ts';
import { endAll, type GatepostProcess, runGatepost, spawnGatepost } from './gatepost.ts';

/** Commands are processes of their own, and the machine may be busy. */
jest.setTimeout(180_000);

let directory: string;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let env: Record<string, string>;
let api: GatepostProcess;
let started: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-outcome-'));
  database = await createEmptyDatabase();
  await writeFile(join(directory, 'plan.json'), planText([]));
  const port = String(await findFreePort());
  const encryptionKey = randomBytes(32).toString('base64');
  env = {
    ...{ HOME: directory, GATEPOST_DATA_DIR: directory, GATEPOST_PORT: port, GATEPOST_LOG_LEVEL: 'silent' },
    ...{ GATEPOST_DATABASE_URL: database.url, GATEPOST_ENCRYPTION_KEY: encryptionKey },
  };
  api = spawnGatepost(['start', '--json'], env);
  started = await waitUntil(api.printed, (printed) => printed.endsWith('\n'), { timeoutMs: 60_000 });
  const password = (await readFile(join(directory, 'admin-password'), 'utf8')).trim();
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(env, { GATEPOST_ENDPOINT: endpoint, GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: password });
});
afterAll(async () => {
  await endAll();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

interface Case {
  words?: () => string[];
  outcome: () => object;
}

const at = (name: string) => join(directory, name);
const script = expect.stringContaining('_gatepost');

/** What each command reports beside a running API, in the order in which they are run. */
const CASES: Readonly<Record<string, Case>> = {
  migrate: { outcome: () => ({ applied: [] }) },
  health: {
    words: () => ['--ready'],
    outcome: () => ({ url: `http://127.0.0.1:${env.GATEPOST_PORT}/readyz`, status: 200 }),
  },
  export: {
    words: () => ['--out', at('exported')],
    outcome: () => expect.objectContaining({ folder: at('exported'), resources: expect.any(Array), unresolved: [] }),
  },
  'reset-admin': { outcome: () => ({ username: 'admin', restored: [], password_file: at('admin-password') }) },
  'rotate-key': {
    outcome: () => ({
      rotated: 0,
      columns: expect.arrayContaining([{ table: 'keystore', column: 'private_key', rotated: 0 }]),
    }),
  },
  'after-restore': {
    outcome: () => ({ done: expect.arrayContaining([expect.stringMatching(/^Ended \d+ sessions/)]) }),
  },
  'audit export': {
    words: () => ['--before', '2020-01', '--out', at('audit.ndjson')],
    outcome: () => ({ file: at('audit.ndjson'), months: [] }),
  },
  review: {
    words: () => [at('plan.json')],
    outcome: () => expect.objectContaining({ is_failed: false, changes: [], questions: [] }),
  },
  'provider install': {
    outcome: () => ({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      mirror: at('.terraform.d/plugins'),
      removed: [],
      hidden_by: [],
    }),
  },
  'completion bash': { outcome: () => ({ shell: 'bash', script }) },
  'completion zsh': { outcome: () => ({ shell: 'zsh', script }) },
  'completion fish': { outcome: () => ({ shell: 'fish', script }) },
};

/** `start` ends last, and `demo` sets a whole cloud up: `test/demo/demo.test.ts`. */
const OTHERS = ['start', 'demo'];

test('no command is forgotten', () => {
  expect([...Object.keys(CASES), ...OTHERS].sort()).toEqual(commands.map(({ name }) => name).sort());
});

test.each(Object.entries(CASES))(
  'gatepost %s --json says what came of it as one line, and nothing else beside',
  async (name, given) => {
    const words = [...name.split(' '), ...(given.words?.() ?? []), '--json'];
    const { code, stdout, stderr } = await runGatepost(words, env);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^.+\n$/);
    expect(JSON.parse(stdout)).toEqual(given.outcome());
  },
);

test('gatepost start --json says where it listens, and nothing more until it has ended', async () => {
  const url = `http://127.0.0.1:${env.GATEPOST_PORT}`;
  expect(JSON.parse(started)).toEqual({ url: expect.any(String), listens_at: url });
  api.signal('SIGTERM');
  expect(await api.exit).toMatchObject({ code: 0, stdout: started });
});
