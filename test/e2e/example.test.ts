import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { REQUIRED, startTestCloud, type TestCloud, write } from './test-cloud.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../examples');
/** The folders of examples that any engine can read; lists and actions are newer. */
const FOLDERS = {
  resources: 'resource.tf',
  'data-sources': 'data-source.tf',
  'ephemeral-resources': 'ephemeral-resource.tf',
  functions: 'function.tf',
};

/** Folders with something of their own to run, rather than a snippet of the documentation; CDKTF's are listed beside them. */
const RUNNABLE = [
  'hcl/quickstart',
  'hcl/complete',
  'hcl/modules/notifications',
  'rest',
  'import-existing',
  'move-from-scripts',
  'pull-request',
];

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
});
afterAll(() => cloud.stop());

const variablesOf = (hcl: string) => [...hcl.matchAll(/^variable "(\w+)"/gm)].map(([, name = '']) => name);

test('every file of HCL among the examples is laid out as the engine would', async () => {
  const { code, output } = await (await cloud.open('')).run('fmt', '-check', '-recursive', EXAMPLES);
  expect({ code, output }).toEqual({ code: 0, output: '' });
});

test('every example to run has a README, and the list of them names each', () => {
  const list = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  const listed = [...list.matchAll(/^\| `([\w/-]+)\/`/gm)].map(([, folder = '']) => folder);
  expect(listed).toEqual(expect.arrayContaining(RUNNABLE));
  for (const folder of listed) expect(readdirSync(join(EXAMPLES, folder))).not.toEqual([]);
  for (const folder of RUNNABLE) expect(readdirSync(join(EXAMPLES, folder))).toContain('README.md');
});

/** Each example is a module of its own, so that one look of the engine tells about all of them. */
test('every example of the documentation is whole and valid', async () => {
  const workspace = await cloud.open('');
  const calls: string[] = [];
  for (const [folder, file] of Object.entries(FOLDERS)) {
    for (const name of readdirSync(join(EXAMPLES, folder))) {
      const module = `${folder}-${name}`;
      const hcl = readFileSync(join(EXAMPLES, folder, name, file), 'utf8');
      await mkdir(join(workspace.directory, module));
      await writeFile(join(workspace.directory, module, 'main.tf'), hcl);
      if (!hcl.includes('required_providers'))
        await writeFile(join(workspace.directory, module, 'required.tf'), REQUIRED);
      // Files that an example reads are somebody else's.
      for (const [, path = ''] of hcl.matchAll(/file(?:base64)?\("\$\{path\.module\}\/([\w.-]+)"\)/g))
        await writeFile(join(workspace.directory, module, path), cloud.authority.certificatePem);
      const given = variablesOf(hcl).map((variable) => `  ${variable} = null\n`);
      calls.push(`module "${module}" {\n  source = "./${module}"\n${given.join('')}}\n`);
    }
  }
  expect(calls.length).toBeGreaterThan(60);
  await write(workspace, calls.join('\n'));
  requireSuccess(await workspace.init());
  const { code, output } = await workspace.validate();
  expect(output).toContain('The configuration is valid');
  expect(code).toBe(0);
});
