import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compactTransliteration } from './compact-transliteration.ts';

/** A provider's executable: a script that runs on the Node that is on the PATH. */
export interface BuiltProvider {
  readonly executable: string;
  readonly version: string;
}

const root = resolve(import.meta.dirname, '..');
/** Where the package of npm, which has no sources, brings it. */
const BUILT = join(root, 'provider', 'built.cjs');
const notThere = () => undefined;
const LOCAL_FROM = 1_000_000_000;

/**
 * Bundles the provider into one executable file, the same bytes from the same sources. The file beside it tells Node
 * that it is CommonJS, in case a package.json further up says otherwise; the folder should be its own.
 * @param version of a release; a local build has one of its own, made from its content (`localVersion`)
 */
export async function buildProvider(folder: string, options: { version?: string } = {}): Promise<BuiltProvider> {
  const content = (await readFile(BUILT).catch(notThere)) ?? (await bundleProvider()).content;
  const version = options.version ?? (await localVersion(content));
  const executable = join(folder, `terraform-provider-gatepost_v${version}`);
  await mkdir(folder, { recursive: true });
  await writeFile(executable, content);
  await chmod(executable, 0o755);
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  return { executable, version };
}

export interface ProviderBundle {
  content: Uint8Array;
  /** Every file it was made of, by its path from the root of the project. */
  inputs: string[];
}

/** CommonJS starts faster than modules. Names stay, so that a stack trace can be read. */
export async function bundleProvider(): Promise<ProviderBundle> {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'provider', 'main.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: { debug: join(root, 'toolbox', 'silent-debug.ts') },
    // Asked for by the agents of proxies in a mode that is not used.
    external: ['kerberos'],
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
    plugins: [compactTransliteration],
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made no file of provider/main.ts.');
  return { content: file.contents, inputs: Object.keys(metafile.inputs) };
}

/**
 * A version of its own for each content: engines record a hash by version, and would refuse another file under the same
 * one. The number comes last, for a pre-release (0.1.0-dev.…) is only found by those who ask for exactly it.
 */
async function localVersion(content: Uint8Array): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const [major, minor] = manifest.version.split('.');
  const hash = createHash('sha256').update(content).digest();
  return `${major}.${minor}.${LOCAL_FROM + hash.readUInt32BE()}`;
}

/** Whether the version is that of a local build, by its last number: no release will ever be counted that far. */
export function isLocalVersion(version: string): boolean {
  return Number(version.split('.')[2]) >= LOCAL_FROM;
}
