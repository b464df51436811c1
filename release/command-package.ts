import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { placed } from '../scripts/bundle.mjs';
import { buildProvider } from '../toolbox/provider-build.ts';
import { describeParts, lockedParts } from './sbom.ts';

const root = resolve(import.meta.dirname, '..');

/** What is read beside the sources while they run. */
const ASSETS = /^(api\/.*\.(css|hbs|js|json|mjs|svg)|cli\/.*\.mjs|examples\/hcl\/quickstart\/.*\.tf)$/;
const ASSET_FOLDERS = ['api', 'cli', 'examples/hcl/quickstart'];

/** The demo from TypeScript stays in the project: its bindings are larger than everything else. */
const LEFT_OUT = ['../examples/cdktf/*'];

/** What builds the provider is asked for only where it is not built. */
const NEVER_REACHED = ['esbuild'];

interface Manifest {
  name: string;
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
}

/**
 * Builds the program `gatepost` into a folder that is laid out as the project is, with bundles in place of sources: what
 * a module finds beside itself is found there too. The provider comes built.
 */
export async function buildCommandPackage(folder: string): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await bundle(folder);
  demandDependencies(metafile, manifest);
  for (const each of ASSET_FOLDERS) await copyAssets(each, folder);
  await chmod(join(folder, 'cli', 'gatepost.mjs'), 0o755);
  await writeProvider(folder);
  await writeFile(join(folder, 'sbom.cdx.json'), await describeContents(manifest));
  const { name, version, engines } = manifest;
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, type: 'module', engines })}\n`);
}

function bundle(folder: string) {
  return build({
    entryPoints: [{ in: join(root, 'cli', 'main.ts'), out: join('cli', 'main') }],
    absWorkingDir: root,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'cli/[name]-[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    external: LEFT_OUT,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [placed(whereItWouldLie)],
  });
}

/** In two parts, since this file is bundled by the same rule itself. */
const OWN_PLACE = ['import', 'meta', 'url'].join('.');

/** Bundles lie in `cli/`, so that the folder above them is what the root of the project was. */
function whereItWouldLie(path: string, name: string): string {
  const place = relative(root, name === 'dirname' ? dirname(path) : path).replaceAll('\\', '/');
  const url = `new URL(${JSON.stringify(`../${place}`)}, ${OWN_PLACE})`;
  return name === 'url' ? `${url}.href` : `process.getBuiltinModule('node:url').fileURLToPath(${url})`;
}

/** @throws when something is used that an installation would not bring: what is only a devDependency. */
function demandDependencies({ outputs }: Metafile, { dependencies }: Manifest): void {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const names = new Set(imported.map(({ path }) => path).filter((path) => !/^(node:|\.)/.test(path)));
  const missing = [...names].filter((name) => !(packageOf(name) in dependencies) && !NEVER_REACHED.includes(name));
  if (missing.length > 0) throw new Error(`These are used and are no dependencies: ${missing.sort().join(', ')}.`);
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

async function copyAssets(from: string, folder: string): Promise<void> {
  for (const entry of await readdir(join(root, from), { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && ASSETS.test(path)) await cp(join(root, path), join(folder, path));
  }
}

/** What an installation brings, on any platform. */
async function describeContents({ name, version, license }: Manifest): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return describeParts({ name, version, license }, lockedParts(lock));
}

/** Under the name by which `buildProvider` finds it. */
async function writeProvider(folder: string): Promise<void> {
  const { executable } = await buildProvider(join(folder, 'draft'));
  await cp(executable, join(folder, 'provider', 'built.cjs'));
  await rm(join(folder, 'draft'), { recursive: true });
}
