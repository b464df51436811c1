import { copyFile, cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Kit, sourceOf } from '../provider/cdktf/kit.ts';
import { runToSuccess } from './command.ts';

const root = resolve(import.meta.dirname, '..');
const modules = join(root, 'node_modules');

/** Builds the bindings for a kit as a package of npm into a folder: JavaScript, types, and the manifest of jsii. */
export async function buildBindingsPackage(kit: Kit, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, sourceOf(kit)), folder, { recursive: true });
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  // The compiler looks for the kit where the sources are.
  await symlink(modules, join(folder, 'node_modules'), 'junction');
  await runJsii(
    'jsii',
    ['--silence-warnings', 'reserved-word', '--silence-warnings', 'metadata/missing-dev-dependency'],
    folder,
  );
  await makeLazy(join(folder, 'lib'));
  for (const left of ['node_modules', 'src', 'tsconfig.json', 'lib/tsconfig.tsbuildinfo']) {
    await rm(join(folder, left), { recursive: true, force: true });
  }
}

/**
 * Makes a wheel of a package that is built, into its `dist`.
 * @param python name or path of one that has pip
 */
export async function buildWheel(folder: string, python = 'python3'): Promise<void> {
  await symlink(modules, join(folder, 'node_modules'), 'junction');
  await runJsii('jsii-pacmak', ['--targets', 'python', '--no-npmignore', '--code-only'], folder);
  await rm(join(folder, 'node_modules'));
  const wheel = ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', 'dist', './dist/python'];
  await runToSuccess(python, wheel, { cwd: folder });
}

async function runJsii(program: 'jsii' | 'jsii-pacmak', args: readonly string[], cwd: string): Promise<void> {
  await runToSuccess(process.execPath, [join(modules, program, 'bin', program), ...args], { cwd });
}

/**
 * A program loads the classes that it uses, and not all of them. The getters of the generators' own index hide the names
 * from ES modules, so these are in a loop, and the line which never runs tells them.
 */
async function makeLazy(lib: string): Promise<void> {
  const generated = await readFile(join(lib, 'lazy-index.js'), 'utf8');
  const folders = [...generated.matchAll(/exports, '(\w+)'.*require\('(.+)'\)/g)].map(([, name, path]) => [name, path]);
  const lines = [
    "'use strict';",
    `const folders = ${JSON.stringify(Object.fromEntries(folders), null, 2)};`,
    'for (const [name, folder] of Object.entries(folders)) {',
    '  Object.defineProperty(exports, name, { enumerable: true, get: () => require(folder) });',
    '}',
    `0 && (module.exports = { ${folders.map(([name]) => name).join(', ')} });`,
  ];
  await writeFile(join(lib, 'index.js'), `${lines.join('\n')}\n`);
}
