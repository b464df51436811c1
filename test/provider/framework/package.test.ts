import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { build } from 'esbuild';
import { runCommand, runToSuccess } from '../../../toolbox/command.ts';
import { findEngine } from '../../../toolbox/engine.ts';
import { buildFrameworkPackage } from '../../../toolbox/framework-package.ts';

jest.setTimeout(300_000);

const root = resolve(import.meta.dirname, '../../..');
const EXAMPLE = join(root, 'examples/framework');

let directory: string;
let folder: string;
let archive: string;

/** The package as npm makes and installs it, in a folder that knows nothing of the repository. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-framework-'));
  const built = join(directory, 'built');
  await buildFrameworkPackage(built);
  archive = join(directory, (await run('npm', ['pack', '--silent', '--pack-destination', directory], built)).trim());
  folder = join(directory, 'user');
  await cp(EXAMPLE, folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await run('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', archive], folder);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (command: string, args: string[], cwd: string, env: Record<string, string> = {}) =>
  runToSuccess(command, args, { cwd, env: { ...process.env, ...env } });

/** As a user would: the framework comes from node_modules. */
async function compile(entry: string): Promise<string> {
  const outfile = join(folder, `${entry}.mjs`);
  const entryPoints = [join(folder, `${entry}.ts`)];
  await build({ entryPoints, outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node' });
  return outfile;
}

test('needs nothing at run time', async () => {
  const { dependencies, peerDependencies } = JSON.parse(
    await readFile(join(folder, 'node_modules/@gatepost/terraform-framework/package.json'), 'utf8'),
  );
  expect({ dependencies, peerDependencies }).toEqual({});
});

test('has types with which the example compiles, and the provider of its README', async () => {
  const compilerOptions = {
    ...{ target: 'ES2023', module: 'NodeNext', strict: true, noEmit: true, allowImportingTsExtensions: true },
    ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
  };
  const readme = await readFile(join(folder, 'node_modules/@gatepost/terraform-framework/README.md'), 'utf8');
  await writeFile(join(folder, 'readme.ts'), /```ts\n(.*?)```/s.exec(readme)?.[1] ?? 'there is none');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], folder);
});

test('the acceptance test of the example passes with the real engine', async () => {
  const { path } = await findEngine(process.env);
  const output = await run(process.execPath, [await compile('acceptance')], folder, { ENGINE: path });
  expect(output).toBe('ok\n');
});

test('the program of the example says what it is to whoever starts it by hand', async () => {
  const { code, stderr } = await runCommand(process.execPath, [await compile('main')], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain('example/files');
});
