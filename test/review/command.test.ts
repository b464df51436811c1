import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { endAll, runGatepost } from '../operations/gatepost.ts';
import { logText, planText } from './plan-text.ts';

/** Commands are processes of their own, and the machine may be busy. */
jest.setTimeout(180_000);

let directory: string;
let plan: string;
let log: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-review-'));
  plan = join(directory, 'plan.json');
  log = join(directory, 'plan.log');
  await writeFile(plan, planText([{ actions: ['create'], after: { title: 'Relay', host: 'a', port: 25 } }]));
  await writeFile(log, logText({ severity: 'warning', summary: 'Look here' }));
});
afterAll(async () => {
  await endAll();
  await rm(directory, { recursive: true, force: true });
});

const run = (...words: string[]) => runGatepost(['review', ...words], {});

describe('gatepost review', () => {
  test('explains itself, with its operand, its options and how it ends', async () => {
    const help = expect.stringMatching(/gatepost review <plan\.json>.*ends with 0.*--plan-log.*--form.*--out/s);
    expect(await run('--help')).toMatchObject({ code: 0, stdout: help });
  });

  test('says the comment, or writes it to a file', async () => {
    const out = join(directory, 'comment.md');
    const [said, written] = await Promise.all([
      run(plan, '--plan-log', log),
      run(plan, '--plan-log', log, '--form', 'gitlab', '--out', out),
    ]);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toMatch(/^<!-- gatepost review -->\n### Plan: 1 to create\n.*\*\*Look here\*\*/s);
    expect(written).toMatchObject({ code: 0, output: '' });
    expect(await readFile(out, 'utf8')).toBe(said.stdout);
  });

  test('with --json gives programs what the comment tells, and the comment to people', async () => {
    const [said, written] = await Promise.all([
      run(plan, '--plan-log', log, '--json'),
      run(plan, '--json', '--out', join(directory, 'beside.md')),
    ]);
    expect(said).toMatchObject({ code: 0, stderr: expect.stringMatching(/^<!-- gatepost review -->/) });
    const created = { address: 'gatepost_email_server.a', type: 'gatepost_email_server', becomes: 'created' };
    expect(JSON.parse(said.stdout)).toEqual({
      is_failed: false,
      is_complete: true,
      changes: [{ ...created, told: expect.stringContaining('`Relay` will be created'), details: expect.any(Array) }],
      drift: [],
      warnings: [{ severity: 'warning', summary: 'Look here', detail: '', address: null }],
      failed_conditions: [],
      actions: [],
      questions: [],
    });
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(written.stdout).warnings).toBeNull();
  });

  test.each([
    ['no plan', [], /gatepost review plan\.json/],
    ['two plans', ['a.json', 'b.json'], /Only one plan\.json/],
    ['a form that nobody knows', ['PLAN', '--form', 'bitbucket'], /--form github or --form gitlab/],
    ['a file that is not there', ['nowhere.json'], /nowhere\.json is not a file/],
    ['a folder', ['DIRECTORY'], /is not a file/],
    ['a file that is no plan', ['LOG'], /no plan|not JSON/],
    ['a log that is none', ['PLAN', '--plan-log', 'PLAN'], /Line 1/],
  ] as const)('with %s ends with 2, says what to do, and writes nothing', async (_, words, advice) => {
    const files: Record<string, string> = { PLAN: plan, LOG: log, DIRECTORY: directory };
    const { code, stdout, stderr } = await run(...words.map((word) => files[word] ?? word));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(advice);
  });

  test('does not read a file of any size', async () => {
    const large = join(directory, 'large.json');
    await writeFile(large, '');
    await truncate(large, 65 * 1024 * 1024);
    expect(await run(large)).toMatchObject({ code: 2, stderr: expect.stringContaining('more than 64 MiB') });
  });
});
