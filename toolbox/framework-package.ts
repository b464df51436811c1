import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from './command.ts';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'provider', 'package');

/**
 * Builds the framework as a package of npm into a folder: JavaScript, types, description. What both of its entries share
 * is a chunk of its own, so that an error thrown in one is known in the other.
 */
export async function buildFrameworkPackage(folder: string): Promise<void> {
  const dist = join(folder, 'dist');
  await rm(folder, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await build({
    entryPoints: ['index', 'acceptance'].map((name) => join(source, `${name}.ts`)),
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
  });
  await writeTypes(join(dist, 'types'));
  for (const file of ['package.json', 'README.md']) await copyFile(join(source, file), join(folder, file));
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

async function writeTypes(outDir: string): Promise<void> {
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rewriteRelativeImportExtensions'];
  const project = ['-p', join(source, 'tsconfig.json'), '--rootDir', join(root, 'provider'), '--outDir', outDir];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runCommand(process.execPath, [tsc, ...project, ...options]);
  if (code !== 0) throw new Error(`The types could not be written:\n${output}`);
}
