import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { printFile } from '../../export/hcl/block.ts';
import { type Expression, Reference } from '../../export/hcl/expression.ts';
import { runCommand } from '../../toolbox/command.ts';
import { type Engine, findEngine } from '../../toolbox/engine.ts';
import { engineEnvironment } from '../../toolbox/engine-environment.ts';

jest.setTimeout(240_000);

let engine: Engine;
let directory: string;
beforeAll(async () => {
  engine = await findEngine(process.env);
  directory = await mkdtemp(join(tmpdir(), 'gatepost-hcl-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (...args: string[]) =>
  runCommand(engine.path, args, { cwd: directory, env: engineEnvironment(process.env) });

/** What the engine reads where the values were printed; the file is as its formatter would leave it. */
async function readBack(values: readonly Expression[]): Promise<unknown[]> {
  const blocks = values.map((value, index) => ({
    type: 'output',
    labels: [`v${index}`],
    assignments: [['value', value]] as const,
  }));
  await writeFile(join(directory, 'main.tf'), printFile(blocks));
  const formatted = await run('fmt', '-check', '-diff');
  expect(formatted).toMatchObject({ code: 0, stdout: '' });
  const applied = await run('apply', '-auto-approve', '-input=false', '-no-color');
  expect({ code: applied.code, output: applied.code === 0 ? '' : applied.output }).toEqual({ code: 0, output: '' });
  const outputs = JSON.parse((await run('output', '-json')).stdout) as Record<string, { value: unknown }>;
  return values.map((_, index) => outputs[`v${index}`]?.value);
}

/** Texts of the pieces that mean something to HCL, and of any characters. */
const piece = fc.oneof(
  fc.constantFrom(
    '${',
    '%{',
    '$${',
    '%%{',
    '$',
    '%',
    '{',
    '}',
    '"',
    '\\',
    '\n',
    '\r\n',
    '\t',
    'EOT',
    '\nEOT\n',
    '<<EOT',
    '~}',
  ),
  fc.constantFrom(
    '\u0000',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '😀',
    'é',
    'e\u0301',
    'ß',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const lines = fc
  .array(
    fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('  indented', '', 'EOT', '\u0024{a}', '%{if}', '\tx')),
    {
      maxLength: 5,
    },
  )
  .map((all) => all.map((line) => `${line}\n`).join(''));

describe('a string in HCL', () => {
  test('is read back by the engine as it was, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, lines), { minLength: 60, maxLength: 120 }), async (values) => {
        // Terraform's strings are NFC.
        expect(await readBack(values)).toEqual(values.map((value) => value.normalize('NFC')));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('shows what cannot be seen as an escape, so that a reviewer reads what the engine reads', () => {
    const [shown] = [printFile([{ type: 'a', assignments: [['b', 'x\u202ey\u0000\u{e0001}']] }])];
    expect(shown).toBe('a {\n  b = "x\\u202ey\\u0000\\U000e0001"\n}\n');
  });

  test('that is half of a surrogate pair becomes the sign for what is no text', () => {
    expect(printFile([{ type: 'a', assignments: [['b', '\ud800']] }])).toContain('"\ufffd"');
  });
});

describe('lists and objects in HCL', () => {
  test('are read back, and laid out as the formatter does', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n';
    const values: Expression[] = [
      [],
      ['a', 'b \u0024{c}'],
      Array.from({ length: 40 }, (_, index) => `cipher ${index}`),
      {},
      { a: 1, longer: pem, list: ['x'], nested: { deep: { b: true } }, z: null, 'not an identifier ${': -2.5, for: 1 },
      [{ a: 1 }, { b: pem, c: ['several\nlines\n'] }],
      2n ** 60n,
    ];
    expect(await readBack(values)).toEqual([...values.slice(0, -1), Number(2n ** 60n)]);
  });

  test('hold references as they are', () => {
    const block = { type: 'a', labels: ['x"y'], assignments: [['id', new Reference('var.b')]] as const };
    expect(printFile([block, { type: 'provider', labels: ['gatepost'] }])).toBe(
      'a "x\\"y" {\n  id = var.b\n}\n\nprovider "gatepost" {}\n',
    );
  });
});
